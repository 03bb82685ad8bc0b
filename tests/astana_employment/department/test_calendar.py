"""The working-day calendar: a year at a glance, confirmed by somebody, with days set by the department."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts.calendar import confirm_year, set_day
from astana_employment.department.models import (
    CalendarOverride,
    CalendarYear,
    Event,
    Role,
    working_calendar,
)
from astana_employment.department.year_view import months_of, special_days
from astana_employment.toolbox.deadlines import UnconfirmedYear
from astana_employment.toolbox.errors import RuleViolation
from tests.factories import form_key, make_staff


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


def kinds(year, overrides=None):
    """Return the kind of each day of a year that is no plain working day or week-end."""
    return {day.day: day.kind for day in special_days(months_of(year, overrides or {}))}


def test_the_year_2008_shows_holidays_and_the_day_worked_in_exchange(office):
    page = office.get(reverse("calendar"), {"year": "2008"})
    assert "Working days of 2008" in page.text
    assert kinds(2008)[date(2008, 5, 4)] == "moved_work"
    assert kinds(2008)[date(2008, 5, 2)] == "moved_off"
    assert kinds(2008)[date(2008, 3, 22)] == "holiday"
    assert "Nauryz" in page.text


def test_a_day_off_has_a_sign_and_a_word_and_not_colour_alone(office):
    page = office.get(reverse("calendar"), {"year": "2008"}).text
    cell = page.split('<td class="is-moved_work">')[1].split("</td>")[0]
    assert "4" in cell
    assert '<span aria-hidden="true">+</span>' in cell
    assert '<span class="visually-hidden">working day in exchange</span>' in cell


@pytest.mark.parametrize("year", [2008, 2025, 2026, 2027, 2031])
def test_the_page_and_the_deadlines_know_the_same_working_days(db, year):
    CalendarYear.objects.get_or_create(year=year)
    CalendarOverride.objects.create(day=date(year, 7, 7), is_working=False, note="Астана күні")
    rules = working_calendar()
    days = [day for month in months_of(year, _overrides()) for week in month.weeks for day in week if day]
    assert len(days) in {365, 366}
    shown = {day.day for day in days if day.kind in {"working", "moved_work", "set_work"}}
    assert shown == {day.day for day in days if rules.is_working_day(day.day)}


def _overrides():
    return {row.day: row for row in CalendarOverride.objects.all()}


def test_an_unconfirmed_year_says_that_deadlines_cannot_be_computed(office):
    page = office.get(reverse("calendar"), {"year": "2031"}).text
    assert "This year is not confirmed" in page
    assert reverse("calendar_confirm", args=[2031]) in page
    with pytest.raises(UnconfirmedYear):
        working_calendar().is_working_day(date(2031, 3, 3))


def test_a_confirmed_year_counts_and_tells_who_confirmed_it(head, office):
    source = "ҚР Үкіметінің 12.10.2030 № 900 қаулысы"
    response = office.post(
        reverse("calendar_confirm", args=[2031]), {"note": source, **form_key()}, follow=True
    )
    assert source in response.text
    assert working_calendar().is_working_day(date(2031, 3, 3))
    event = Event.objects.get(verb="calendar.year_confirmed")
    assert (event.by, event.subject_id, event.after["note"]) == (head, 2031, source)


def test_a_year_is_confirmed_once(head, office):
    confirm_year(year=2031, note="қаулы", by=head)
    response = office.post(reverse("calendar_confirm", args=[2031]), {"note": "тағы", **form_key()})
    assert response.status_code == 422
    assert "This year is confirmed already." in response.text
    assert CalendarYear.objects.get(year=2031).note == "қаулы"


def test_a_confirmation_names_its_source(office):
    response = office.post(reverse("calendar_confirm", args=[2031]), {"note": "", **form_key()})
    assert response.context["form"].errors == {"note": ["This field is required."]}
    assert not CalendarYear.objects.filter(year=2031).exists()


@pytest.mark.parametrize("year", ["1990", "2101", "999999"])
def test_a_year_outside_every_calendar_has_no_page(office, year):
    assert office.get(reverse("calendar_confirm", args=[year])).status_code == 404


@pytest.mark.parametrize("year", ["", "abc", "²008"])
def test_an_unreadable_year_shows_this_one(office, year):
    assert office.get(reverse("calendar"), {"year": year}).status_code == 200


def test_the_department_makes_a_monday_a_day_off_and_takes_it_back(head, office):
    day = date(2008, 7, 7)
    assert working_calendar().is_working_day(day)
    office.post(
        reverse("calendar_day"), {"day": "7.7.2008", "kind": "off", "note": "Астана күні", **form_key()}
    )
    assert not working_calendar().is_working_day(day)
    assert kinds(2008, _overrides())[day] == "set_off"
    assert Event.objects.get(verb="calendar.day_set").after == {
        "day": "2008-07-07",
        "is_working": False,
        "note": "Астана күні",
    }
    unset = reverse("calendar_day_unset", args=[CalendarOverride.objects.get().pk])
    office.post(unset, form_key())
    assert working_calendar().is_working_day(day)
    assert Event.objects.get(verb="calendar.day_unset").before["note"] == "Астана күні"
    assert "This day was unset already." in office.post(unset, form_key(), follow=True).text


def test_a_day_off_can_be_made_a_working_day(head):
    set_day(day=date(2026, 1, 3), is_working=True, note="ауыстырылған күн", by=head)
    assert working_calendar().is_working_day(date(2026, 1, 3))


def test_a_colleagues_day_is_not_overwritten_unseen(head, office):
    set_day(day=date(2008, 7, 7), is_working=False, note="Астана күні", by=head)
    response = office.post(
        reverse("calendar_day"), {"day": "07072008", "kind": "working", "note": "жұмыс", **form_key()}
    )
    assert response.status_code == 422
    message = "This day was set already: Астана күні. Unset it first."
    assert response.context["form"].errors == {"day": [message]}
    assert not CalendarOverride.objects.get().is_working


def test_the_database_refuses_a_second_entry_for_a_day(head, monkeypatch):
    set_day(day=date(2008, 7, 7), is_working=False, note="Астана күні", by=head)
    nothing = CalendarOverride.objects.none()
    monkeypatch.setattr(CalendarOverride.objects, "filter", lambda **_wanted: nothing)
    with pytest.raises(RuleViolation) as refused:
        set_day(day=date(2008, 7, 7), is_working=True, note="жұмыс", by=head)
    assert refused.value.field == "day"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"day": "31.02.2026"}, "day", "There is no such day in the calendar."),
        ({"day": ""}, "day", "This field is required."),
        ({"kind": ""}, "kind", "This field is required."),
        ({"note": ""}, "note", "This field is required."),
        ({"note": "☎"}, "note", "The paper's font has no character «☎» (U+260E)."),
    ],
)
def test_a_bad_value_is_told_beside_its_field(office, fields, field, message):
    good = {"day": "7.7.2008", "kind": "off", "note": "Астана күні"}
    response = office.post(reverse("calendar_day"), {**good, **fields, **form_key()})
    assert response.status_code == 422
    assert message in response.context["form"].errors[field][0]


def test_the_year_is_read_in_few_queries(office, head, django_assert_num_queries):
    for number in range(1, 20):
        set_day(day=date(2026, 7, number), is_working=True, note="тексеру", by=head)
    # session, user, delegations of the user, days set here, confirmed years
    with django_assert_num_queries(5):
        office.get(reverse("calendar"), {"year": "2026"})
