"""Opening a table, CSV or XLSX, row by row, within bounds that no file can break; and writing templates.

A file that cannot be read is refused as a whole, with one sentence that says what to do about it. A
spreadsheet is a zip of XML, so every bound is checked before it is opened.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext
from openpyxl import load_workbook

from astana_employment.toolbox.tables_in.columns import Column, UnreadableFileError, known_headings

# A card index of a city department has some ten thousand cards; a sheet of 100,000 unpacks to some 120 MB.
MOST_ROWS = 100_000
MOST_CSV_BYTES = 100_000_000
MOST_UNPACKED_BYTES = 250_000_000
MOST_PARTS = 2_000
MOST_COLUMNS = 200
ENCODINGS = ("utf-8", "utf-16", "cp1251", "kz1048")
DELIMITERS = (";", ",")

_BOM_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As cp1251 and KZ-1048 write Russian letters; hardly any other encoding has runs of these bytes.
_CYRILLIC_BYTES = re.compile(rb"[\xc0-\xff]{3}")
# Wider than any column of a template needs to be.
_COLUMN_WIDTH = 24


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
    """A file to read, how a CSV is written (UTF-8 unless given), and the language of what is said of it."""

    path: Path
    encoding: str | None = None
    language: str = "kk"


def read_lines(path: Path, encoding: str | None, columns: Sequence[Column]) -> Iterator[Line]:
    """Walk through the rows of a file that are not blank, the headings first.

    `encoding` is for CSV only (UTF-8 unless given); `columns` are those that the file may have. Raises
    UnreadableFileError, also in the middle.
    """
    if not path.is_file():
        raise UnreadableFileError(gettext("There is no file %(path)s.") % {"path": path})
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        raise UnreadableFileError(
            gettext("Only .csv and .xlsx files can be read. Save %(name)s as one of them.")
            % {"name": path.name}
        )
    return _bounded(_csv_lines(path, encoding or "utf-8", columns) if ending == ".csv" else sheet_lines(path))


def _bounded(lines: Iterable[Line]) -> Iterator[Line]:
    """Walk through the rows that are not blank; UnreadableFileError when there are too many."""
    for count, line in enumerate(line for line in lines if not line.is_blank):
        if count > MOST_ROWS:
            raise UnreadableFileError(
                gettext("The file has more than %(count)d rows. Split it into several files.")
                % {"count": MOST_ROWS}
            )
        yield line


# --- CSV -----------------------------------------------------------------------------------------
def _csv_lines(path: Path, encoding: str, columns: Sequence[Column]) -> Iterator[Line]:
    if path.stat().st_size > MOST_CSV_BYTES:
        raise UnreadableFileError(
            gettext("The file is larger than %(size)d MB. Split it into several files.")
            % {"size": MOST_CSV_BYTES // 1_000_000}
        )
    before = 0
    try:
        with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as text:
            delimiter = _delimiter_of(text.readline(100_000), columns)
            text.seek(0)
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            for cells in reader:
                yield Line(before + 1, cells)
                before = reader.line_num
    except UnicodeError:
        raise UnreadableFileError(_wrong_encoding(path, encoding)) from None
    except csv.Error as error:
        raise UnreadableFileError(
            gettext("Line %(line)d cannot be parted into cells: a quotation mark is wrong (%(error)s).")
            % {"line": before + 1, "error": error}
        ) from None


def _delimiter_of(first: str, columns: Sequence[Column]) -> str:
    """Return the delimiter under which the first line shows the most headings."""
    counts = {
        delimiter: known_headings(next(csv.reader([first], delimiter=delimiter), []), columns)
        for delimiter in DELIMITERS
    }
    best = max(counts, key=lambda delimiter: counts[delimiter])
    if not counts[best]:
        raise UnreadableFileError(
            gettext(
                "The first line shows no heading that is known. It must hold the headings, parted by "
                "semicolons or commas. The same command with “--template FILE.csv” writes a template."
            )
        )
    return best


def _wrong_encoding(path: Path, encoding: str) -> str:
    """Say which line is not in the encoding, and what to do; guesses at Windows' Cyrillic encoding."""
    with path.open("rb") as raw:
        start = raw.read(4)
        raw.seek(0)
        bad = ((number, line) for number, line in enumerate(raw, 1) if not _decodes(line, encoding))
        number, line = next(bad, (1, b""))
    if start.startswith(_BOM_UTF16) and encoding != "utf-16":
        hint = gettext("It looks like UTF-16: run the import with --encoding utf-16.")
    elif encoding == "utf-8" and _CYRILLIC_BYTES.search(line):
        hint = gettext(
            "It looks like Windows-1251: save the file as “CSV UTF-8”, or run the import with "
            "--encoding cp1251 (with --encoding kz1048 if it has Kazakh letters)."
        )
    else:
        hint = gettext("Save the file as “CSV UTF-8”, or name its encoding with --encoding.")
    said = gettext("Line %(line)d is not written in %(encoding)s.")
    return said % {"line": number, "encoding": encoding.upper()} + f" {hint}"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True


# --- XLSX ----------------------------------------------------------------------------------------
def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets in their order; raises what `sheet_lines` raises."""
    with _book(path) as book:
        return [sheet.title for sheet in book.worksheets]


def sheet_lines(path: Path, sheet: int = 0) -> Iterator[Line]:
    """Walk through the rows of a sheet that are not blank, the first sheet unless told.

    Formulas and errors come as `Unusable`. Raises UnreadableFileError for what is no spreadsheet, damaged,
    too large or made to do harm.
    """
    return _bounded(_sheet_lines(path, sheet))


def _sheet_lines(path: Path, number: int) -> Iterator[Line]:
    with _book(path) as book:
        sheet = book.worksheets[number]
        # What the sheet says of its own size is not to be trusted: it may hide cells or invent millions.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            cells = [_value(cell) for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            yield Line(number, cells)


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    """Open a spreadsheet and close it again; whatever is wrong inside is an UnreadableFileError."""
    _check_zip(path)
    try:
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except Exception as error:
        # openpyxl lets through whatever its parsers raise on a damaged or hostile part: KeyError, ParseError,
        # EntitiesForbidden, BadZipFile, ValueError and more.
        raise UnreadableFileError(
            gettext("The spreadsheet is damaged (%(error)s). Open it and save it again as .xlsx.")
            % {"error": type(error).__name__}
        ) from error


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


def _value(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f" and value is not None:
        return Unusable(gettext("The cell holds a formula. Replace it by its value."))
    if cell.data_type == "e" and value is not None:
        return Unusable(gettext("The cell holds an error of the spreadsheet."))
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


# --- templates -----------------------------------------------------------------------------------
def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV that a spreadsheet opens by itself: UTF-8 with BOM, parted by semicolons."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(*tables: Sequence[Sequence[str]], names: Sequence[str] = ()) -> bytes:
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
