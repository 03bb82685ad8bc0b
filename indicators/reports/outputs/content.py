"""The content of a report as a snapshot: every printed value in plain JSON; all outputs are made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from astana_employment.toolbox.papers.stored import Language, Snapshot, Stored
from indicators.annex3.definitions import VERSION
from indicators.annex3.periods import Period
from indicators.reports.models import ReportRow
from indicators.reports.rows import Point, Row, Sheet, trends


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Stored):
    """What a revision changed in one indicator: the counts before and after."""

    code: str
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent(Snapshot):
    """Every value of a report but the issue block's; `signer` is the role in which it is signed.

    What was issued under an older text is read for good: its pages and tables are made of these values.
    """

    older_versions: ClassVar[frozenset[int]] = frozenset({1})
    year: int
    quarter: int | None
    as_of: date | None
    revision: int
    revises: str
    reason: str
    rows: tuple[Row, ...]
    trend: dict[str, list[Point]]
    changes: tuple[Change, ...]
    values_year: int | None
    target_year: int | None
    signer: str = ""
    definition_version: int = VERSION
    template_version: int = 2
    kind: Literal["report"] = "report"

    @property
    def period(self) -> Period:
        """The period of the report."""
        return Period(self.year, self.quarter, self.as_of)


def content_of(
    sheet: Sheet,
    *,
    language: Language = "kk",
    revision: int = 1,
    revises: str = "",
    reason: str = "",
    old_rows: Iterable[ReportRow] = (),
    signer: str = "",
) -> ReportContent:
    """Return the content of a report over computed rows; a revision is held against the rows it replaces."""
    period = sheet.period
    return ReportContent(
        language=language,
        year=period.year,
        quarter=period.quarter,
        as_of=period.as_of,
        revision=revision,
        revises=revises,
        reason=reason,
        rows=sheet.rows,
        trend=trends(period, sheet.rows),
        changes=changes_between(old_rows, sheet.rows),
        values_year=sheet.values_year,
        target_year=sheet.target_year,
        signer=signer,
    )


def changes_between(old: Iterable[ReportRow], new: Iterable[Row]) -> tuple[Change, ...]:
    """Return the indicators whose counts differ, in the order of Annex 3."""
    before = {row.indicator: (row.numerator, row.denominator) for row in old}
    after = {row.code: (row.figure.numerator, row.figure.denominator) for row in new}
    return tuple(
        Change(code=code, before=before[code], after=counts)
        for code, counts in after.items()
        if code in before and before[code] != counts
    )
