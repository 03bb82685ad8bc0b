"""The columns of a table: their headings in three languages, what cleans a cell, the template to fill in.

Headings are compared without case, blanks and punctuation, and with look-alike letters mended, so «Тегi» with
a Latin i is «Тегі».
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField, PrintableField
from astana_employment.toolbox.kazakh import mend_lookalikes

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

T = TypeVar("T")

LANGUAGES = ("kk", "ru", "en")

_UNKNOWN = _("The word “%(word)s” is not known here. docs/import.md lists the words.")
# How many rows may stand above the headings: a title, who made the list, on which day.
MOST_ABOVE = 20

_NOT_A_LETTER = re.compile(r"[\W_]+")
_GAPS = re.compile(r"[\s\-–—.,]+")
# The time of day that 1C and spreadsheets write behind a day.
_TIME = re.compile(r"[ T]+\d{1,2}:\d\d(:\d\d([.,]\d+)?)?( ?[AP]M|Z)?$")
# The headings of a column that only counts the rows, as they are compared: «№ п/п», «р/с №».
_ORDINALS = frozenset({"", "пп", "рс", "no", "n", "номерпп", "реттікнөмірі", "ретсаны"})


class UnreadableFileError(Exception):
    """The file cannot be read at all; the message says why and what to do."""


class HeadingError(UnreadableFileError):
    """The headings of a file are not those of its table; the message says everything that is wrong."""


class CellDayField(DayField):
    """A day as a file has it, perhaps with a time of day behind it, which is left out."""

    def clean(self, value: Any) -> date | None:
        """Return the date, None for an empty cell; ValidationError says what is wrong with it."""
        return super().clean(_TIME.sub("", value) if isinstance(value, str) else value)


# Reading 60: spreadsheet dates and day-first texts, no two-digit years.
ANY_DAY = CellDayField(two_digit_years=False, required=False)
PAST_DAY = CellDayField(past=True, two_digit_years=False, required=False)


class Cleaner(Protocol):
    """A field of a form, or anything else that makes a value of a text and says with ValidationError why not.

    What it had to mend it may say in an attribute `notice`.
    """

    def clean(self, value: str, /) -> Any:
        """Return the value; an empty text gives the value of an empty cell."""


class Words(dict[str, T]):
    """Words of three languages for a few meanings, as `plain_word` gives them; cleans a cell.

    Those of a meaning are parted by « | ». `unknown` says what is wrong with a `word`; it may name the first
    word of each meaning (`names`).
    """

    def __init__(self, meanings: Mapping[T, str], unknown: "_StrOrPromise" = _UNKNOWN) -> None:
        parted = {meaning: words.split(" | ") for meaning, words in meanings.items()}
        super().__init__({plain_word(word): meaning for meaning, words in parted.items() for word in words})
        self._unknown = unknown
        self._names = ", ".join(words[0] for words in parted.values())

    def clean(self, text: str) -> Any:
        """Return what a word means, nothing («») for an empty cell or a dash; ValidationError for others."""
        meaning = self.get(plain_word(text))
        if meaning is None and plain_word(text):
            raise ValidationError(self._unknown % {"word": text[:40], "names": self._names})
        return "" if meaning is None else meaning


def plain_word(text: str) -> str:
    """Return a word as it is compared: small letters, look-alikes mended, blanks and dots left out."""
    return _GAPS.sub("", mend_lookalikes(text)[0].casefold()).replace("ё", "е")


@dataclass(frozen=True)
class Column:
    """A column: its key, its headings, and what makes a value of a cell.

    `names` are the headings, parted by « | »: the template writes the first three, in kk, ru and en, and its
    `example`; others are read as well. The value goes to a field of the `model`, of the column's key unless
    it is named: its length bounds a text, and without `clean` it says whether the cell holds a day that is
    not in the future or a printable text. What `must` be filled is told in the words given there, whatever
    the form of the desk asks. A file without such a column or another `needed` one is refused, any other may
    be left out. A number of so many `digits` gets the zeros back that a spreadsheet drops at its beginning;
    where its own cleaner `proves` it by a check digit, also a text.
    """

    key: str
    names: str
    example: str = ""
    model: type[models.Model] | None = None
    field: str = ""
    clean: "Cleaner | forms.Field | None" = None
    must: "_StrOrPromise" = ""
    needed: bool = False
    digits: int = 0
    proves: bool = False

    def __post_init__(self) -> None:
        """What must be filled must have its column."""
        object.__setattr__(self, "needed", self.needed or bool(self.must))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings that the template writes, in kk, ru and en."""
        return tuple(self.names.split(" | ")[:3])

    def heading(self, language: str) -> str:
        """Return the heading in kk, ru or en; ValueError for another language."""
        return self.headings[LANGUAGES.index(language)]

    @cached_property
    def spellings(self) -> frozenset[str]:
        """All that is read as a heading of this column, as it is compared."""
        return frozenset(map(plain_heading, (self.key, *self.names.split(" | "))))

    @cached_property
    def longest(self) -> int | None:
        """How many characters the model's field takes; None for any number."""
        return getattr(self._model_field, "max_length", None)

    @cached_property
    def _model_field(self) -> Any:
        return self.model._meta.get_field(self.field or self.key) if self.model else None

    @cached_property
    def cleaner(self) -> Cleaner:
        """What cleans a cell; a field of a form is a copy of its own, which need not be filled."""
        is_day = isinstance(self._model_field, models.DateField)
        clean = self.clean or (PAST_DAY if is_day else PrintableField())
        if isinstance(clean, forms.Field):
            clean = deepcopy(clean)
            clean.required = False
        return clean

    @cached_property
    def is_day(self) -> bool:
        """Tell whether its cells hold days."""
        return isinstance(self.cleaner, DayField)

    @cached_property
    def is_text(self) -> bool:
        """Tell whether its cells hold texts: no days, words of a list, counts or numbers of known length."""
        return isinstance(self.cleaner, forms.CharField) and not self.is_day and not self.digits

    @cached_property
    def empty(self) -> Any:
        """The value of an empty cell."""
        return self.cleaner.clean("")


# --- headings ------------------------------------------------------------------------------------
def plain_heading(text: str) -> str:
    """Return a heading as it is compared."""
    return _NOT_A_LETTER.sub("", mend_lookalikes(text.replace("\ufeff", ""))[0].casefold())


def _by_spelling(columns: Sequence[Column]) -> dict[str, Column]:
    return {spelling: column for column in columns for spelling in column.spellings}


def known_headings(row: Sequence[object], columns: Sequence[Column]) -> int:
    """Count the cells of a row that are headings of a table."""
    known = _by_spelling(columns)
    return sum(plain_heading(str(cell)) in known for cell in row if cell)


def heading_place(rows: Sequence[Sequence[object]], columns: Sequence[Column]) -> int:
    """Return which of the first rows holds the most headings; the first of them when none holds any."""
    return max(range(len(rows)), key=lambda place: known_headings(rows[place], columns))


def match_headings(
    row: Sequence[object], language: str, columns: Sequence[Column]
) -> dict[int, tuple[str, str]]:
    """Return for each place of the heading row its column's key and its heading as it stands in the file.

    A column that only counts the rows has no key («»). Raises HeadingError, once for all that is wrong:
    columns missing, unknown or twice. A heading that nobody knows is refused: a misspelt one would drop what
    stands under it in silence.
    """
    known = _by_spelling(columns)
    headings = [" ".join(str(cell or "").split()) for cell in row]
    found = {
        place: (known[plain_heading(text)].key, text)
        for place, text in enumerate(headings)
        if plain_heading(text) in known
    }
    keys = [key for key, _text in found.values()]
    for place, text in enumerate(headings):
        if text and place not in found and plain_heading(text) in _ORDINALS:
            found[place] = ("", text)
    unknown = [text[:60] for place, text in enumerate(headings) if text and place not in found]
    faults = {
        gettext("These columns are missing: %(columns)s."): [
            column.heading(language) for column in columns if column.needed and column.key not in keys
        ],
        gettext("These headings are not known: %(columns)s. Correct them or take the columns out."): [
            "; ".join(unknown[:20]) + (" …" if len(unknown) > 20 else "")
        ]
        * bool(unknown),
        gettext("These headings mean the same column: %(columns)s."): [
            text for key, text in found.values() if key and keys.count(key) > 1
        ],
    }
    if any(faults.values()):
        raise HeadingError(
            "\n".join(said % {"columns": "; ".join(names)} for said, names in faults.items() if names)
        )
    return found


def template_rows(language: str, columns: Sequence[Column]) -> list[list[str]]:
    """Return the two rows of an empty template: the headings in a language, and one example."""
    return [[column.heading(language) for column in columns], [column.example for column in columns]]
