"""What every kind of file gives: rows with their numbers, and cells as the file has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell that holds no value: a formula, or an error of the spreadsheet; `reason` says it."""

    reason: str


Cell = str | int | float | date | bool | Unusable | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number as an editor or spreadsheet shows it, and its cells."""

    number: int
    cells: Sequence[Cell]

    @property
    def is_blank(self) -> bool:
        """Tell whether no cell holds anything."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Source:
    """A file to read, how a CSV is written (found out unless given), and the language of what is said of it.

    `called` is the name it had where it came from, if that is not the name it has here.
    """

    path: Path
    encoding: str | None = None
    language: str = "kk"
    called: str = ""

    @property
    def name(self) -> str:
        """The name by which people know the file."""
        return self.called or self.path.name


def cell_name(row: int, place: int) -> str:
    """Return the name that a spreadsheet shows for a cell: row 12 and the third place are «C12»."""
    letters, rest = "", place
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
