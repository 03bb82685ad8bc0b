"""What a reading of a file found, as it is kept beside the file."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from astana_employment.toolbox.tables_in.importing import Report
from astana_employment.toolbox.tables_in.rows import Remark

# What may be said of a row; the order is that of the page.
LISTS = ("wrong", "doubtful", "new", "known")


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as JSON: what it counts, and the first rows of each list."""
    return {
        "rows": report.rows,
        "bad_rows": report.bad_rows,
        "added": dict(report.added),
        "there": dict(report.there),
        "counts": {
            "wrong": report.bad_rows,
            "doubtful": report.notice_count,
            "new": report.new_count,
            "known": report.known_count,
        },
        "wrong": _listed(report.problems),
        "doubtful": _listed(report.notices),
        "new": _listed(report.new),
        "known": _listed(report.known),
    }


def _listed(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    return [asdict(remark) for remark in sorted(remarks, key=lambda each: (each.table, each.line))]


def remarks_of(data: dict[str, Any], which: str) -> list[Remark]:
    """Return the rows of one list again."""
    return [Remark(**remark) for remark in data[which]]
