"""Reading a spreadsheet row by row: what `spreadsheet`, in a process of its own, finds in it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext

from astana_employment.toolbox.tables_in.columns import UnreadableFileError
from astana_employment.toolbox.tables_in.lines import Cell, Line, Unusable
from astana_employment.toolbox.tables_in.spreadsheet import Fault
from astana_employment.toolbox.tables_in.unusable_cells import FORMULA

# A sheet of 100,000 rows unpacks to some 120 MB.
MOST_UNPACKED_BYTES = 250_000_000
MOST_PARTS = 2_000

_PROGRAM = "astana_employment.toolbox.tables_in.spreadsheet"


class Sheet(NamedTuple):
    """A sheet that holds something, and which one it is."""

    place: int
    name: str
    is_hidden: bool


def sheets_of(path: Path, kind: str) -> list[Sheet]:
    """Return the sheets that hold something, in their order; raises what `sheet_lines` raises."""
    return [Sheet(*found) for found in _printed(path, kind)]


def sheet_lines(path: Path, kind: str, sheet: Sheet) -> Iterator[Line]:
    """Walk through the rows of a sheet that are not blank.

    Formulas and errors come as `Unusable`. Raises UnreadableFileError for what is damaged, too large, made to
    do harm or under a password. The process that reads ends with the iterator.
    """
    for number, cells in _printed(path, kind, str(sheet.place)):
        yield Line(number, [_cell(cell) for cell in cells])


def _cell(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        value: Cell = cell
        return value
    if "day" in cell:
        return date.fromisoformat(cell["day"])
    if cell["unusable"] == FORMULA:
        return Unusable(gettext("The cell holds a formula. Replace it by its value."))
    return Unusable(gettext("The cell holds an error of the spreadsheet."))


def _printed(path: Path, kind: str, *sheet: str) -> Iterator[Any]:
    """Walk through what the process prints, decoded."""
    if kind != "xls":
        _check_zip(path)
    command = [sys.executable, "-m", _PROGRAM, kind, str(path.absolute()), *sheet]
    surroundings = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 - the words are ours, but for the path of a file that is there
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env=surroundings,
    )
    with process:
        try:
            yield from map(json.loads, process.stdout or ())
            code = process.wait()
        finally:
            process.kill()
    if code:
        raise UnreadableFileError(_fault(code))


def _fault(code: int) -> str:
    if code == Fault.PROTECTED:
        return password_needed()
    # A negative code is the signal that ended it: out of memory or time.
    if code == Fault.TOO_LARGE or code < 0:
        return gettext(
            "The spreadsheet is too large to read, or something stands far below or beside the table. Copy "
            "the table alone into a new file, or split it into several files."
        )
    return damaged()


def damaged() -> str:
    """Return what is said of a spreadsheet that is not whole."""
    return gettext("The spreadsheet is damaged. Save it again as .xlsx.")


def password_needed() -> str:
    """Return what is said of a spreadsheet under a password."""
    return gettext("The spreadsheet is protected by a password. Save it again without one.")


def _check_zip(path: Path) -> None:
    """Refuse what unpacks to too much, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFileError(damaged()) from error
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableFileError(password_needed())
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise UnreadableFileError(
            gettext("Unpacked, the spreadsheet is larger than %(size)d MB. Split it into several files.")
            % {"size": MOST_UNPACKED_BYTES // 1_000_000}
        )
