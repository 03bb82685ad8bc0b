"""The issued figures as everybody may read them: on the public page and as JSON and CSV (clause 2)."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from astana_employment.toolbox.papers.pdf import DEPARTMENT_NAME
from indicators.annex3.figures import is_reached
from indicators.annex3.periods import Period
from indicators.annex3.texts import GROUPS, Indicator
from indicators.publication.protection import (
    FEWEST_FOR_A_SHARE,
    THRESHOLD,
    Counts,
    Shown,
    protected_year,
)
from indicators.reports.models import IndicatorReport, ReportRow

FORMAT: Final = "astana-open-indicators/1"
COLUMNS: Final = (
    *("period", "first_day", "last_day", "is_preliminary", "revision", "issued_on", "number"),
    *("indicator", "numerator", "denominator", "share", "is_protected"),
    *("normative", "target", "lower_is_better", "is_reached"),
)


@dataclass(frozen=True)
class OpenRow:
    """One indicator of one issued report, as everybody may read it."""

    row: ReportRow
    shown: Shown
    indicator: Indicator

    @property
    def is_reached(self) -> bool | None:
        """Whether the target was reached, by the exact share; None where no share is shown."""
        if self.shown.share is None:
            return None
        return is_reached(self.row.share, self.row.target, lower_is_better=self.indicator.lower_is_better)


@dataclass(frozen=True)
class OpenReport:
    """An issued report that holds, with its rows in the order of Annex 3."""

    report: IndicatorReport
    rows: Sequence[OpenRow]

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.report.period

    @property
    def issued_on(self) -> date:
        """The day of issue."""
        return date.fromisoformat(str((self.report.issue_block or {})["issued_on"]))


def published_reports() -> list[OpenReport]:
    """Return the issued reports that hold, the newest period first, small counts protected; two queries."""
    reports = list(IndicatorReport.objects.in_force().prefetch_related("rows"))
    by_year: dict[int, list[IndicatorReport]] = defaultdict(list)
    for report in reports:
        by_year[report.year].append(report)
    found: list[OpenReport] = []
    for year, of_year in by_year.items():
        figures = {_name(report): _figures(report) for report in of_year}
        shown = protected_year(figures, str(year))
        found.extend(OpenReport(report, _rows(report, shown[_name(report)])) for report in of_year)
    return sorted(found, key=lambda one: (one.period.last, one.period.first), reverse=True)


def etag() -> str:
    """Return a mark that changes when another figure is published; one query."""
    keys = IndicatorReport.objects.in_force().order_by("pk").values_list("pk", "revision")
    return f'"{sha256(f"{FORMAT} {THRESHOLD} {list(keys)}".encode()).hexdigest()[:20]}"'


def as_json(reports: Sequence[OpenReport]) -> bytes:
    """Return the reports as UTF-8 JSON; `docs/open-data.md` describes every field."""
    data = {
        "format": FORMAT,
        "publisher": dict(DEPARTMENT_NAME),
        "protection": {"counts_below": THRESHOLD, "shares_below_cases": FEWEST_FOR_A_SHARE},
        "indicators": [
            {"code": one.code, "name": dict(one.texts), "lower_is_better": one.lower_is_better}
            for group in GROUPS
            for one in group.indicators
        ],
        "reports": [_report(one) for one in reports],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def as_csv(reports: Sequence[OpenReport]) -> bytes:
    """Return the reports as CSV, a row an indicator and period: UTF-8 with BOM, `;`, a decimal point."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in reports:
        head, rows = _head(one), [_row(row) for row in one.rows]
        for row in rows:
            values = {**head, **row}
            writer.writerow(_cell(values[name]) for name in COLUMNS)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _name(report: IndicatorReport) -> str:
    return f"{report.period.code} preliminary" if report.is_preliminary else report.period.code


def _figures(report: IndicatorReport) -> dict[str, tuple[Counts, Decimal | None]]:
    return {row.indicator: ((row.numerator, row.denominator), row.share) for row in report.rows.all()}


def _rows(report: IndicatorReport, shown: dict[str, Shown]) -> list[OpenRow]:
    rows = {row.indicator: row for row in report.rows.all()}
    return [
        OpenRow(rows[one.code], shown[one.code], one)
        for group in GROUPS
        for one in group.indicators
        if one.code in rows
    ]


def _report(one: OpenReport) -> dict[str, Any]:
    return {**_head(one), "values": [_row(row) for row in one.rows]}


def _head(one: OpenReport) -> dict[str, Any]:
    return {
        "period": one.period.code,
        "first_day": one.period.first.isoformat(),
        "last_day": one.period.last.isoformat(),
        "is_preliminary": one.report.is_preliminary,
        "revision": one.report.revision - 1,
        "issued_on": one.issued_on.isoformat(),
        "number": one.report.number,
    }


def _row(one: OpenRow) -> dict[str, Any]:
    return {
        "indicator": one.row.indicator,
        "numerator": one.shown.numerator,
        "denominator": one.shown.denominator,
        "share": None if one.shown.share is None else float(one.shown.share),
        "is_protected": one.shown.is_protected,
        "normative": float(one.row.normative),
        "target": float(one.row.target),
        "lower_is_better": one.indicator.lower_is_better,
        "is_reached": one.is_reached,
    }


def _cell(value: object) -> object:
    """Return a value as CSV has it: true and false, and nothing for what is not told."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value
