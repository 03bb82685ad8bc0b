"""Reading and writing XLSX. A spreadsheet is a zip of XML, so every bound is checked before it is opened."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext
from openpyxl import load_workbook

from astana_employment.toolbox.tables_in.lines import Cell, Line, UnreadableFileError, Unusable

# Unpacked; a sheet of 100,000 cards has some 120 MB.
MOST_UNPACKED_BYTES = 250_000_000
MOST_PARTS = 2_000
MOST_COLUMNS = 200
# Wider than any column of the template needs to be.
_COLUMN_WIDTH = 24


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets in their order; raises what `sheet_lines` raises."""
    _check_zip(path)
    try:
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            return [sheet.title for sheet in book.worksheets]
        finally:
            book.close()
    except Exception as error:
        raise _damaged(error) from error


def sheet_lines(path: Path, sheet: int = 0) -> Iterator[Line]:
    """Walk through the rows of a sheet, the first unless told; formulas and errors come as `Unusable`.

    Raises UnreadableFileError for what is no spreadsheet, damaged, too large or made to do harm.
    """
    _check_zip(path)
    try:
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            yield from _rows(book.worksheets[sheet])
        finally:
            book.close()
    except UnreadableFileError:
        raise
    except Exception as error:
        # openpyxl lets through whatever its parsers raise on a damaged or hostile part: KeyError, ParseError,
        # EntitiesForbidden, BadZipFile, ValueError and more.
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        gettext("The spreadsheet is damaged (%(error)s). Open it and save it again as .xlsx.")
        % {"error": type(error).__name__}
    )


def _check_zip(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        raise UnreadableFileError(
            gettext("This is no .xlsx file, or it is protected by a password. Save it again without one.")
        )
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableFileError(gettext("The spreadsheet is damaged. Save it again as .xlsx.")) from error
    # Python never unpacks more of a part than its entry says, so the sum of the entries is the bound.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise UnreadableFileError(
            gettext("Unpacked, the spreadsheet is larger than %(size)d MB. Split it into several files.")
            % {"size": MOST_UNPACKED_BYTES // 1_000_000}
        )


def _rows(sheet: Any) -> Iterator[Line]:
    # What the sheet says of its own size is not to be trusted: a wrong one hides cells or invents millions.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        yield Line(number, cells)


def _value(cell: Any) -> Cell:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Unusable(gettext("The cell holds a formula. Replace it by its value."))
    if cell.data_type == "e":
        return Unusable(gettext("The cell holds an error of the spreadsheet."))
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, str | int | float | date):
        return cell.value
    return str(cell.value)


def write_template(*tables: list[list[str]], names: tuple[str, ...] = ()) -> bytes:
    """Return an XLSX of text cells: headings frozen and bold, so that nothing typed below loses a digit.

    Each table is a sheet of its own, with its name where `names` has one.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "bg_color": "#DCF0F5"})
    for rows, name in zip_longest(tables, names):
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(rows[0]) - 1, _COLUMN_WIDTH, text)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write_string(number, place, value, head if number == 0 else text)
    book.close()
    return target.getvalue()
