"""Tables as screen, XLSX, CSV and PDF: real dates, no formulas, nothing held in memory."""

import subprocess
import weakref
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.html import format_html
from openpyxl import load_workbook
from pypdf import PdfReader

from astana_employment.toolbox.papers.font import STAND_IN, PaperError
from astana_employment.toolbox.screens.table_page import (
    ROWS_A_PAGE,
    linked,
    noted,
    screen_page,
    ticks,
    top_page,
)
from astana_employment.toolbox.screens.tables import (
    ROWS_A_PART,
    Column,
    Kind,
    Table,
    as_text,
    file_response,
    made_line,
    row_cells,
    write_csv,
    write_pdf,
    write_xlsx,
)

HOSTILE = ["=1+1", "+7 701", "-5", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A1"]


def table(rows, **fields):
    """Return a table of (number, name, day, count) rows."""
    columns: list[Column[Any]] = [
        Column(label="Нөмірі", value=lambda row: row[0], width=14, kind=Kind.CODE),
        Column(
            label="Аты",
            value=lambda row: row[1],
            width=20,
            link=lambda row: f"/people/{row[0]}/",
            key="name",
        ),
        Column(label="Күні", value=lambda row: row[2], width=10, kind=Kind.DAY, key="day"),
        Column(label="Саны", value=lambda row: row[3], width=8, kind=Kind.FIGURE),
    ]
    values = {"title": "Журнал", "note": "01.11.2026–30.11.2026", "empty": "Жазба жоқ.", **fields}
    return Table(columns=columns, rows=rows, **values)


ROW = ("T-2026-000001", "Ахметов", date(2026, 11, 3), 7)


def asked(**words):
    """Return the query of an address."""
    query = QueryDict(mutable=True)
    query.update(words)
    return query


def xlsx(tables):
    """Return the first sheet of a table's XLSX."""
    target = BytesIO()
    write_xlsx(tables, target, made="Жасалды")
    return load_workbook(BytesIO(target.getvalue())).worksheets[0]


def pdf(tables, **options):
    """Return the pages' texts of a table's PDF."""
    target = BytesIO()
    write_pdf(tables, target, made="Жасалды: Ахметов Е.", **options)
    return [page.extract_text() for page in PdfReader(BytesIO(target.getvalue())).pages]


# --- text and screen -----------------------------------------------------------------------------
def test_values_as_people_read_them():
    with translation.override("kk"):
        assert as_text(None) == ""
        assert as_text(0) == "0"
        assert as_text(date(2026, 11, 3)) == "03.11.2026"
        assert as_text(datetime(2026, 11, 3, 20, 30, tzinfo=UTC)) == "04.11.2026 01:30"


def test_cells_carry_their_kind_and_link():
    cells = row_cells(table([ROW]), ROW)
    assert [(cell.text, cell.kind, cell.url) for cell in cells] == [
        ("T-2026-000001", "code", ""),
        ("Ахметов", "text", "/people/T-2026-000001/"),
        ("03.11.2026", "day", ""),
        ("7", "figure", ""),
    ]


@pytest.mark.parametrize(
    ("number", "shown", "rows"), [("", 1, 50), ("2", 2, 1), ("99", 2, 1), ("x", 1, 50), ("-1", 2, 1)]
)
def test_pages_of_fifty_and_the_nearest_page_for_a_wrong_number(number, shown, rows):
    page = screen_page(table([ROW] * (ROWS_A_PAGE + 1)), asked(page=number))
    assert (page.page.number, len(page.rows), page.page.paginator.count) == (shown, rows, 51)


PEOPLE = [
    ("1", "Қалиев", date(2026, 3, 1), 1),
    ("2", "Калиев", None, 2),
    ("3", "Яковлев", date(2026, 1, 1), 3),
    ("4", "Әлиев", date(2026, 3, 1), 4),
]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("name", "4213"),
        ("-name", "3124"),
        ("day", "3142"),
        ("-day", "1432"),
        *((rubbish, "1234") for rubbish in ("", "-", "--name", "x", "number", "name,day", "pk", "' OR 1=1")),
    ],
)
def test_a_list_is_sorted_in_kazakh_order_with_the_empty_last_and_rubbish_leaves_it(sort, numbers):
    page = screen_page(table(PEOPLE), asked(sort=sort))
    assert "".join(row[0] for row in page.shown) == numbers


def test_headings_turn_the_order_and_keep_the_rest_of_the_address():
    head = screen_page(table(PEOPLE), asked(q="а&б", page="2", sort="name")).head
    assert [(cell.url, cell.order) for cell in head] == [
        ("", ""),
        ("?q=%D0%B0%26%D0%B1&sort=-name", "ascending"),
        ("?q=%D0%B0%26%D0%B1&sort=day", ""),
        ("", ""),
    ]


def test_a_second_table_at_an_address_stands_on_one_page_whatever_is_asked_of_the_first():
    page = screen_page(table([ROW] * (ROWS_A_PAGE + 1)), None)
    assert (len(page.rows), page.page.has_other_pages()) == (ROWS_A_PAGE + 1, False)
    assert screen_page(table([]), None).rows == []
    assert [cell.url for cell in page.head] == [""] * 4, "it cannot be sorted by an address of the first"


def test_rows_of_a_group_stand_under_its_heading():
    rows = [("1", "Ахметов", None, 1), ("1", "Қалиев", None, 2), ("2", "Яковлев", None, 3)]
    shown = screen_page(table(rows, group=lambda row: f"<{row[0]}>"), None).body
    first, second = shown.split("</tbody>\n<tbody>")
    assert first.startswith('<tbody><tr><th scope="rowgroup" colspan="4">&lt;1&gt;</th></tr>')
    assert (first.count("<tr>"), second.count("<tr>"), shown.count("<tbody>")) == (3, 2, 2)


def test_a_box_chooses_a_row_whose_heading_stands_after_it():
    box: Column[Any] = ticks("paper", lambda row: row[0], lambda row: row[1], checked=lambda row: row[3] == 7)
    plain = table([ROW, ("2", '"Қ"', None, 8)], look=lambda row: "is-open" if row == ROW else "")
    page = screen_page(replace(plain, columns=[box, *plain.columns]), asked())
    _begin, first, second = page.body.split("\n")
    assert first.startswith('<tr data-row class="is-open"><td class="pick"><label>')
    assert second.startswith('<tr data-row class="">')
    assert '<input type="checkbox" name="paper" value="T-2026-000001" data-pick checked>' in first
    assert '<th scope="row" class="number" data-label="Нөмірі">T-2026-000001</th>' in first
    assert 'value="2" data-pick>' in second
    assert ": &quot;Қ&quot;</span>" in second
    assert page.head[0].kind == "tick"


def test_a_panel_shows_some_columns_and_says_quietly_that_there_is_no_row():
    page = top_page(table([ROW]), slice(1, 3), empty="Ештеңе жоқ.")
    assert ([cell.text for cell in page.head], page.empty, page.empty_tone) == (
        ["Аты", "Күні"],
        "Ештеңе жоқ.",
        "",
    )


def test_a_cell_looks_as_its_column_says_on_screen_and_keeps_its_value_in_files():
    act: Column[Any] = Column(label="Не істеу", screen=lambda row: linked("/a?b&c", row[1], label='"Ә"'))
    note: Column[Any] = Column(
        label="Аты", value=lambda row: row[1], screen=lambda row: noted(row[1], "", "<i>")
    )
    plain: Table[Any] = Table(title="Журнал", columns=[note, act], rows=[ROW])
    shown = screen_page(plain, asked()).body
    assert '<th scope="row">Ахметов<br><small>&lt;i&gt;</small></th>' in shown
    assert (
        '<td data-label="Не істеу"><a href="/a?b&amp;c" aria-label="&quot;Ә&quot;">Ахметов</a></td>' in shown
    )
    assert [[cell.value for cell in row] for row in xlsx(plain)["A5:C6"]] == [
        ["Аты", None, None],
        ["Ахметов", None, None],
    ]


def test_rows_of_a_page_are_prepared_together():
    plain: Table[Any] = Table(
        title="Журнал",
        columns=[Column(label="Аты", screen=lambda row: format_html("<b>{}</b>", row))],
        rows=PEOPLE,
        prepare=lambda rows: [row[1] for row in rows],
    )
    assert screen_page(plain, asked()).shown == ["Қалиев", "Калиев", "Яковлев", "Әлиев"]


def test_the_made_line_says_when_and_by_whom():
    with translation.override("en"):
        at = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)
        assert made_line("Ахметов Е. С.", at) == "Made: 03.11.2026 14:05, Ахметов Е. С."


# --- spreadsheet ---------------------------------------------------------------------------------
def test_a_spreadsheet_has_title_period_heading_dates_and_numbers():
    sheet = xlsx(table([ROW]))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "Журнал",
        "01.11.2026–30.11.2026",
        "Жасалды",
    ]
    assert [cell.value for cell in sheet[5]] == ["Нөмірі", "Аты", "Күні", "Саны"]
    assert [cell.value for cell in sheet[6]] == [ROW[0], "Ахметов", datetime(2026, 11, 3), 7]  # noqa: DTZ001
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B6", "$5:$5")
    assert sheet.column_dimensions["B"].width == pytest.approx(22, abs=1)
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text):
    cell = xlsx(table([("1", text, None, None)]))["B6"]
    assert (cell.value, cell.data_type) == (text, "s")
    target = BytesIO()
    write_csv(table([("1", text, None, None)]), target, made="")
    assert f"'{text}" in target.getvalue().decode("utf-8-sig").replace('""', '"')


def test_a_csv_has_a_bom_and_semicolons():
    target = BytesIO()
    write_csv(table([ROW]), target, made="")
    content = target.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n")[0] == "Нөмірі;Аты;Күні;Саны"


class Counted:
    """A row that can be watched."""

    def __init__(self, number):
        self.cells = (f"{number}", "Ахметов", date(2026, 11, 3), number)

    def __getitem__(self, place):
        return self.cells[place]


class CountedRows:
    """Rows made one by one; `most` is how many of them were alive at once."""

    def __init__(self, count):
        self.count = count
        self.alive: weakref.WeakSet[Counted] = weakref.WeakSet()
        self.most = self.read = 0

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        raise AssertionError("a table that is saved is walked through, not cut")

    def __iter__(self):
        for number in range(self.count):
            row = Counted(number)
            self.alive.add(row)
            self.read += 1
            self.most = max(self.most, len(self.alive))
            yield row


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_rows_are_written_as_they_are_read(write):
    rows = CountedRows(10_000)
    write(table(rows), BytesIO(), made="")
    assert rows.most <= 2
    assert rows.read == 10_000


# --- paper ---------------------------------------------------------------------------------------
def test_a_print_says_what_period_when_and_by_whom_on_every_page():
    pages = pdf(table([ROW] * 120))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
        assert "Жасалды: Ахметов Е." in text
        assert "Нөмірі" in text
    assert "01.11.2026–30.11.2026" in pages[0]
    assert sum(text.count("T-2026-000001") for text in pages) == 120


def test_a_part_holds_its_rows_and_says_which_part_it_is():
    rows = [(f"T-2026-{number:06d}", "Ахметов", None, None) for number in range(1, ROWS_A_PART + 3)]
    long = table(rows)
    assert long.parts == 2
    with translation.override("en"):
        text = "".join(pdf(long, part=2))
    assert "part 2 of 2" in text
    assert f"T-2026-{ROWS_A_PART + 2:06d}" in text
    assert "T-2026-000001" not in text


def test_an_empty_table_prints_one_sheet_that_says_so():
    assert table([]).parts == 1
    (text,) = pdf(table([]))
    assert "Жазба жоқ." in text


def test_a_name_the_font_lacks_stands_in_the_register_and_blocks_no_sheet_of_it():
    (text,) = pdf(table([("1", "Ли ☎", None, None)]))
    assert f"Ли {STAND_IN}" in text


def test_what_to_do_about_an_empty_table_is_said_on_screen_and_not_on_paper():
    empty = table([], hint="Жоғарыда басқа күндерді таңдаңыз.")
    assert screen_page(empty, asked()).empty == "Жазба жоқ. Жоғарыда басқа күндерді таңдаңыз."
    (text,) = pdf(empty)
    assert "Жазба жоқ." in text
    assert "Жоғарыда" not in text


def _words_on_lines(made: bytes) -> set[str]:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True)
    return set(done.stdout.decode().split())


@pytest.mark.parametrize(
    "words",
    [
        "зарегистрирована рассмотрении",
        "қанағаттандырылған негізделмеген",
        "Жұмабекова-Әбдіқадырова 2026-000001",
    ],
)
@pytest.mark.parametrize("columns", [3, 8, 13])
def test_no_word_of_a_printed_table_is_broken(columns, words):
    narrow: list[Column[Any]] = [
        Column(label=words, value=lambda row: "аз", width=4),
        *(Column(label="Күні", value=lambda row: words, width=20) for _place in range(min(columns, 5))),
        *(Column(label="Күні", value=lambda row: "24.11.2026", width=5) for _place in range(columns - 5)),
    ]
    target = BytesIO()
    write_pdf(Table(title="Журнал", columns=narrow, rows=[1, 2]), target, made="Жасалды")
    assert set(words.split()) <= _words_on_lines(target.getvalue())


def test_what_was_typed_without_a_blank_makes_no_column_as_wide_as_the_page():
    columns: list[Column[Any]] = [
        Column(label="Мәтін", value=lambda row: "Ұ" * 200, width=20),
        *(
            Column(label="Жауап берілген", value=lambda row: "қанағаттандырылған", width=10)
            for _place in range(8)
        ),
    ]
    target = BytesIO()
    write_pdf(Table(title="Журнал", columns=columns, rows=[1]), target, made="Жасалды")
    assert "қанағаттандырылған" in _words_on_lines(target.getvalue())


def test_a_file_that_could_not_be_made_leaves_nothing_open(monkeypatch):
    opened = []

    def spooled(*args):
        opened.append(SpooledTemporaryFile(*args))  # noqa: SIM115 (the table closes it)
        return opened[-1]

    def broken(html):
        raise PaperError("for a test")

    monkeypatch.setattr("astana_employment.toolbox.screens.tables.SpooledTemporaryFile", spooled)
    monkeypatch.setattr("astana_employment.toolbox.screens.tables.render_pdf", broken)
    with pytest.raises(PaperError):
        file_response(table([ROW]), "pdf", file_name="x", made_by="")
    assert [file.closed for file in opened] == [True]


# Closing an answer closes the request's connections, whatever the test before it left open.
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "name"), [("xlsx", 'attachment; filename="x.xlsx"'), ("pdf", 'inline; filename="x.pdf"')]
)
def test_a_file_is_never_kept_by_a_browser(form, name):
    response = file_response(table([ROW]), form, file_name="x", made_by="Ахметов Е. С.")
    assert b"".join(response)
    assert (response["Content-Disposition"], response["Cache-Control"]) == (name, "no-store")
    response.close()
