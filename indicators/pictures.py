"""The twelve pictures: each indicator's course over the quarters against its target and its norm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from astana_employment.charts import Line, Trend
from indicators.annex import text_in
from indicators.figures import decimal_text
from indicators.outputs.tables import beside_text, verdict
from indicators.periods import ROMAN
from indicators.rows import Point, Row

TARGET_COLOUR, NORM_COLOUR = "#8a5a00", "#5b6b75"
TARGET_DASHES, NORM_DASHES = "6 4", "1.5 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One indicator as a card shows it: the number large, words beside it, and its course."""

    row: Row
    name: str
    share: str
    verdict: str
    target: str
    normative: str
    counts: str
    beside: list[str]
    trend: Trend
    points: list[tuple[str, str]]

    @property
    def tone(self) -> str:
        """The tone of the verdict's tag."""
        return {True: "done", False: "act", None: "todo"}[self.row.is_reached]


def pictures(
    rows: Iterable[Row],
    trends: Mapping[str, Sequence[Point]],
    language: str,
    *,
    is_open: bool = False,
    family: str = "inherit",
) -> list[Picture]:
    """Return the pictures of a sheet, in the language in force; `is_open` for a quarter that still runs."""
    return [_picture(row, trends[row.code], language, is_open=is_open, family=family) for row in rows]


def per_cent(value: Decimal | None, language: str) -> str:
    """Return «77,92 %», or «no data»."""
    return _("no data") if value is None else f"{decimal_text(value, language)} %"


def _picture(row: Row, points: Sequence[Point], language: str, *, is_open: bool, family: str) -> Picture:
    lines = [
        Line(value, dashes, colour)
        for value, dashes, colour in (
            (row.normative, NORM_DASHES, NORM_COLOUR),
            (row.target, TARGET_DASHES, TARGET_COLOUR),
        )
        if value is not None
    ]
    share, target = per_cent(row.share, language), decimal_text(row.target, language)
    name = text_in(row.indicator.texts, language)
    told = [f"{row.code} {name}", share, verdict(row)]
    if target:
        told.append(_("target: %(value)s %%") % {"value": target})
    return Picture(
        row=row,
        name=name,
        share=share,
        verdict=verdict(row),
        target=target,
        normative=decimal_text(row.normative, language),
        counts=f"{row.figure.numerator} / {row.figure.denominator}",
        beside=[beside_text(part, language) for part in row.figure.beside],
        points=[(point.period.label, per_cent(point.share, language)) for point in points],
        trend=Trend(
            text=". ".join(told),
            labels=_labels(points),
            values=[point.share for point in points],
            lines=lines,
            is_open=is_open,
            family=family,
        ),
    )


def _labels(points: Sequence[Point]) -> list[tuple[str, str]]:
    """Return «I» to «IV» for the quarters, with the year under the first one shown of each."""
    labels: list[tuple[str, str]] = []
    shown = 0
    for point in points:
        quarter = point.period.quarter
        labels.append(
            (ROMAN[quarter] if quarter else "", str(point.period.year) if point.period.year != shown else "")
        )
        shown = point.period.year
    return labels
