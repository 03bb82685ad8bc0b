"""One row under the headings of its table: its cells cleaned, and what is to be said about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.tables_in.columns import Column
from astana_employment.toolbox.tables_in.lines import Cell, Line, Unusable, cell_name
from astana_employment.toolbox.tables_in.retyped import cause_of, is_number, lost_value, notice_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_LONGEST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row: its line, the heading of the column («» for the whole row), and what.

    `table` names the sheet or file when it is not the first one; `place` is that of the column, from 1 (0 for
    the whole row), and `found` what stands in the cell.
    """

    line: int
    column: str
    reason: str
    table: str = ""
    place: int = 0
    found: str = ""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it, «C12»; empty for the whole row."""
        return cell_name(self.line, self.place) if self.place else ""

    @property
    def said(self) -> str:
        """What is said of it, with what stands in the cell unless that was said."""
        if not self.found or self.found in self.reason:
            return self.reason
        return f"{self.reason} " + _("Found: “%(text)s”.") % {"text": self.found}


class Row:
    """A row under its headings: `row[key]` is a cell as its column cleans it, its empty value when it is bad.

    What is wrong with a column is said once, and nothing more is noticed about that column then.
    """

    def __init__(
        self, line: Line, headings: Mapping[int, tuple[str, str]], columns: Mapping[str, Column], table: str
    ) -> None:
        """Put the cells under their keys; a value without a heading above it is wrong."""
        self.number, self._table = line.number, table
        self.problems: list[Remark] = []
        self.notices: list[Remark] = []
        self._names = dict(headings.values())
        self._places = {key: place for place, (key, _text) in headings.items() if key}
        self._columns = columns
        self._cells: dict[str, Cell] = {
            key: line.cells[place] for key, place in self._places.items() if place < len(line.cells)
        }
        self._values: dict[str, Any] = {}
        for place, cell in enumerate(line.cells, 1):
            if place - 1 not in headings and cell not in (None, ""):
                self.fail(
                    "", _("There is a value in column %(number)d, which has no heading.") % {"number": place}
                )
                break

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            column = self._columns[key]
            self.take(key, lambda text: self._cleaned(column, text), column.empty, digits=column.digits)
        return self._values[key]

    def _cleaned(self, column: Column, text: str) -> Any:
        if column.longest and len(text) > column.longest:
            raise ValidationError(
                _("At most %(longest)d characters fit; %(count)d were given.")
                % {"longest": column.longest, "count": len(text)}
            )
        value = column.cleaner.clean(text)
        if mended := getattr(column.cleaner, "notice", ""):
            self.notice(column.key, mended)
        return value

    def take(self, key: str, clean: Callable[[str], Any], empty: Any = "", *, digits: int = 0) -> Any:
        """Return a cell as `clean` makes it, `empty` for an empty one; its ValidationError is noted.

        For a column that cannot be cleaned by itself. A number of a spreadsheet gets the zeros back that it
        lacks of so many `digits`, with a notice.
        """
        column, typed = self._columns[key], self.text(key)
        self._values[key] = empty
        if typed:
            self._take(column, typed, clean, digits)
        if column.must and self._values[key] == empty:
            self.fail(key, column.must)
        return self._values[key]

    def _take(self, column: Column, typed: str, clean: Callable[[str], Any], digits: int) -> None:
        key, cell = column.key, self._cells.get(column.key)
        try:
            self._values[key] = clean(self._with_zeros(column, typed, clean, digits))
        except ValidationError as error:
            cause = cause_of(cell, typed, column, digits)
            self.fail(key, f"{error.messages[0]} {cause}".strip())
            return
        if not digits and (notice := notice_of(cell, typed, column)):
            self.notice(key, notice)

    def _with_zeros(self, column: Column, text: str, clean: Callable[[str], Any], digits: int) -> str:
        """Return a number with the zeros it lacks: of a spreadsheet, or where its check digit proves them."""
        if len(text) >= digits or not text.isdecimal():
            return text
        whole = text.zfill(digits)
        if not self.is_number(column.key):
            try:
                proven = column.proves and clean(whole)
            except ValidationError:
                return text
            if not proven:
                return text
        self.notice(column.key, _("Zeros that the spreadsheet had dropped were put back at the beginning."))
        return whole

    def text(self, key: str) -> str:
        """Return a cell as text on one line; a whole number of a spreadsheet without «.0».

        Empty for a cell that holds no value, which is noted as a problem.
        """
        cell = self._cells.get(key)
        lost = cell.reason if isinstance(cell, Unusable) else lost_value(text_of(cell))
        if lost:
            self.fail(key, lost)
            return ""
        return text_of(cell)

    def is_number(self, key: str) -> bool:
        """Tell whether a spreadsheet keeps a cell as a number, and so without zeros at its beginning."""
        return is_number(self._cells.get(key))

    def fail(self, key: str, reason: "_StrOrPromise") -> None:
        """Note what is wrong with a column, or («») with the whole row."""
        if not key or not self.has_failed(key):
            self.problems.append(self._remark(key, reason))

    def notice(self, key: str, text: "_StrOrPromise") -> None:
        """Note what was mended or is unusual."""
        if not self.has_failed(key):
            self.notices.append(self._remark(key, text))

    def has_failed(self, key: str) -> bool:
        """Tell whether something is wrong with a column."""
        name = self._names.get(key, key)
        return any(problem.column == name for problem in self.problems)

    def _remark(self, key: str, text: "_StrOrPromise") -> Remark:
        cell, place = self._cells.get(key), self._places.get(key, -1) + 1
        found = text_of(cell)[:_LONGEST_FOUND]
        return Remark(self.number, self._names.get(key, key), str(text), self._table, place, found)


def text_of(cell: Cell) -> str:
    """Return a cell as text on one line; empty for one that holds no value."""
    if cell is None or isinstance(cell, Unusable):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join((numeric_date(cell) if isinstance(cell, date) else str(cell)).split())
