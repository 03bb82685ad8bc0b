"""The twelve pictures: each indicator's course over the quarters against its target and its norm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from astana_employment.toolbox.papers.font import FONT_FAMILY
from astana_employment.toolbox.screens.charts import Trend, image_source, trend
from indicators.annex3.figures import decimal_text
from indicators.annex3.periods import ROMAN
from indicators.annex3.texts import text_in
from indicators.reports.outputs.tables import beside_text, verdict
from indicators.reports.rows import Point, Row


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
    def source(self) -> str:
        """The course as the `src` of an image on a paper."""
        return image_source(self.trend, FONT_FAMILY)

    @property
    def tone(self) -> str:
        """The tone of the verdict's tag."""
        return {True: "done", False: "act", None: "todo"}[self.row.is_reached]


def pictures(
    rows: Iterable[Row], trends: Mapping[str, Sequence[Point]], language: str, *, is_open: bool = False
) -> list[Picture]:
    """Return the pictures of a sheet, in the language in force; `is_open` for a quarter that still runs."""
    return [_picture(row, trends[row.code], language, is_open=is_open) for row in rows]


def per_cent(value: Decimal | None, language: str) -> str:
    """Return «77,92 %», or «no data»."""
    return _("no data") if value is None else f"{decimal_text(value, language)} %"


def _picture(row: Row, points: Sequence[Point], language: str, *, is_open: bool) -> Picture:
    share, target = per_cent(row.share, language), decimal_text(row.target, language)
    normative = decimal_text(row.normative, language)
    name = text_in(row.indicator.texts, language)
    told = [f"{row.code} {name}", share, verdict(row)]
    if target:
        told.append(_("target: %(value)s %%") % {"value": target})
    words = [per_cent(point.share, language) for point in points]
    drawn = [
        (label, None if point.share is None else float(point.share), said)
        for label, point, said in zip(_labels(points), points, words, strict=True)
    ]
    return Picture(
        row=row,
        name=name,
        share=share,
        verdict="" if row.share is None else verdict(row),
        target=target,
        normative=normative,
        counts=f"{row.figure.numerator} / {row.figure.denominator}",
        beside=[beside_text(part, language) for part in row.figure.beside],
        points=[(point.period.label, said) for point, said in zip(points, words, strict=True)],
        trend=trend(
            label=". ".join(told),
            points=drawn,
            # Their values stand in words beside the picture: inside it they would lie on the course.
            target=None if row.target is None else (float(row.target), ""),
            norm=None if row.normative is None else (float(row.normative), ""),
            is_open=is_open,
            height=124,
        ),
    )


def _labels(points: Sequence[Point]) -> list[str]:
    """Return «I» to «IV» for the quarters, with the year on a second line under the first one of each."""
    labels: list[str] = []
    shown = 0
    for point in points:
        year = f"\n{point.period.year}" if point.period.year != shown else ""
        labels.append(f"{ROMAN[point.period.quarter]}{year}" if point.period.quarter else year)
        shown = point.period.year
    return labels
