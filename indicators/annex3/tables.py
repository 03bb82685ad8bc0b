"""Annex 3 as a table: the twelve indicators by groups, and the three values of each in a year."""

from decimal import Decimal
from operator import attrgetter

from django.utils.translation import get_language

from astana_employment.toolbox.screens.tables import Column, Kind, Table
from indicators.annex3.figures import decimal_text
from indicators.annex3.models import IndicatorTarget, TargetYear
from indicators.annex3.texts import COLUMNS, GROUPS, TITLE, Indicator, text_in

_Row = tuple[str, Indicator, IndicatorTarget]


def shown_value(value: Decimal | None) -> str:
    """Return a value in per cent without needless noughts, in the language of the screen."""
    return decimal_text(value, get_language() or "kk")


def annex_table(year: TargetYear, *, mark: str = "") -> Table[_Row]:
    """Return the values of a year as the annex has them; a `mark` follows what was reconstructed."""

    def figure(place: int, name: str) -> Column[_Row]:
        read = attrgetter(name)
        return Column(
            text_in(COLUMNS[place]),
            lambda row: shown_value(read(row[2])) + (mark if row[2].is_reconstructed else ""),
            kind=Kind.FIGURE,
        )

    targets = {row.indicator: row for row in year.targets.all()}
    figures = (figure(place, name) for place, name in enumerate(("normative", "target", "current"), 1))
    return Table(
        title=text_in(TITLE),
        columns=[Column(text_in(COLUMNS[0]), lambda row: f"{row[1].code}. {row[1].text}"), *figures],
        rows=[
            (f"{group.number}. {group.text}", indicator, targets[indicator.code])
            for group in GROUPS
            for indicator in group.indicators
        ],
        group=lambda row: row[0],
    )
