"""A report as JSON for machines; `docs/indicators.md` describes every field."""

import json
from datetime import date
from decimal import Decimal
from typing import IO, Any, Final

from astana_employment.toolbox.papers.pdf import DEPARTMENT_NAME
from indicators.annex3.figures import Beside
from indicators.annex3.texts import GROUPS
from indicators.reports.outputs.content import ReportContent
from indicators.reports.rows import Row

FORMAT: Final = "astana-indicators/1"


def report_data(content: ReportContent, *, number: str = "", issued_on: date | None = None) -> dict[str, Any]:
    """Return a report as plain JSON values; a draft has neither number nor day of issue."""
    period = content.period
    groups = {row.code: group.number for group in GROUPS for row in group.indicators}
    return {
        "format": FORMAT,
        "department": dict(DEPARTMENT_NAME),
        "period": period.code,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "is_preliminary": period.is_partial,
        "number": number or None,
        "issued_on": issued_on.isoformat() if issued_on else None,
        "revision": content.revision - 1,
        "revises": content.revises or None,
        "reason": content.reason or None,
        "definition_version": content.definition_version,
        "values_of_year": content.values_year,
        "target_of_year": content.target_year,
        "indicators": [_indicator(row, groups[row.code]) for row in content.rows],
        "changes": [
            {"code": row.code, "before": _counts(row.before), "after": _counts(row.after)}
            for row in content.changes
        ],
    }


def write_report_json(data: dict[str, Any], target: IO[bytes]) -> None:
    """Write `report_data` in UTF-8."""
    target.write(json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")


def _indicator(row: Row, group: int) -> dict[str, Any]:
    return {
        "code": row.code,
        "group": group,
        "name": dict(row.indicator.texts),
        "numerator": row.figure.numerator,
        "denominator": row.figure.denominator,
        "share": _number(row.share),
        "normative": _number(row.normative),
        "next_target": _number(row.next_target),
        "target": _number(row.target),
        "lower_is_better": row.indicator.lower_is_better,
        "is_reached": row.is_reached,
        "beside": [_beside(part) for part in row.figure.beside],
    }


def _beside(part: Beside) -> dict[str, Any]:
    return {"code": part.code, "numerator": part.numerator, "denominator": part.denominator}


def _counts(pair: tuple[int, int]) -> dict[str, int]:
    return {"numerator": pair[0], "denominator": pair[1]}


def _number(value: Decimal | None) -> float | None:
    """Return a value of two decimals as a JSON number; None, «no data», stays null."""
    return None if value is None else float(value)
