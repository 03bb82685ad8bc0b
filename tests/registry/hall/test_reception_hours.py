"""Clause 10, 24 and readings 20 to 22 as rules: open or not, and when to come instead."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.deadlines import WorkingCalendar
from registry.hall.reception_hours import Closed, Hours, intake_at, reception_at
from tests.factories import ASTANA

HOURS = Hours(time(9), time(13), time(13), time(14), time(17))
CALENDAR = WorkingCalendar(frozenset({2026}))
TUESDAY = date(2026, 11, 24)


def at(moment, day=TUESDAY):
    return datetime.combine(day, time.fromisoformat(moment), tzinfo=ASTANA)


def hall(instant):
    return reception_at(instant, hours=HOURS, calendar=CALENDAR)


def intake(instant, **fields):
    return intake_at(instant, hours=HOURS, calendar=CALENDAR, **fields)


@pytest.mark.parametrize(
    ("moment", "closed", "opens"),
    [
        ("08:59:59", Closed.BEFORE_OPENING, at("09:00")),
        ("09:00", None, None),
        ("12:59:59", None, None),
        ("13:00", Closed.LUNCH, at("14:00")),
        ("13:59:59", Closed.LUNCH, at("14:00")),
        ("14:00", None, None),
        ("16:59:59", None, None),
        ("17:00", Closed.AFTER_LAST_TICKET, at("09:00", date(2026, 11, 25))),
        ("23:59", Closed.AFTER_LAST_TICKET, at("09:00", date(2026, 11, 25))),
    ],
)
def test_reading_21_the_hours_of_a_working_day(moment, closed, opens):
    reception = hall(at(moment))
    assert (reception.closed, reception.opens_next) == (closed, opens)
    assert reception.is_open == (closed is None)


def test_reading_22_on_a_day_off_people_come_on_the_next_working_day():
    saturday = hall(at("10:00", date(2026, 11, 28)))
    assert (saturday.closed, saturday.opens_next) == (Closed.DAY_OFF, at("09:00", date(2026, 11, 30)))
    friday = hall(at("18:00", date(2026, 11, 27)))
    assert friday.opens_next == at("09:00", date(2026, 11, 30))


@pytest.mark.parametrize(
    ("moment", "is_taken"), [("09:00", True), ("12:59", True), ("13:00", False), ("14:30", False)]
)
def test_clause_10_documents_are_taken_until_13(moment, is_taken):
    assert intake(at(moment)).is_open is is_taken


@pytest.mark.parametrize("moment", ["13:00", "13:30", "14:00", "17:30"])
def test_reading_20_from_13_on_people_with_documents_come_the_next_morning(moment):
    reception = intake(at(moment))
    assert reception.closed is Closed.INTAKE_OVER
    assert reception.opens_next == at("09:00", date(2026, 11, 25))


@pytest.mark.parametrize(("moment", "is_taken"), [("13:30", False), ("15:00", True), ("17:00", False)])
def test_reading_20_an_override_holds_within_the_hours_of_the_hall(moment, is_taken):
    assert intake(at(moment), is_overridden=True).is_open is is_taken


def test_a_year_nobody_confirmed_is_said_and_not_guessed():
    assert hall(at("10:00", date(2027, 1, 5))).closed is Closed.UNCONFIRMED
    last = hall(at("18:00", date(2026, 12, 31)))
    assert last.opens_next is None
    assert last.come


def test_messages_say_why_and_when():
    assert "14:00" in hall(at("13:10")).message
    assert "25.11.2026" in intake(at("14:10")).message
    assert "2027" in hall(at("10:00", date(2027, 1, 5))).message
    assert hall(at("10:00")).message == ""


@given(st.integers(min_value=0, max_value=330 * 24 * 60))
def test_whoever_is_told_when_to_come_finds_it_open_then(minutes):
    instant = at("00:00", date(2026, 1, 1)) + timedelta(minutes=minutes)
    for ask in (hall, intake):
        reception = ask(instant)
        if not reception.is_open:
            assert reception.opens_next is not None
            assert reception.opens_next > instant
            assert ask(reception.opens_next).is_open
            assert reception.opens_next - instant < timedelta(days=10)
