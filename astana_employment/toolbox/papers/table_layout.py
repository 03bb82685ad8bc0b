"""How wide each column of a printed table is, so that no word of it is broken.

There is no hyphenation for Kazakh, and a word broken without a hyphen reads like two. So the longest word of
a column is measured with the widths of the font's own letters, 60 ms for 500 rows of thirteen cells, whose
layout takes seconds.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from astana_employment.toolbox.papers.font import advances

# A4 across without its margins (`table.html`), and what a cell needs beside its words: padding, border, and
# a hair, since glyphs are set in whole units.
PAGE_MM: Final = 273.0
_BESIDE_MM: Final = 2.1
_MM_A_POINT: Final = 25.4 / 72
SIZES: Final = (7.5, 7.0, 6.5, 6.0)
# Longer than any word (some 30 letters): what was typed without a blank is broken, and makes no column wide.
_LONGEST_EMS: Final = 17.0
# Headings and first cells are semibold; the others are measured like them.
_WEIGHT: Final = 600


class Layout(NamedTuple):
    """The size of the type in points, and the width of each column in millimetres."""

    size: float
    widths: list[float]


def laid_out(shares: Sequence[float], head: Sequence[str], rows: Iterable[Sequence[str]]) -> Layout:
    """Return the largest of the SIZES in which no word is broken, and widths as near to the shares as that.

    `shares` are the widths wished for, one a column, in any unit.
    """
    longest = [max(map(_ems, text.split()), default=0.0) for text in head]
    for row in rows:
        for place, text in enumerate(row):
            longest[place] = max(longest[place], *map(_ems, text.split()), 0.0)
    for size in SIZES:
        least = [ems * size * _MM_A_POINT + _BESIDE_MM for ems in longest]
        if sum(least) <= PAGE_MM:
            return Layout(size, _widened(least, shares))
    return Layout(SIZES[-1], [width * PAGE_MM / sum(least) for width in least])


def _widened(least: list[float], shares: Sequence[float]) -> list[float]:
    """Return widths of at least `least` that fill the page, as near to the shares as they can."""
    fixed: set[int] = set()
    while True:
        free = [place for place in range(len(least)) if place not in fixed]
        room = PAGE_MM - sum(least[place] for place in fixed)
        unit = room / sum(shares[place] for place in free)
        short = {place for place in free if shares[place] * unit < least[place]}
        if not short:
            return [least[place] if place in fixed else share * unit for place, share in enumerate(shares)]
        fixed |= short


@cache
def _letters() -> dict[int, float]:
    return advances(_WEIGHT)


def _ems(word: str) -> float:
    letters = _letters()
    return min(sum(letters.get(ord(letter), 1.0) for letter in word), _LONGEST_EMS)
