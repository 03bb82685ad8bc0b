"""What a file is read into: numbered rows of cells, or one sentence saying why it cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Value = str | int | float | date | bool | None


class UnreadableFileError(Exception):
    """The file cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell that holds no value: a formula, or an error of the spreadsheet; `reason` says it."""

    reason: str


Cell = Value | Unusable


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number as an editor or spreadsheet shows it, and its cells."""

    number: int
    cells: Sequence[Cell]

    @property
    def is_blank(self) -> bool:
        """Tell whether no cell holds anything."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)
