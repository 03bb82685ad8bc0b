"""The columns of a table: their headings in three languages, and the template to fill in.

Headings are compared without case, blanks and punctuation, and
with look-alike letters mended, so «Тегi» with a Latin i is «Тегі».
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from astana_employment.toolbox.kazakh import mend_lookalikes

LANGUAGES = ("kk", "ru", "en")

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: the headings the template writes, others that are read as well, and an example.

    A file without a `needed` column is refused; every other column may be left out.
    """

    key: str
    headings: tuple[str, str, str]
    also: tuple[str, ...] = ()
    needed: bool = False
    example: str = ""
    spellings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the headings for comparison."""
        known = frozenset(map(plain_heading, (self.key, *self.headings, *self.also)))
        object.__setattr__(self, "spellings", known)

    def heading(self, language: str) -> str:
        """Return the heading in kk, ru or en; ValueError for another language."""
        return self.headings[LANGUAGES.index(language)]


def plain_heading(text: str) -> str:
    """Return a heading as it is compared."""
    return _NOT_A_LETTER.sub("", mend_lookalikes(text.replace("\ufeff", ""))[0].casefold())


def _by_spelling(columns: Sequence[Column]) -> dict[str, Column]:
    return {spelling: column for column in columns for spelling in column.spellings}


class HeadingError(Exception):
    """The headings of a file are not those of its table; the message says everything that is wrong."""


def known_headings(row: Sequence[object], columns: Sequence[Column]) -> int:
    """Count the cells of a row that are headings of a table."""
    known = _by_spelling(columns)
    return sum(plain_heading(str(cell)) in known for cell in row if cell)


def match_headings(
    row: Sequence[object], language: str, columns: Sequence[Column]
) -> dict[int, tuple[str, str]]:
    """Return for each place of the heading row its column's key and its heading as it stands in the file.

    Raises HeadingError, once for all that is wrong: columns missing, unknown or twice.
    """
    known = _by_spelling(columns)
    headings = [" ".join(str(cell or "").split()) for cell in row]
    found = {
        place: (known[plain_heading(text)].key, text)
        for place, text in enumerate(headings)
        if plain_heading(text) in known
    }
    faults = [*_missing(found, language, columns), *_unknown(headings, found), *_twice(found)]
    if faults:
        raise HeadingError("\n".join(faults))
    return found


def _missing(found: dict[int, tuple[str, str]], language: str, columns: Sequence[Column]) -> list[str]:
    there = {key for key, _text in found.values()}
    missing = [column.heading(language) for column in columns if column.needed and column.key not in there]
    if not missing:
        return []
    return [gettext("These columns are missing: %(columns)s.") % {"columns": "; ".join(missing)}]


def _unknown(headings: list[str], found: dict[int, tuple[str, str]]) -> list[str]:
    """Refuse a heading nobody knows: a misspelt one would drop what stands under it in silence."""
    unknown = [text[:60] for place, text in enumerate(headings) if text and place not in found]
    if not unknown:
        return []
    shown = "; ".join(unknown[:20]) + (" …" if len(unknown) > 20 else "")
    return [
        gettext("These headings are not known: %(columns)s. Correct them or take the columns out.")
        % {"columns": shown}
    ]


def _twice(found: dict[int, tuple[str, str]]) -> list[str]:
    keys = [key for key, _text in found.values()]
    twice = [text for key, text in found.values() if keys.count(key) > 1]
    if not twice:
        return []
    return [gettext("These headings mean the same column: %(columns)s.") % {"columns": "; ".join(twice)}]


def template_rows(language: str, columns: Sequence[Column]) -> list[list[str]]:
    """Return the two rows of an empty template: the headings in a language, and one example."""
    return [[column.heading(language) for column in columns], [column.example for column in columns]]
