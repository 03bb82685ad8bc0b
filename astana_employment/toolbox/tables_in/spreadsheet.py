"""What stands in a spreadsheet, XLSX, XLS or ODS: read in a process of its own, within narrow limits.

`python -m astana_employment.toolbox.tables_in.spreadsheet xlsx FILE` prints the sheets that hold something,
as [place, name, is hidden], one a line; with the place of a sheet it prints its rows, as [number, cells]. A
small file may unpack to a huge one, and one cell in the last row and column makes a sheet of 17 thousand
million: so this process bounds its memory and time first, knows neither database nor settings, and may simply
die. Its exit code says what was wrong (`Fault`).

python-calamine gives values alone: which cells hold a formula or an error is looked up in the file itself
(`unusable_cells`), since the value beside a formula is as old as whoever saved it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from astana_employment.toolbox.tables_in.unusable_cells import FINDERS, Found

MOST_MEMORY: Final = 1_200_000_000
MOST_SECONDS: Final = 60
# Wider than any table of ours, so that a value without a heading is still seen.
MOST_COLUMNS: Final = 200


class Fault(IntEnum):
    """Why a spreadsheet was not read, as an exit code; a process that was killed met too much."""

    DAMAGED = 10
    PROTECTED = 11
    TOO_LARGE = 12


def sheets_of(book: CalamineWorkbook) -> Iterator[tuple[int, str, bool]]:
    """Walk through the sheets that hold something: place, name, whether hidden. A chart holds nothing."""
    if not book.sheets_metadata:
        raise ValueError("a workbook without sheets")
    for place, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet and book.get_sheet_by_name(about.name).start is not None:
            yield place, about.name, about.visible != SheetVisibleEnum.Visible


def rows_of(sheet: CalamineSheet, unusable: Found) -> Iterator[tuple[int, list[Any]]]:
    """Walk through the rows that are not blank: number from 1, and cells as JSON has them."""
    # The rows are given from the first one on, their cells from the first column that holds something.
    left = [None] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows()):
        # A sheet may have a million blank rows: 2 s to pass them so, 9 s to look at each of their cells.
        if row.count("") == len(row) and number not in unusable:
            continue
        cells = [*left, *((value or None) if type(value) is str else _cell(value) for value in row)]
        del cells[MOST_COLUMNS:]
        for column, what in unusable.get(number, {}).items():
            if column < MOST_COLUMNS:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = {"unusable": what}
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number + 1, cells


def _cell(value: Any) -> Any:
    """Return a value that is no text as JSON has it: a day as {"day": …}."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, bool | int | float) else str(value)


def main(kind: str, file: str, *sheet: str) -> int:
    """Limit this process, print what was asked for; return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with load_workbook(file) as book:
            if sheet:
                name = book.sheet_names[int(*sheet)]
                unusable = FINDERS[kind](Path(file), name)
                found: Iterator[Any] = rows_of(book.get_sheet_by_name(name), unusable)
            else:
                found = sheets_of(book)
            for line in found:
                sys.stdout.write(json.dumps(line) + "\n")
    except PasswordError:
        return Fault.PROTECTED
    except MemoryError:
        return Fault.TOO_LARGE
    except Exception:  # whatever a parser says of a broken file
        return Fault.DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
