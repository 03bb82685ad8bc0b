"""The headings of a card index: known in three languages, else refused; all of them documented."""

from pathlib import Path

import pytest
from django.utils import translation

from astana_employment.toolbox.tables_in.columns import (
    LANGUAGES,
    HeadingError,
    match_headings,
    plain_heading,
    template_rows,
)
from registry.index.columns import COLUMNS


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_every_heading_leads_to_one_column():
    spellings = [spelling for column in COLUMNS for spelling in column.spellings]
    assert len(spellings) == len(set(spellings))
    assert all(spellings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_has_the_headings_of_its_language(language):
    found = match_headings(template_rows(language, COLUMNS)[0], "en", COLUMNS)
    assert [key for key, _text in found.values()] == [column.key for column in COLUMNS]


@pytest.mark.parametrize(
    "written", ["  ТЕГІ ", "тегi", "Тегі:", "фамилия", "SURNAME", "Last-name", "surname*"]
)
def test_a_heading_is_known_in_any_case_and_spacing(written):
    assert plain_heading(written) in COLUMNS[0].spellings


def test_missing_columns_are_listed_once_and_together():
    with pytest.raises(HeadingError) as caught:
        match_headings(["Тегі", "Аты"], "ru", COLUMNS)
    assert str(caught.value) == (
        "These columns are missing: Дата рождения; Категория; Адрес; "
        "Удостоверение личности (паспорт): номер; Дата регистрации."
    )


def test_unknown_and_doubled_headings_are_refused_not_left_out():
    row = [*template_rows("kk", COLUMNS)[0], "Фамилия", "Түсі", None, "x" * 100]
    with pytest.raises(HeadingError) as caught:
        match_headings(row, "en", COLUMNS)
    unknown, doubled = str(caught.value).split("\n")
    assert unknown.startswith(f"These headings are not known: Түсі; {'x' * 60}. Correct")
    assert doubled == "These headings mean the same column: Тегі; Фамилия."


def test_the_documentation_lists_every_column_in_its_order():
    page = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")
    page, _entries = page.split("## The entries of the cards")
    table = [
        line.split(" | ")
        for line in page.splitlines()
        if line.startswith(("| ● |", "| | ")) and "---" not in line
    ]
    listed = [tuple(cell.strip(" |") for cell in row[1:4]) for row in table if len(row) >= 5][1:]
    assert listed == [column.headings for column in COLUMNS]
    marked = {row[1] for row in table if row[0] == "| ●"}
    assert marked == {column.headings[0] for column in COLUMNS if column.needed}
