"""The rows of a report: each figure beside its norm and its targets; computed live, or read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Self

from indicators.annex3.figures import Figure, is_reached
from indicators.annex3.models import TargetYear
from indicators.annex3.periods import Period
from indicators.annex3.texts import CODES, INDICATORS, Indicator
from indicators.measures import figures_of
from indicators.reports.models import IndicatorReport, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One indicator in one period.

    `normative` and `next_target` are Annex 3's columns of the reporting year, `target` is what was to be
    reached in it; None where no values are approved. `is_reconstructed` marks them as reading 30 asks.
    """

    indicator: Indicator
    figure: Figure
    normative: Decimal | None
    next_target: Decimal | None
    target: Decimal | None
    is_reconstructed: bool = False

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.indicator.code

    @property
    def share(self) -> Decimal | None:
        """The share in per cent; None, «no data», without a case."""
        return self.figure.share

    @property
    def approved(self) -> dict[str, Any]:
        """The approved values beside the figure, by name; a complete sheet has all three."""
        return {"normative": self.normative, "next_target": self.next_target, "target": self.target}

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None without data or without a target."""
        return is_reached(self.share, self.target, lower_is_better=self.indicator.lower_is_better)

    def to_json(self) -> dict[str, Any]:
        """Return the row as plain JSON values, values in per cent as text."""
        return {
            "code": self.code,
            "numerator": self.figure.numerator,
            "denominator": self.figure.denominator,
            "beside": self.figure.beside_json(),
            "normative": stored(self.normative),
            "next_target": stored(self.next_target),
            "target": stored(self.target),
            "is_reconstructed": self.is_reconstructed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; KeyError or ArithmeticError for anything else."""
        return cls(
            indicator=INDICATORS[data["code"]],
            figure=Figure.read(data["numerator"], data["denominator"], data["beside"]),
            normative=_decimal(data["normative"]),
            next_target=_decimal(data["next_target"]),
            target=_decimal(data["target"]),
            is_reconstructed=data["is_reconstructed"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Twelve rows of a period, and which year's approved values stand beside them."""

    period: Period
    rows: tuple[Row, ...]
    values_year: int | None
    target_year: int | None

    @property
    def is_complete(self) -> bool:
        """Whether every row has its norm and targets."""
        return self.values_year is not None

    @property
    def seal(self) -> str:
        """A hash of the figures, by which it is seen that what is issued is what was looked at."""
        told = [(row.code, row.figure.numerator, row.figure.denominator, row.to_json()) for row in self.rows]
        return sha256(repr(told).encode()).hexdigest()


def live_sheet(period: Period) -> Sheet:
    """Compute the rows of a period from the cases as they are now."""
    return _sheet(period, figures_of(period))


def _sheet(period: Period, figures: Mapping[str, Figure]) -> Sheet:
    now, before = TargetYear.objects.for_year(period.year)
    values = {row.indicator: row for row in now.targets.all()} if now else {}
    to_reach = {row.indicator: row for row in before.targets.all()} if before else {}
    rows = tuple(
        Row(
            indicator=INDICATORS[code],
            figure=figures[code],
            normative=values[code].normative if values else None,
            next_target=values[code].target if values else None,
            target=to_reach[code].target if to_reach else None,
            is_reconstructed=bool(values) and values[code].is_reconstructed,
        )
        for code in CODES
    )
    return Sheet(
        period=period,
        rows=rows,
        values_year=now.year if now else None,
        target_year=before.year if before else None,
    )


# --- the quarters before --------------------------------------------------------------------------
QUARTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Point:
    """The share of one indicator in one quarter; None where nothing is known."""

    period: Period
    share: Decimal | None

    def to_json(self) -> dict[str, Any]:
        """Return the point as plain JSON values, the share in per cent as text."""
        return {"period": self.period.code, "share": stored(self.share)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; KeyError, ValueError or ArithmeticError for anything else."""
        return cls(Period.parse(data["period"]), _decimal(data["share"]))


def trends(period: Period, rows: Iterable[Row]) -> dict[str, list[Point]]:
    """Return for each indicator its last quarters up to the period, the oldest first; one query.

    A quarter that is over has the figures of its issued report (`docs/decisions/0014-figures.md`); one
    without a report is a gap. A quarter that is itself the period has the rows given.
    """
    quarters = period.quarters_before(QUARTERS_SHOWN - 1) if period.quarter else _quarters_of_year(period)
    issued = _issued_shares(quarters)
    found = {}
    for row in rows:
        points = [Point(quarter, issued.get((quarter.code, row.code))) for quarter in quarters]
        found[row.code] = [*points, Point(period, row.share)] if period.quarter else points
    return found


def _quarters_of_year(period: Period) -> list[Period]:
    """Return the last quarters that are over on the last day counted of a year."""
    own = period.quarters()
    return [*period.quarters_before(QUARTERS_SHOWN - len(own)), *own]


def _issued_shares(quarters: list[Period]) -> dict[tuple[str, str], Decimal | None]:
    wanted = {quarter.code for quarter in quarters}
    years = {quarter.year for quarter in quarters}
    rows = ReportRow.objects.filter(
        report__in=IndicatorReport.objects.in_force().filter(year__in=years, quarter__isnull=False)
    ).select_related("report")
    return {
        (row.report.period.code, row.indicator): row.share for row in rows if row.report.period.code in wanted
    }


def stored(value: Decimal | None) -> str | None:
    """Return a value as JSON keeps it: text with two decimals, nothing for None."""
    return None if value is None else f"{value:.2f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
