"""A list of vacancies from CSV or XLSX: all or nothing, and twice adds nothing."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from astana_employment.department.models import Event
from astana_employment.toolbox.tables_in.importing import LONGEST_LIST
from registry.models import Vacancy

pytestmark = pytest.mark.django_db

HEAD = (
    "Жұмыс беруші;Мамандығы;Мекенжайы;Ауданы;Айлық жалақысы, теңге;Жұмыс өтілі, жыл;"
    "Ашық: басталуы;Ашық: аяқталуы"
)
ROW = "«Астана жылу» ЖШС;электрик;Кенесары көшесі, 40;Сарыарқа ауданы;210 000;2;02.11.2026;31.12.2026"


@pytest.fixture
def load(tmp_path, administrator):
    """Return a function that imports lines of a CSV and gives what the command said."""

    def run(*lines, name="list.csv", **options):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("import_vacancies", path, language="en", stdout=out, stderr=err, **options)
        except CommandError as error:
            return f"{err.getvalue()}{error}"
        return out.getvalue()

    return run


def test_a_row_becomes_a_vacancy_with_its_event(load, administrator):
    assert "Vacancies: 1 added, 0 already there." in load(HEAD, ROW)
    vacancy = Vacancy.objects.get()
    assert (vacancy.profession, vacancy.district, vacancy.pay) == ("электрик", "saryarka", 210_000)
    assert (vacancy.open_from, vacancy.open_until) == (date(2026, 11, 2), date(2026, 12, 31))
    event = Event.objects.get(verb="vacancy.imported")
    assert (event.by, event.subject_id, event.after["file"]) == (administrator, vacancy.pk, "list.csv")


def test_twice_adds_nothing_nor_does_a_row_given_twice(load):
    assert "1 added, 1 already there" in load(HEAD, ROW, ROW)
    assert "0 added, 2 already there" in load(HEAD, ROW, ROW)
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize(
    "head",
    [
        "Работодатель,Профессия,Адрес,Открыта с",
        "Employer,Position,Address,Open from",
        "﻿ЖҰМЫС БЕРУШІ,Лауазымы,мекенжайы,Ашылған күні",
    ],
)
def test_headings_in_three_languages_and_commas(load, head):
    assert "1 added" in load(head, "Мектеп № 3,мұғалім,Абай 5,2026-11-02")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("«Астана жылу» ЖШС", "", "Enter the employer."),
        ("электрик", "э" * 161, "At most 160 characters fit"),
        ("электрик", "☃", "Мамандығы"),
        ("Сарыарқа ауданы", "Омбы", "The district “Омбы” is not known."),
        ("210 000", "келісім бойынша", "Enter a whole number"),
        (";2;", ";2,5;", "Enter a whole number"),
        ("02.11.2026", "02.11.26", "Ашық: басталуы"),
        ("02.11.2026", "", "Enter the day from which the vacancy is open."),
        ("31.12.2026", "01.11.2026", "The vacancy closes before it opens."),
    ],
)
def test_one_bad_row_stops_all_and_is_named(load, old, new, reason):
    said = load(HEAD, ROW.replace("электрик", "аспаз"), ROW.replace(old, new))
    assert "line 3" in said
    assert reason in said
    assert "Nothing was stored" in said
    assert not Vacancy.objects.exists()


def test_the_report_stays_short(load):
    said = load(HEAD, *[ROW.replace("электрик", "")] * (LONGEST_LIST + 50))
    assert said.count("\n") <= LONGEST_LIST + 1
    assert f"{LONGEST_LIST + 50} bad rows" in said


def test_a_check_stores_nothing(load):
    assert "nothing was stored" in load(HEAD, ROW, check=True)
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("бір;екі", "1;2"),
        (HEAD.replace("Мамандығы;", ""), ROW),
        (HEAD.replace("Ауданы", "Аудан коды"), ROW),
    ],
)
def test_a_file_that_is_no_list_of_vacancies_is_refused_whole(load, lines):
    assert load(*lines)
    assert not Vacancy.objects.exists()


def test_a_spreadsheet_with_real_dates_and_numbers(tmp_path, administrator):
    book = Workbook()
    book.active.append(["Employer", "Profession", "Address", "Pay", "Experience", "Open from"])
    book.active.append(["«Нұр»", "аспаз", "Абай 5", 180000, 1.0, date(2026, 11, 2)])
    path = tmp_path / "list.xlsx"
    book.save(path)
    out = io.StringIO()
    call_command("import_vacancies", path, language="ru", stdout=out)
    vacancy = Vacancy.objects.get()
    assert (vacancy.pay, vacancy.experience_years, vacancy.open_from) == (180_000, 1, date(2026, 11, 2))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_can_be_imported_as_it_is(tmp_path, administrator, language, ending):
    path = tmp_path / f"template.{ending}"
    call_command("import_vacancies", template=path, language=language, stdout=io.StringIO())
    call_command("import_vacancies", path, language=language, stdout=io.StringIO())
    assert Vacancy.objects.get().profession == "электрик"
