"""Opening a table: encodings, delimiters, hostile spreadsheets; how each is refused."""

import csv
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.utils import translation
from openpyxl import Workbook

from astana_employment.toolbox.tables_in import files, sheets
from astana_employment.toolbox.tables_in.columns import Column, UnreadableFileError
from astana_employment.toolbox.tables_in.files import read_lines
from astana_employment.toolbox.tables_in.lines import Unusable

COLUMNS = (
    Column("surname", "Тегі | Фамилия | Surname"),
    Column("given_name", "Аты | Имя | Given name"),
    Column("birth_date", "Туған күні | Дата рождения | Date of birth"),
)
HEAD = ["Тегі", "Аты", "Туған күні"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def lines_of(path, encoding=None):
    """Read a file of people."""
    return list(read_lines(path, encoding, COLUMNS))


def refusal(path, encoding=None):
    """Return the sentence with which a file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        lines_of(path, encoding)
    return str(caught.value)


def readable_cells(path):
    """Return every cell of a file, nothing for one that is refused."""
    try:
        return {cell for line in lines_of(path) for cell in line.cells}
    except UnreadableFileError:
        return set()


def as_zip(parts):
    """Return a zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def book_parts(path):
    """Return the parts of a spreadsheet."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes rows to a spreadsheet and gives its path."""

    def write(*rows, name="cards.xlsx"):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def text(tmp_path):
    """Return a function that writes bytes to a CSV file and gives its path."""

    def write(content, name="cards.csv"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


# --- CSV -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_csv_is_read_whatever_its_delimiter_bom_and_line_ends(text, delimiter, encoding, newline):
    rows = [HEAD, ["Әбілқасымов", 'Ерлан, Е; "Е"', "31.03.1980"]]
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator=newline).writerows(rows)
    lines = list(lines_of(text(target.getvalue().encode(encoding))))
    assert [list(line.cells) for line in lines] == rows
    assert [line.number for line in lines] == [1, 2]


def test_line_numbers_count_the_lines_inside_quotes_and_the_blank_ones(text):
    path = text('Тегі;Аты\n\n"Ахметов\nЕ";Ерлан\n;;\nКим;Вера\n'.encode())
    assert [line.number for line in lines_of(path)] == [1, 3, 6]


def test_windows_1251_is_recognised_by_its_line(text):
    path = text("Surname;Имя\nAkhmetov;Yerlan\nКим;Вера\n".encode("cp1251"))
    said = refusal(path)
    assert said.startswith("Line 1 is not written in UTF-8. It looks like Windows-1251")
    assert "cp1251, or kz1048 if it has Kazakh letters (--encoding on the command line)" in said


def test_a_named_encoding_is_read(text):
    path = text("Фамилия;Имя\nКим;Вера\n".encode("cp1251"))
    assert [list(line.cells) for line in lines_of(path, "cp1251")] == [["Фамилия", "Имя"], ["Ким", "Вера"]]
    kazakh = text("Тегі;Аты\nӘбілов;Қуат\n".encode("kz1048"), "kk.csv")
    assert lines_of(kazakh, "kz1048")[1].cells == ["Әбілов", "Қуат"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("head", "parted"), [("Тегі;Аты", ";"), ("Surname\tGiven name", "\t")])
def test_utf_16_is_found_out_with_and_without_its_mark(text, encoding, head, parted):
    path = text(f"{head}\r\nКим{parted}Вера\r\n".encode(encoding), "cards.txt")
    assert lines_of(path)[1].cells == ["Ким", "Вера"]


def test_utf_16_that_is_named_utf_8_is_refused(text):
    assert refusal(text("Тегі;Аты\nКим;Вера\n".encode("utf-16")), "utf-8").startswith("Line 1 is not written")


@pytest.mark.parametrize("sign", ["|", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_excels_first_line_says_what_parts_the_cells(text, sign, encoding):
    path = text(f"sep={sign}\r\nТегі{sign}Аты\r\nКим{sign}Вера, Р.\r\n".encode(encoding))
    lines = lines_of(path)
    assert [(line.number, line.cells) for line in lines] == [(2, ["Тегі", "Аты"]), (3, ["Ким", "Вера, Р."])]


def test_what_parts_the_cells_is_found_out_below_a_title(text):
    path = text("Жұмыссыздар, тізім, 2026\n\nТегі;Аты\nКим;Вера\n".encode())
    assert lines_of(path)[-1].cells == ["Ким", "Вера"]


def test_a_wrong_byte_far_down_is_found_in_its_line(text):
    path = text("Тегі;Аты\n".encode() + "Ким;Вера\n".encode() * 5000 + b"\xff\xfe;x\n")
    assert refusal(path).startswith("Line 5002 is not written in UTF-8. Save the file")


@pytest.mark.parametrize("content", [b"\n", b"a|b|c\n", b"1;2;3\n", "Тегі|Аты\nКим|Вера\n".encode()])
def test_first_lines_without_headings_are_refused(text, content):
    assert refusal(text(content)).startswith("The first lines show no heading that is known.")


def test_an_open_quotation_mark_is_refused_with_its_line(text):
    assert refusal(text('Тегі;Аты\n"Ким";Вера\n"Ли"х;Вэй\n'.encode())).startswith("Line 3 cannot be parted")


def test_a_cell_without_end_is_refused(text):
    assert refusal(text('Тегі;Аты\n"'.encode() + b"x" * 200_000)).startswith("Line 2 cannot be parted")


@pytest.mark.parametrize("name", ["cards.pdf", "cards", "cards.xlsm", "cards.numbers"])
def test_other_kinds_of_files_are_refused(text, name):
    said = f"Only .xlsx, .xls, .ods and .csv files can be read. Save {name} as one of them."
    assert refusal(text(b"x", name)) == said


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("cards.xlsx", "Тегі;Аты\n".encode(), "CSV"),
        ("cards.xls", b"<html><table><tr><td>x", "HTML"),
        ("cards.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
        ("cards.xls", b"MOXCEL\0\0", "MXL (1C)"),
        ("cards.csv", b"%PDF-1.7", "PDF"),
        ("cards.csv", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("cards.csv", bytes(range(1, 200)) + bytes(9), "something unknown"),
        ("cards.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOC"),
    ],
)
def test_a_name_that_says_something_else_is_refused(text, name, content, kind):
    said = refusal(text(content, name))
    assert said.startswith(f"{name} is not what its name says: inside it is {kind}. Open it in the program")


def test_a_spreadsheet_or_an_archive_under_another_name_is_refused(text, sheet):
    book = sheet(HEAD).read_bytes()
    assert "inside it is XLSX" in refusal(text(book, "cards.xls"))
    assert "inside it is XLSX" in refusal(text(book, "cards.csv"))
    assert "inside it is ZIP" in refusal(text(as_zip({"cards.csv": b"x"}), "cards.xlsx"))
    assert "inside it is DOCX" in refusal(text(as_zip({"word/document.xml": b"x"}), "cards.ods"))
    assert "inside it is XLSB" in refusal(text(as_zip({"xl/workbook.bin": b"x"}), "cards.xlsx"))


@pytest.mark.parametrize("name", ["cards.csv", "cards.xlsx", "cards.xls", "cards.ods"])
def test_an_empty_file_is_refused(text, name):
    assert refusal(text(b"", name)) == "The file is empty."


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "no.csv") == f"There is no file {tmp_path / 'no.csv'}."


def test_the_bounds_of_a_csv(text, monkeypatch):
    path = text("Тегі;Аты\n".encode() + "Ким;Вера\n".encode() * 4)
    monkeypatch.setattr(files, "MOST_ROWS", 4)
    assert len(lines_of(path)) == 5
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    assert refusal(path) == "The file has more than 3 rows. Split it into several files."
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert refusal(path).startswith("The file is larger than 0 MB.")


# --- XLSX ----------------------------------------------------------------------------------------
def test_a_sheet_gives_dates_numbers_and_texts(sheet):
    path = sheet([*HEAD, "ЖСН"], ["Ким", None, date(1980, 3, 31), 61211600012], [None], [None, "Вера"])
    lines = lines_of(path)
    assert lines[1].cells == ["Ким", None, date(1980, 3, 31), 61211600012]
    assert [line.number for line in lines] == [1, 2, 4]


def test_a_formula_and_an_error_are_no_values(tmp_path):
    path = tmp_path / "cards.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_string(1, 0, "=1+1")
    page.write_formula(1, 1, '=HYPERLINK("http://example.kz")', None, "x")
    page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    book.close()
    plain, formula, error = lines_of(path)[1].cells
    assert plain == "=1+1"
    assert isinstance(formula, Unusable)
    assert isinstance(error, Unusable)


def test_what_a_sheet_says_of_its_size_is_not_trusted(tmp_path, sheet):
    path = sheet(HEAD, ["Ким", "Вера", "x"])
    parts = book_parts(path)
    name = "xl/worksheets/sheet1.xml"
    for claimed in (b"A1:A1", b"A1:XFD1048576"):
        lying = tmp_path / "lying.xlsx"
        lying.write_bytes(as_zip({**parts, name: parts[name].replace(b"A1:C2", claimed)}))
        assert claimed in book_parts(lying)[name]
        assert [len(line.cells) for line in lines_of(lying)] == [3, 3]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(text, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = text(as_zip({"xl/workbook.xml": b"0" * 1_000_001}), "bomb.xlsx")
    assert bomb.stat().st_size < 2_000
    assert refusal(bomb).startswith("Unpacked, the spreadsheet is larger than 1 MB.")
    monkeypatch.setattr(sheets, "MOST_PARTS", 3)
    assert refusal(text(as_zip({f"xl/{n}": b"" for n in range(4)}), "many.xlsx")).startswith("Unpacked")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE x [<!ENTITY e "x">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;">]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_never_reach_a_cell(tmp_path, part, entity):
    path = tmp_path / "cards.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_row(0, 0, [*HEAD, "marker"])
    book.close()
    parts = book_parts(path)
    xml = parts[part]
    start = xml.index(b"?>") + 2
    hostile = xml[:start] + entity + xml[start:].replace(b"marker", b"&e;")
    path.write_bytes(as_zip({**parts, part: hostile}))
    assert readable_cells(path) <= {*HEAD, "marker", ""}


@pytest.mark.parametrize(
    "missing", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_spreadsheet_is_refused(tmp_path, sheet, missing):
    parts = book_parts(sheet(HEAD))
    del parts[missing]
    (tmp_path / "bad.xlsx").write_bytes(as_zip(parts))
    assert refusal(tmp_path / "bad.xlsx").startswith("The spreadsheet is damaged")
