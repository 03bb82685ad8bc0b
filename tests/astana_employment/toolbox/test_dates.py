"""Dates as the papers print them and as people type them."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    MONTHS_ABLATIVE,
    MONTHS_DATIVE,
    MONTHS_EN,
    long_date,
    long_date_from,
    long_date_ru,
    numeric_date,
    parse_day,
)

TODAY = date(2026, 7, 31)
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))

STYLES = [
    long_date,
    long_date_from,
    lambda day: f"{day.year} жылғы {day.day} {MONTHS_DATIVE[day.month - 1]}",
    long_date_ru,
    lambda day: f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
    numeric_date,
    date.isoformat,
    lambda day: f"{numeric_date(day)} ж.",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d%m%Y}",
    lambda day: f"  {day.day} {day.month}  {day.year} ",
    lambda day: f"{day.year} ж. {day.day} {MONTHS[day.month - 1].capitalize()}",
    lambda day: long_date_ru(day).replace("года", "г."),
]


@pytest.fixture(autouse=True)
def in_english():
    """Messages are looked at in the language of the code."""
    with translation.override("en"):
        yield


def test_the_date_of_the_annexes_in_both_languages():
    day = date(2008, 3, 31)
    assert long_date(day) == "2008 жылғы 31 наурыз"
    assert long_date_from(day) == "2008 жылғы 31 наурыздан"
    assert long_date_ru(day) == "31 марта 2008 года"
    assert numeric_date(day) == "31.03.2008"
    assert numeric_date(date(2026, 2, 1)) == "01.02.2026"


@pytest.mark.parametrize(("month", "ablative"), list(zip(MONTHS, MONTHS_ABLATIVE, strict=True)))
def test_the_ablative_follows_vowel_harmony_and_the_last_sound(month, ablative):
    vowel = next(letter for letter in reversed(month) if letter in "аәеиоөуұүыі")
    first = "н" if month[-1] in "мнң" else "т" if month[-1] in "кқпстшфхц" else "д"
    assert ablative == month + first + ("а" if vowel in "аоұы" else "е") + "н"


@pytest.mark.parametrize(("month", "dative"), list(zip(MONTHS, MONTHS_DATIVE, strict=True)))
def test_the_dative_follows_vowel_harmony_and_the_last_sound(month, dative):
    back = next(letter for letter in reversed(month) if letter in "аәеиоөуұүыі") in "аоұы"
    voiceless = month[-1] in "кқпстшфхц"
    assert dative == month + (
        ("қ" if voiceless else "ғ") + "а" if back else ("к" if voiceless else "г") + "е"
    )


@pytest.mark.parametrize("style", STYLES)
@given(day=days)
def test_what_is_written_reads_back_in_every_style(style, day):
    assert parse_day(style(day), today=TODAY) == day


@pytest.mark.parametrize(
    "typed", ["1.2.26", "01.02.26", "01022026", "010226", "2026-02-01", "1/2/26", "1-2-2026", "2026.2.1"]
)
def test_a_date_as_people_type_it(typed):
    assert parse_day(typed, today=TODAY) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("typed", "year"), [("1.2.26", 2026), ("1.2.27", 2027), ("31.12.46", 2046), ("1.1.47", 1947)]
)
def test_two_digits_mean_a_year_at_most_twenty_years_ahead(typed, year):
    assert parse_day(typed, today=TODAY).year == year


@pytest.mark.parametrize(
    ("typed", "year"),
    [("31.7.26", 2026), ("1.8.26", 1926), ("1.2.65", 1965), ("29.2.28", 1928), ("1.1.00", 2000)],
)
def test_two_digits_of_a_birth_date_are_never_in_the_future(typed, year):
    assert parse_day(typed, past=True, today=TODAY).year == year


@given(days, st.booleans())
def test_two_digits_read_as_the_nearest_fitting_year(day, past):
    read = parse_day(f"{day:%d.%m.}{day.year % 100:02}", past=past, today=day)
    assert read == day


def test_a_birth_date_in_the_future_is_refused():
    assert parse_day("31.07.2026", past=True, today=TODAY) == TODAY
    with pytest.raises(ValueError, match="future"):
        parse_day("01.08.2026", past=True, today=TODAY)


@pytest.mark.parametrize("typed", ["1.2.26", "010226", "1/2/08"])
def test_reading_60_the_import_refuses_two_digit_years(typed):
    with pytest.raises(ValueError, match="four digits"):
        parse_day(typed, two_digit_years=False, today=TODAY)


@pytest.mark.parametrize("typed", ["31.03.2008", "31/03/2008", "2008-03-31"])
def test_reading_60_the_import_takes_three_ways_of_writing(typed):
    assert parse_day(typed, two_digit_years=False, today=TODAY) == date(2008, 3, 31)


@pytest.mark.parametrize("typed", ["30.02.2026", "29.2.25", "32.1.2026", "1.13.2026", "0.1.2026", "1.1.0000"])
def test_a_day_that_is_not_in_the_calendar_is_refused(typed):
    with pytest.raises(ValueError, match="no such day"):
        parse_day(typed, today=TODAY)


@pytest.mark.parametrize("typed", ["1.2.1899", "1.2.2206", "01.02.0208"])
def test_a_year_far_away_is_refused(typed):
    with pytest.raises(ValueError, match="year"):
        parse_day(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed", ["", "  ", "кеше", "1.2", "1.2-2026", "1.2.026", "2026", "20260201x", "31 жаңа 2008", "1.2.26.3"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match="day, month, year"):
        parse_day(typed, today=TODAY)
