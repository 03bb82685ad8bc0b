"""Spreadsheets as LibreOffice, Excel and 1C write them, and as somebody makes them to do harm.

`tables/cards.*` were written by LibreOffice: a chart as the first sheet, a title above the headings, a date,
an IIN without its zero, a formula, a formatted cell in the last row, a hidden sheet.
"""

import gc
import io
import struct
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.utils import translation

from astana_employment.toolbox.tables_in.columns import Column, UnreadableFileError
from astana_employment.toolbox.tables_in.files import further_sheets, read_lines
from astana_employment.toolbox.tables_in.lines import Unusable, cell_name
from astana_employment.toolbox.tables_in.spreadsheet import MOST_COLUMNS

TABLES = Path(__file__).parent / "tables"
COLUMNS = (Column("surname", "Тегі | Фамилия | Surname"), Column("given_name", "Аты | Имя | Given name"))
FORMULA = Unusable("The cell holds a formula. Replace it by its value.")
ERROR = Unusable("The cell holds an error of the spreadsheet.")
PASSWORD = "The spreadsheet is protected by a password. Save it again without one."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def rows_of(path):
    return list(read_lines(path, None, COLUMNS))


def refusal(path):
    with pytest.raises(UnreadableFileError) as caught:
        rows_of(path)
    return str(caught.value)


def book_with(path, *cells):
    """Write a spreadsheet of one sheet with these cells, each (row, column, value)."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Тегі", "Аты"])
    for cell in cells:
        page.write(*cell)
    book.close()
    return path


def parts_of(path):
    """Return the parts of a spreadsheet."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    """Write a spreadsheet of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_file_of_libreoffice_is_read_whatever_its_kind(ending):
    title, head, first, second = rows_of(TABLES / f"cards.{ending}")
    assert (title.number, title.cells) == (1, ["Жұмыссыздардың тізімі"])
    assert (head.number, head.cells[1:5]) == (3, ["Тегі", "Аты", "Туған күні", "ЖСН"])
    assert first.cells == [1, "Әбілқасымов", "Ерлан", date(1980, 3, 31), 61211600012, date(2026, 2, 1)]
    assert second.cells == [2, "Ким", FORMULA, date(1981, 4, 1), "061211600012", 200000]
    ((hidden, lines),) = further_sheets(TABLES / f"cards.{ending}")
    assert (hidden.name, hidden.is_hidden, [line.cells for line in lines]) == ("Жасырын", True, [["x"]])


def test_an_error_that_is_no_formula_is_no_value(tmp_path):
    path = book_with(tmp_path / "a.xlsx", (1, 0, "Ким"), (1, 1, 7))
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'<c r="B2"><v>7</v>', b'<c r="B2" t="e"><v>#N/A</v>')
    pack(path, parts)
    assert rows_of(path)[1].cells == ["Ким", ERROR]


def test_a_formula_is_found_where_cells_do_not_say_their_place(tmp_path):
    path = book_with(tmp_path / "a.xlsx", (1, 0, "Ким"), (1, 1, "=1+1"), (3, 1, "=A1"))
    parts = parts_of(path)
    name = "xl/worksheets/sheet1.xml"
    for place in (b' r="A2"', b' r="B2"'):
        assert place in parts[name]
        parts[name] = parts[name].replace(place, b"")
    pack(path, parts)
    assert [line.cells for line in rows_of(path)[1:]] == [["Ким", FORMULA], [None, FORMULA]]


def test_a_link_to_another_file_is_a_formula_and_nothing_is_fetched(tmp_path):
    path = book_with(tmp_path / "a.xlsx", (1, 0, "='[other.xlsx]Sheet1'!A1"), (1, 1, "Вера"))
    assert rows_of(path)[1].cells == [FORMULA, "Вера"]


# --- bounds --------------------------------------------------------------------------------------
@pytest.mark.measured
def test_one_cell_in_the_last_row_takes_seconds_and_not_a_minute(tmp_path):
    path = book_with(tmp_path / "a.xlsx", (1, 0, "Ким"), (1048575, 1, " "))
    begin = time.monotonic()
    assert len(rows_of(path)) == 2
    assert time.monotonic() - begin < 15  # 1.7 s measured, 44 s before


def test_one_cell_in_the_last_row_and_column_is_refused(tmp_path):
    path = book_with(tmp_path / "a.xlsx", (1048575, 16383, "x"))
    assert refusal(path).startswith("The spreadsheet is too large to read, or something stands far below")


def test_a_cell_of_an_ods_that_is_repeated_without_end_is_cut_off(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(TABLES / "cards.ods") as whole, zipfile.ZipFile(path, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "content.xml":
                assert "<text:p>Ким</text:p></table:table-cell>".encode() in content
                more = (
                    b'</table:table-cell><table:table-cell table:number-columns-repeated="900000000"'
                    b' office:value-type="string"><text:p>x</text:p></table:table-cell>'
                )
                name_cell = "Ким</text:p>".encode()
                content = content.replace(name_cell + b"</table:table-cell>", name_cell + more)
            archive.writestr(name, content)
    assert max(len(line.cells) for line in rows_of(path)) <= MOST_COLUMNS


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    book_with(path)
    parts = parts_of(path)
    long = b"<si><t>" + b"x" * 300_000_000 + b"</t></si></sst>"
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"</sst>", long)
    pack(path, parts)
    assert refusal(path).startswith("Unpacked, the spreadsheet is larger than 250 MB.")
    size = struct.pack("<I", len(parts["xl/sharedStrings.xml"]))
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<I", 1000)))
    assert refusal(path).startswith("The spreadsheet is")


def test_reading_that_is_given_up_ends_the_process_and_leaves_nothing_open(tmp_path):
    path = book_with(tmp_path / "a.xlsx", *((row, 0, "Ким" * 50) for row in range(1, 5000)))
    lines = read_lines(path, None, COLUMNS)
    next(lines)
    lines.close()
    gc.collect()  # a process or a pipe left open would be a ResourceWarning, which is an error here
    assert next(lines, None) is None


@pytest.mark.parametrize("content", [b"x", b"", b"<a/>", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'])
def test_a_spreadsheet_that_is_damaged_is_refused_and_closed(tmp_path, content):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", content)
    assert refusal(path) == "The spreadsheet is damaged. Save it again as .xlsx."
    gc.collect()


@pytest.mark.parametrize("end", [600, 3000, 8000])
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_file_that_was_cut_off_is_refused(tmp_path, ending, end):
    path = tmp_path / f"cut.{ending}"
    path.write_bytes((TABLES / f"cards.{ending}").read_bytes()[:end])
    assert refusal(path) == "The spreadsheet is damaged. Save it again as .xlsx."


# --- passwords -----------------------------------------------------------------------------------
def test_a_new_excel_file_under_a_password_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(path) == PASSWORD


def test_an_old_excel_file_under_a_password_is_refused(tmp_path):
    path = tmp_path / "a.xls"
    content = (TABLES / "cards.xls").read_bytes()
    # The record of the code page stands near the beginning; one of this number says how the rest is locked.
    codepage, locked = struct.pack("<HH", 0x0042, 2), struct.pack("<HH", 0x002F, 2)
    assert codepage in content
    path.write_bytes(content.replace(codepage, locked, 1))
    assert refusal(path) == PASSWORD


def test_an_open_document_under_a_password_is_refused(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(TABLES / "cards.ods") as whole, zipfile.ZipFile(path, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "META-INF/manifest.xml":
                content = content.replace(
                    b'manifest:full-path="content.xml"', b'manifest:full-path="content.xml" manifest:size="9"'
                ).replace(b"</manifest:manifest>", _LOCKED + b"</manifest:manifest>")
            archive.writestr(name, content)
    assert refusal(path) == PASSWORD


_LOCKED = (
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:size="9" manifest:media-type="text/xml">'
    b'<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="x"/>'
    b"</manifest:file-entry>"
)


def test_a_zip_under_a_password_is_refused(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", b"x" * 50)
    content = bytearray(target.getvalue())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refusal(tmp_path / "a.xlsx") == PASSWORD


def test_a_cell_is_named_as_a_spreadsheet_names_it():
    assert [cell_name(12, place) for place in (1, 3, 26, 27, 52, 53, 702, 703)] == [
        *("A12", "C12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12"),
    ]
