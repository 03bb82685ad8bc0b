"""Opening a table row by row, within bounds that no file can break; and writing templates.

What a file is, is told by its content; a name that says something else is refused, as everything is that
cannot be read: as a whole, with one sentence that says what to do about it.
"""

import csv
import io
import zipfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext

from astana_employment.toolbox.tables_in.columns import Column, UnreadableFileError
from astana_employment.toolbox.tables_in.delimited import text_lines
from astana_employment.toolbox.tables_in.lines import Line
from astana_employment.toolbox.tables_in.sheets import Sheet, damaged, password_needed, sheet_lines, sheets_of

# A card index of a city department has some ten thousand cards.
MOST_ROWS = 100_000
MOST_BYTES = 100_000_000

# What a name may end in, and what such a file is.
KINDS = {".xlsx": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".txt": "csv"}

# Wider than any column of a template needs to be.
_COLUMN_WIDTH = 24
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What an old office file is, by the name of a stream in it.
_STREAMS = {"Workbook": "xls", "Book": "xls", "WordDocument": "doc"}
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# How files begin that people take for spreadsheets: other programs give their reports such names.
_OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"MOXCEL": "MXL (1C)",
    b"<html": "HTML",
    b"<!doctype html": "HTML",
    b"<table": "HTML",
    b"<?xml": "XML",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}


# --- what a file is ------------------------------------------------------------------------------
def kind_of(path: Path, name: str = "") -> str:
    """Return what a table file is: xlsx, xls, ods or csv; `name` is the one it had where it came from.

    UnreadableFileError when it is something else, too large, under a password, or not what its name says.
    """
    name = name or path.name
    if not path.is_file():
        raise UnreadableFileError(gettext("There is no file %(path)s.") % {"path": path})
    claimed = KINDS.get(Path(name).suffix.lower())
    if claimed is None:
        raise UnreadableFileError(only_these_kinds(name))
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnreadableFileError(too_large(MOST_BYTES))
    if not size:
        raise UnreadableFileError(gettext("The file is empty."))
    found = _content_of(path)
    if found != claimed:
        raise UnreadableFileError(
            gettext(
                "%(name)s is not what its name says: inside it is %(kind)s. Open it in the program that made "
                "it and save it as .xlsx or .csv."
            )
            % {"name": name, "kind": found.upper() if found else gettext("something unknown")}
        )
    return claimed


def only_these_kinds(name: str) -> str:
    """Return what is said of a file whose name has another ending."""
    said = gettext("Only .xlsx, .xls, .ods and .csv files can be read. Save %(name)s as one of them.")
    return said % {"name": name}


def too_large(most: int) -> str:
    """Return what is said of a file of more bytes."""
    said = gettext("The file is larger than %(size)d MB. Split it into several files.")
    return said % {"size": most // 1_000_000}


def _content_of(path: Path) -> str:
    """Return what a file is by its content, «» for something unknown; raises when damaged or locked."""
    with path.open("rb") as content:
        start = content.read(4096)
    if start.startswith(_COMPOUND):
        return _compound(path)
    if start.startswith(b"PK"):
        return _zipped(path)
    plain = start.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    for beginning, kind in _OTHERS.items():
        if plain.startswith(beginning.lower()):
            return kind
    is_wide = start[:2] in (b"\xff\xfe", b"\xfe\xff") or {start[1:2], start[0:1]} & {b"\0", b"\x04"}
    return "" if b"\0" in start and not is_wide else "csv"


def _compound(path: Path) -> str:
    """Return xls for an Excel file of before 2007; a newer one under a password is of this kind too."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError(password_needed())
    for name, kind in _STREAMS.items():
        if name.encode("utf-16-le") in data:
            return kind
    raise UnreadableFileError(damaged())


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return "ods" if archive.read("mimetype").startswith(_ODS_TYPE) else "zip"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError) as error:
        raise UnreadableFileError(damaged()) from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "docx" if "word/document.xml" in names else "zip"


# --- rows ----------------------------------------------------------------------------------------
def read_lines(
    path: Path, encoding: str | None, columns: Sequence[Column], name: str = ""
) -> Generator[Line]:
    """Walk through the rows of a file that are not blank; of a spreadsheet, of its first sheet with any.

    `encoding` is for CSV only and found out unless given; `columns` are those that the file may have, `name`
    the one it had where it came from. Raises UnreadableFileError, also in the middle.
    """
    kind = kind_of(path, name)
    if kind == "csv":
        return _bounded(text_lines(path, encoding, columns))
    sheets = sheets_of(path, kind)
    # A sheet that is hidden is read when there is no other.
    first = min(sheets, key=lambda sheet: sheet.is_hidden, default=None)
    return _bounded(sheet_lines(path, kind, first) if first else iter(()))


def further_sheets(path: Path, name: str = "") -> Iterator[tuple[Sheet, Generator[Line]]]:
    """Walk through the sheets that `read_lines` leaves out; a CSV has none. Raises as it does."""
    kind = kind_of(path, name)
    sheets = sheets_of(path, kind) if kind != "csv" else []
    for sheet in sorted(sheets, key=lambda sheet: sheet.is_hidden)[1:]:
        yield sheet, _bounded(sheet_lines(path, kind, sheet))


def _bounded(lines: Iterator[Line]) -> Generator[Line]:
    """Walk through the rows that are not blank; UnreadableFileError when there are too many."""
    count = 0
    for line in lines:
        if line.is_blank:
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise UnreadableFileError(
                gettext("The file has more than %(count)d rows. Split it into several files.")
                % {"count": MOST_ROWS}
            )
        yield line


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
