"""Small counts in what everybody may read: hidden, and not to be computed back (issue item 6). Pure.

A count of one to four people (those in the numerator, those not, or all) is protected: its figure is shown
without counts, and its share in whole per cent, which is never rounded to none or to all. With less than
twenty cases, or for a part of one per cent, no share is shown either. A year is the sum of its quarters, so
a year's counts are hidden too where a quarter's are, and where the year less its published quarters would
leave a protected count (`docs/open-data.md`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

THRESHOLD: Final = 5
FEWEST_FOR_A_SHARE: Final = 20
# Items of information are no people.
OPEN_COUNTS: Final = frozenset({"3.3"})

Counts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be read of a figure: counts are None where they are protected, the share where it is, too."""

    numerator: int | None
    denominator: int | None
    share: Decimal | None
    is_protected: bool = False


def is_small(counts: Counts) -> bool:
    """Tell whether a figure has a count of one to four people."""
    numerator, denominator = counts
    return any(0 < count < THRESHOLD for count in (numerator, denominator - numerator, denominator))


def protected(code: str, counts: Counts, share: Decimal | None, *, also: bool = False) -> Shown:
    """Return what may be read of a figure; `also` hides one that is not small, for the sake of another."""
    numerator, denominator = counts
    if code in OPEN_COUNTS or not (also or is_small(counts)):
        return Shown(numerator, denominator, share)
    if denominator < FEWEST_FOR_A_SHARE or share is None:
        return Shown(None, None, None, is_protected=True)
    if 0 < share < 1:
        # Of 4.1, whose norm is half a per cent, a whole one would say the opposite of the truth.
        return Shown(None, None, None, is_protected=True)
    whole = share.quantize(Decimal(1), ROUND_HALF_UP)
    if numerator < denominator:
        whole = min(whole, Decimal(99))
    return Shown(None, None, whole, is_protected=True)


def hides_year(year: Counts, quarters: Iterable[Counts]) -> bool:
    """Tell whether a year's counts would let a protected count of its quarters be computed.

    `quarters` are the published ones inside the year. What they leave of the year (a quarter that is not
    published, or the part of one) is a count like any other.
    """
    known = list(quarters)
    if any(is_small(counts) for counts in known):
        return True
    rest = (
        year[0] - sum(numerator for numerator, _all in known),
        year[1] - sum(denominator for _counted, denominator in known),
    )
    return is_small(rest)


def protected_year(
    figures: Mapping[str, Mapping[str, tuple[Counts, Decimal | None]]], year: str
) -> dict[str, dict[str, Shown]]:
    """Return what may be read of a year's published periods.

    `figures` are the counts and shares of each period («2026Q3», «2026», «2026 preliminary») by indicator;
    those whose period is longer than a quarter begin with `year` and have no Q.
    """
    quarters = [period for period in figures if "Q" in period]
    totals = [period for period in figures if "Q" not in period]
    shown: dict[str, dict[str, Shown]] = {period: {} for period in figures}
    for period, rows in figures.items():
        for code, (counts, share) in rows.items():
            also = "Q" not in period and _is_hidden(figures, code, period, quarters, totals, year)
            shown[period][code] = protected(code, counts, share, also=also)
    return shown


def _is_hidden(
    figures: Mapping[str, Mapping[str, tuple[Counts, Decimal | None]]],
    code: str,
    period: str,
    quarters: list[str],
    totals: list[str],
    year: str,
) -> bool:
    """Hold a total against the quarters in it, and a preliminary total against the final one."""
    counts = figures[period][code][0]
    inside = [figures[quarter][code][0] for quarter in quarters if code in figures[quarter]]
    if period != year and len(inside) == 4:
        # The preliminary total ends within the last quarter: it is held against the first three.
        inside = [figures[quarter][code][0] for quarter in sorted(quarters)[:3]]
    others = [figures[other][code][0] for other in totals if other != period and code in figures[other]]
    differences = [(abs(one[0] - counts[0]), abs(one[1] - counts[1])) for one in others]
    return hides_year(counts, inside) or any(
        is_small((min(difference), max(difference))) for difference in differences
    )
