"""One way of reading a table: a column names its headings, its cleaner and its field; all rows or none."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import translation

from astana_employment.toolbox.fields import NameField
from astana_employment.toolbox.tables_in.columns import PAST_DAY, Column, UnreadableFileError, Words
from astana_employment.toolbox.tables_in.importing import Report, TableIn, take_in
from astana_employment.toolbox.tables_in.lines import Line, Source, Unusable


class Iin:
    """Cleans an IIN."""

    def clean(self, value):
        """Return the number; ValidationError when its check digit does not fit."""
        if value not in ("", "061211600012"):
            raise ValidationError("The check digit does not fit.")
        return value


class Groups(TableIn[str, list[Group]]):
    """Groups of people; only the name is kept."""

    columns = (
        Column("name", "Атауы | Название | Name | Title", "Бірінші", Group, must="Enter the name."),
        Column("founded_on", "Құрылған күні | Основана | Founded", "01.02.2003", clean=PAST_DAY),
        Column("kind", "Түрі | Вид | Kind", "ашық", clean=Words({1: "ашық | open", 2: "жабық | closed"})),
        Column("head", "Басшысы | Глава | Head", "Ахметов", clean=NameField(label="Head")),
        Column("code", "Коды | Код | Code", "0012", digits=4),
        Column("iin", "ЖСН | ИИН | IIN", clean=Iin(), digits=12, proves=True),
    )
    writes = (Group,)

    @classmethod
    def check(cls, row):
        """Ask for the name, and whether its day is wrong."""
        if row["founded_on"] == date(2000, 1, 1):
            row.fail("founded_on", "Nobody founded anything on that day.")
            row.fail("founded_on", "And this is not told any more.")
            row.notice("founded_on", "Nor is this.")
        return row["name"]

    def match(self):
        """Leave out what is there."""
        there = set(Group.objects.values_list("name", flat=True))
        self.report.there["groups"] += len(there.intersection(self.rows))
        for number, name in enumerate(self.rows, 2):
            if name == "бөгде":
                self.refuse(number, "Not ours.")
        return [Group(name=name) for name in self.rows if name not in there]

    def store(self, new):
        """Write them."""
        Group.objects.bulk_create(new)
        self.report.added["groups"] += len(new)


HEADINGS = {place: (column.key, column.headings[2]) for place, column in enumerate(Groups.columns)}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def judged(**cells):
    """Judge a row that is good but for these cells; return the row."""
    values = {"name": "бірінші", **cells}
    return Groups.judge(Line(7, [values.get(column.key) for column in Groups.columns]), HEADINGS)[1]


def told(remarks):
    return [(remark.line, remark.column, remark.reason) for remark in remarks]


# --- a column and its cells ----------------------------------------------------------------------
def test_the_template_writes_three_headings_and_more_are_read():
    column = Groups.columns[0]
    assert column.headings == ("Атауы", "Название", "Name")
    assert column.spellings == {"name", "атауы", "название", "title"}
    assert (column.needed, Groups.columns[1].needed) == (True, False)


def test_the_length_comes_from_the_field_of_the_model():
    assert judged(name="x" * 150).problems == []
    assert told(judged(name="x" * 151).problems) == [
        (7, "Name", "At most 150 characters fit; 151 were given.")
    ]


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_what_must_be_filled_is_told_in_its_own_words(empty):
    assert told(judged(name=empty).problems) == [(7, "Name", "Enter the name.")]


def test_a_field_of_a_form_cleans_a_cell_says_what_it_mended_and_need_not_be_filled():
    row = judged(head="Aхмeтoв")
    assert row["head"] == "Ахметов"
    ((line, column, text),) = told(row.notices)
    assert (line, column) == (7, "Head")
    assert text.startswith("these letters came from another alphabet and were replaced: A, e, o.")
    assert [told(judged(head=name).problems) for name in ("A1", "")] == [
        [(7, "Head", "A name has no digits.")],
        [],
    ]
    assert told(judged().notices) == []


def test_words_mean_what_they_mean_in_every_language():
    assert (judged(kind="АШЫҚ")["kind"], judged(kind="closed.")["kind"], judged()["kind"]) == (1, 2, "")
    ((_line, _column, reason),) = told(judged(kind="жартылай").problems)
    assert reason.startswith("The word “жартылай” is not known here.")


def test_only_a_number_of_a_spreadsheet_gets_its_zeros_back():
    assert [judged(code=code)["code"] for code in (12, 12.0, "12", 12345)] == ["0012", "0012", "12", "12345"]
    assert [column for _line, column, _text in told(judged(code=12).notices)] == ["Code"]


@pytest.mark.parametrize(
    ("iin", "whole"),
    [("61211600012", True), (61211600012, True), ("061211600012", True), ("61211600013", False)],
)
def test_a_text_gets_its_zeros_back_only_where_the_check_digit_proves_them(iin, whole):
    row = judged(iin=iin)
    assert row["iin"] == ("061211600012" if whole else "")
    if not whole:
        ((_line, column, reason),) = told(row.problems)
        assert column == "IIN"
        assert "Zeros at the beginning may be lost: a spreadsheet drops them from numbers." in reason


@pytest.mark.parametrize(
    "written",
    ["31.03.1980 0:00:00", "31.03.1980 00:00", "1980-03-31T00:00:00", "1980-03-31 00:00:00.000", "3/31/1980"],
)
def test_a_day_is_read_with_the_time_of_day_that_is_written_behind_it(written):
    row = judged(founded_on=written)
    assert row["founded_on"] == (None if written == "3/31/1980" else date(1980, 3, 31))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (date(2026, 2, 1), "The spreadsheet keeps the date 01.02.2026 here. If something like 1/2 was typed"),
        (200000.0, "The spreadsheet keeps the number 200000 here. If 2E5 was typed, it was changed"),
        ("2,00E+05", "The spreadsheet may have changed here what was typed (2,00E+05)"),
        (1234567.0, None),
        ("200000", None),
        ("01.02.2026", None),
    ],
)
def test_what_a_spreadsheet_may_have_changed_is_noticed(cell, said):
    row = judged(name=cell)
    assert row.problems == []
    assert [text.startswith(said) for _line, _column, text in told(row.notices)] == [True] * bool(said)


@pytest.mark.parametrize(
    ("key", "cell", "cause"),
    [
        ("founded_on", 29311.0, "The spreadsheet keeps a number here. Format the column as dates"),
        ("kind", date(2026, 2, 1), "The spreadsheet made a date of what was typed."),
        ("iin", "6,12116E+10", "The spreadsheet shortened the number; its last digits are lost."),
        ("iin", 1234567890123456789.0, "The spreadsheet shortened the number; its last digits are lost."),
        ("name", "#####", "The column was too narrow when the file was saved."),
        ("name", "#ССЫЛКА!", "The cell holds an error of the spreadsheet."),
        ("name", "#N/A", "The cell holds an error of the spreadsheet."),
    ],
)
def test_a_cell_that_was_spoilt_names_its_place_what_stands_there_and_the_cause(key, cell, cause):
    (problem,) = judged(**{key: cell}).problems
    assert cause in problem.reason
    place = [column.key for column in Groups.columns].index(key)
    assert problem.cell == f"{'ABCDEF'[place]}7"
    assert problem.found


def test_a_dash_in_a_cell_of_words_is_an_empty_cell():
    assert [judged(kind=dash)["kind"] for dash in ("-", "–", " — ")] == ["", "", ""]


def test_of_a_column_the_first_fault_is_told_and_then_nothing_more():
    row = judged(founded_on="01.01.2000")
    assert told(row.problems) == [(7, "Founded", "Nobody founded anything on that day.")]
    assert row.notices == []


def test_a_cell_that_nobody_asks_for_is_judged_all_the_same():
    assert told(judged(code=Unusable("A formula.")).problems) == [(7, "Code", "A formula.")]
    assert told(judged(kind="x", founded_on="31.02.2003").problems)[0][1] == "Founded"


# --- all or nothing ------------------------------------------------------------------------------
def read(report, *names, name=""):
    """Return a table with these rows."""
    lines = [Line(number, [text]) for number, text in enumerate(("Атауы", *names), 1)]
    return Groups(Source(Path("groups.csv")), by=None, report=report, name=name).read(line for line in lines)


def loaded(*tables, is_rehearsal=False):
    """Take in tables of one report, each a tuple of names; return the report."""
    report = Report()
    read_in = [read(report, *names, name=f"{number}") for number, names in enumerate(tables)]
    return take_in(read_in, is_rehearsal=is_rehearsal)


@pytest.mark.django_db
def test_what_is_new_is_stored_and_twice_adds_nothing():
    first, second = loaded(("а", "б")), loaded(("а", "б", "в"))
    assert (first.added["groups"], first.there["groups"], first.rows) == (2, 0, 2)
    assert (second.added["groups"], second.there["groups"]) == (1, 2)
    assert Group.objects.count() == 3


@pytest.mark.django_db
def test_one_bad_row_of_any_table_and_nothing_is_stored():
    checked, matched = loaded(("а", ""), ("б",)), loaded(("а",), ("бөгде",))
    assert [remark.table for report in (checked, matched) for remark in report.problems] == ["0", "1"]
    assert (checked.bad_rows, matched.bad_rows, Group.objects.count()) == (1, 1, 0)


@pytest.mark.django_db
def test_a_further_table_is_compared_only_when_those_before_it_are_in_order():
    report = loaded(("бөгде",), ("бөгде",))
    assert told(report.problems) == [(2, "", "Not ours.")]


@pytest.mark.django_db
def test_a_rehearsal_counts_and_stores_nothing():
    assert loaded(("а",), is_rehearsal=True).added["groups"] == 1
    assert not Group.objects.exists()


@pytest.mark.django_db
def test_what_somebody_else_entered_meanwhile_is_told_and_undone():
    with pytest.raises(UnreadableFileError, match="at the same moment; nothing was changed"):
        loaded(("а", "а"))
    assert not Group.objects.exists()


def test_the_headings_may_stand_below_a_title_which_is_noticed():
    lines = iter([Line(1, ["Тізім", None, "01.12.2026"]), Line(3, ["№ р/с", "Атауы"]), Line(4, [1, "а"])])
    table = Groups(Source(Path("groups.csv")), by=None, report=Report()).read(line for line in lines)
    assert (table.rows, table.report.rows) == (["а"], 1)
    assert told(table.report.notices) == [
        (1, "", "This stands above the headings and was not read: Тізім 01.12.2026")
    ]


def test_wrong_headings_are_told_with_the_name_of_the_table():
    lines = (line for line in [Line(1, ["Атауы", "Түсі"])])
    table = Groups(Source(Path("groups.csv")), by=None, report=Report(), name="Екінші")
    with pytest.raises(UnreadableFileError, match=r"^Екінші: These headings are not known: Түсі"):
        table.read(lines)
