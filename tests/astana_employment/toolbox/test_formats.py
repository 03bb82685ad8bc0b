"""Dates, times and numbers on the screens, in three languages."""

from datetime import date, datetime, time

import pytest
from django import forms
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.dates import parse_day

LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture(params=LANGUAGES)
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("code", "long", "moment", "month"),
    [
        ("kk", "2026 ж. 22 қараша", "2026 ж. 22 қараша, 09:05", "2026 ж. қараша"),
        ("ru", "22 ноября 2026 г.", "22 ноября 2026 г., 09:05", "ноябрь 2026 г."),
        ("en", "22 November 2026", "22 November 2026, 09:05", "November 2026"),
    ],
)
def test_dates_in_words(code, long, moment, month):
    with translation.override(code):
        at = datetime(2026, 11, 22, 9, 5)  # noqa: DTZ001
        shown = [
            formats.date_format(at, name) for name in ("DATE_FORMAT", "DATETIME_FORMAT", "YEAR_MONTH_FORMAT")
        ]
    # Case is a matter of the month names in the catalogues, not of the formats.
    assert [text.casefold() for text in shown] == [text.casefold() for text in (long, moment, month)]


def test_short_dates_and_times_are_the_same_in_every_language(language):
    at = datetime(2026, 2, 1, 16, 30)  # noqa: DTZ001
    assert formats.date_format(at, "SHORT_DATE_FORMAT") == "01.02.2026"
    assert formats.date_format(at, "SHORT_DATETIME_FORMAT") == "01.02.2026 16:30"
    assert formats.time_format(time(16, 30)) == "16:30"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("code", "number"), [("kk", "1\xa0234\xa0567,5"), ("ru", "1\xa0234\xa0567,5"), ("en", "1,234,567.5")]
)
def test_numbers(code, number):
    with translation.override(code):
        assert formats.number_format("1234567.5", use_l10n=True, force_grouping=True) == number


@pytest.mark.parametrize(
    "typed", ["05.06.2026", "05062026", "2026-06-05", "05/06/2026", "5/6/26", "5 6 2026"]
)
def test_the_day_is_read_first_in_every_language(language, typed):
    assert forms.DateField().clean(typed) == date(2026, 6, 5)


@pytest.mark.parametrize("typed", ["05.06.2026 16:30", "2026-06-05 16:30", "2026-06-05T16:30"])
def test_moments_are_read_day_first_too(language, typed):
    assert forms.DateTimeField().clean(typed).replace(tzinfo=None) == datetime(2026, 6, 5, 16, 30)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["9:05", "09:05", "09:05:00", "09.05", "0905"])
def test_times_are_read_as_a_clock_shows_them(language, typed):
    assert forms.TimeField().clean(typed) == time(9, 5)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("style", ["DATE_FORMAT", "SHORT_DATE_FORMAT"])
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_a_screen_shows_can_be_typed_back(code, style, day):
    with translation.override(code):
        assert parse_day(formats.date_format(day, style), today=date(2026, 7, 31)) == day


def test_messages_about_dates_and_unconfirmed_years_can_be_read_in_every_language(language):
    with pytest.raises(ValueError) as caught:
        parse_day("кеше", today=date(2026, 7, 31))
    assert "31.03.2008" in str(caught.value)
