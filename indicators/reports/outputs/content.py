"""The content of a report as a snapshot: every printed value in plain JSON; all outputs are made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from astana_employment.toolbox.papers.issue import (
    DocumentError,
    Json,
    Language,
    optional_date,
    same_fields,
)
from indicators.annex3.definitions import VERSION
from indicators.annex3.periods import Period
from indicators.reports.rows import Point, Row, Sheet, stored, trends

# Raise it with every change of what the templates print.
TEMPLATE_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a revision changed in one indicator: the counts before and after."""

    code: str
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Every value of a report but the issue block's; `signer` is the role in which it is signed."""

    language: Language
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
    template_version: int = TEMPLATE_VERSION
    kind: str = "report"

    @property
    def period(self) -> Period:
        """The period of the report."""
        return Period(self.year, self.quarter, self.as_of)

    def to_json(self) -> Json:
        """Return the content as plain JSON values, days as 2026-11-22."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **plain,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "rows": [row.to_json() for row in self.rows],
            "trend": {
                code: [{"period": point.period.code, "share": stored(point.share)} for point in points]
                for code, points in self.trend.items()
            },
            "changes": [
                {"code": row.code, "before": list(row.before), "after": list(row.after)}
                for row in self.changes
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; `DocumentError` for a missing, unknown or misshapen field."""
        values = same_fields(cls, data)
        if values["template_version"] != TEMPLATE_VERSION:
            raise DocumentError(f"This report cannot be printed: {values['template_version']!r}")
        try:
            values["as_of"] = optional_date(values["as_of"])
            values["rows"] = tuple(map(Row.from_json, values["rows"]))
            values["trend"] = {code: _points(points) for code, points in values["trend"].items()}
            values["changes"] = tuple(
                Change(code=row["code"], before=_pair(row["before"]), after=_pair(row["after"]))
                for row in values["changes"]
            )
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise DocumentError(f"A report's content is misshapen: {error}") from error
        return cls(**values)


def content_of(
    sheet: Sheet,
    *,
    language: Language = "kk",
    revision: int = 1,
    revises: str = "",
    reason: str = "",
    old_rows: Iterable[Row] = (),
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


def changes_between(old: Iterable[Row], new: Iterable[Row]) -> tuple[Change, ...]:
    """Return the indicators whose counts differ, in the order of Annex 3."""
    before = {row.code: (row.figure.numerator, row.figure.denominator) for row in old}
    after = {row.code: (row.figure.numerator, row.figure.denominator) for row in new}
    return tuple(
        Change(code=code, before=before[code], after=counts)
        for code, counts in after.items()
        if code in before and before[code] != counts
    )


def _points(points: Iterable[Mapping[str, Any]]) -> list[Point]:
    return [
        Point(Period.parse(row["period"]), None if row["share"] is None else Decimal(row["share"]))
        for row in points
    ]


def _pair(values: Iterable[int]) -> tuple[int, int]:
    first, second = values
    return int(first), int(second)
