"""Terms and due dates, worked by hand for the confirmed years and as properties for any day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.deadlines import (
    DueDate,
    Lateness,
    Pause,
    UnconfirmedYear,
    WorkingCalendar,
    certificate_due,
    days_late,
    due_after_pauses,
    due_date,
    is_valid_on,
    lateness,
    registration_due,
    valid_until,
)

CALENDAR = WorkingCalendar(frozenset({2008, 2009, 2025, 2026, 2027}))
RULE: dict[str, Any] = {"calendar": CALENDAR, "edition": "2008"}

# Far enough from the ends of the confirmed years that no term of a test leaves them.
days = st.one_of(st.dates(date(2008, 2, 1), date(2009, 10, 1)), st.dates(date(2025, 2, 1), date(2027, 10, 1)))
counts = st.integers(0, 40)


@pytest.fixture(autouse=True)
def in_english():
    """Messages are looked at in the language of the code."""
    with translation.override("en"):
        yield


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2008-03-31", True),
        ("2008-03-24", False),  # in place of Saturday 22 March
        ("2008-05-02", False),  # moved from Sunday 4 May
        ("2008-05-04", True),  # the Sunday worked for it
        ("2008-05-03", False),
        ("2008-09-01", False),  # in place of Saturday 30 August
        ("2008-10-27", False),
        ("2008-12-08", False),  # Құрбан айт
        ("2025-01-03", False),  # moved from Sunday 5 January
        ("2025-01-05", True),
        ("2025-06-06", False),  # Құрбан айт
        ("2025-07-07", False),
        ("2025-09-01", False),
        ("2026-03-24", False),
        ("2026-03-25", False),
        ("2026-05-11", False),
        ("2026-05-27", False),  # Құрбан айт, estimated
        ("2026-08-30", False),  # a Sunday, no holiday any more …
        ("2026-08-31", True),  # … so Monday is worked
        ("2026-10-26", False),
        ("2027-01-04", False),
        ("2027-03-15", False),  # Constitution Day from 2027
        ("2027-03-24", False),
        ("2027-05-10", False),
        ("2027-08-30", True),
    ],
)
def test_clause_10_days_off_are_weekends_and_holidays_with_their_exchanges(on, works):
    assert CALENDAR.is_working_day(day(on)) is works


def test_an_exchanged_day_is_known_whichever_year_was_asked_first():
    both = WorkingCalendar(frozenset({2008, 2025}))
    assert both.is_working_day(day("2025-01-05"))
    assert both.is_working_day(day("2008-05-04"))


def test_a_year_nobody_confirmed_is_an_error_that_names_the_year():
    with pytest.raises(UnconfirmedYear, match="2024") as caught:
        CALENDAR.is_working_day(day("2024-12-31"))
    assert caught.value.year == 2024
    assert isinstance(caught.value, ValueError)


def test_an_override_does_not_confirm_its_year():
    calendar = WorkingCalendar(frozenset({2008}), {day("2010-05-05"): True})
    with pytest.raises(UnconfirmedYear):
        calendar.is_working_day(day("2010-05-05"))


def test_the_department_overrides_single_days_both_ways():
    calendar = WorkingCalendar(frozenset({2008}), {day("2008-07-07"): False, day("2008-07-12"): True})
    assert CALENDAR.is_working_day(day("2008-07-07"))
    assert not calendar.is_working_day(day("2008-07-07"))
    assert calendar.is_working_day(day("2008-07-12"))
    assert calendar.add_working_days(day("2008-07-04"), 5) == day("2008-07-12")


def test_calendars_with_the_same_days_are_equal_and_can_be_kept_in_a_set():
    same = WorkingCalendar(frozenset({2008}), {})
    assert {same, WorkingCalendar(frozenset({2008}))} == {same}


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        ("2008-04-28", 5, "2008-05-06"),  # 29, 30 April; 4 (a Sunday), 5, 6 May
        ("2008-04-30", 1, "2008-05-04"),
        ("2008-12-12", 2, "2008-12-18"),
        ("2024-12-31", 0, "2024-12-31"),
        ("2026-03-19", 2, "2026-03-26"),
        ("2026-07-31", 2, "2026-08-04"),
        ("2026-12-30", 2, "2027-01-05"),
    ],
)
def test_clause_17_terms_in_working_days(start, count, last):
    assert CALENDAR.add_working_days(day(start), count) == day(last)


def test_a_negative_term_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(day("2026-07-31"), -1)


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        ("2009-01-10", "2009-01-09", "2009-01-12"),
        ("2026-01-10", "2026-01-09", "2026-01-12"),
        ("2026-10-10", "2026-10-09", "2026-10-12"),
        ("2027-01-10", "2027-01-08", "2027-01-11"),
        ("2026-04-10", "2026-04-10", "2026-04-10"),
        ("2026-03-22", "2026-03-20", "2026-03-26"),
    ],
)
def test_reading_28_the_working_days_around_a_report_day(on, before, after):
    assert CALENDAR.previous_working_day(day(on)) == day(before)
    assert CALENDAR.next_working_day(day(on)) == day(after)


@given(days, counts)
def test_adding_and_counting_working_days_undo_each_other(start, count):
    last = CALENDAR.add_working_days(start, count)
    assert CALENDAR.working_days_between(start, last) == count
    assert CALENDAR.working_days_between(last, start) == -count
    assert count == 0 or CALENDAR.is_working_day(last)


@given(days, st.sampled_from(["calendar_days", "working_days"]), st.booleans(), counts)
def test_a_longer_term_never_ends_earlier(start, unit, roll, count):
    shorter, longer = (due_date(start, count=n, unit=unit, roll=roll, **RULE) for n in (count, count + 1))
    assert start <= shorter.on <= longer.on


@given(days, days, st.integers(1, 40))
def test_reading_6_a_due_date_is_the_first_working_day_on_or_after_the_last_day(registered, requested, count):
    due = certificate_due(registered, requested, days=count, **RULE)
    plain = max(registered, requested) + timedelta(days=count)
    assert CALENDAR.is_working_day(due.on)
    assert due.on >= plain
    assert CALENDAR.working_days_between(plain - timedelta(days=1), due.on) == 1


@pytest.mark.parametrize(
    ("applied", "rolled", "plain"),
    [
        ("2008-03-31", "2008-04-10", "2008-04-10"),
        ("2008-04-22", "2008-05-04", "2008-05-02"),  # Friday off; the Sunday is worked
        ("2008-04-24", "2008-05-04", "2008-05-04"),
        ("2008-08-20", "2008-09-02", "2008-08-30"),
        ("2008-12-28", "2009-01-08", "2009-01-07"),
        ("2025-12-22", "2026-01-05", "2026-01-01"),
        ("2026-03-11", "2026-03-26", "2026-03-21"),
        ("2026-07-21", "2026-07-31", "2026-07-31"),
        ("2026-08-20", "2026-08-31", "2026-08-30"),
        ("2026-12-25", "2027-01-05", "2027-01-04"),
    ],
)
def test_clause_7_1_registration_is_due_ten_calendar_days_after_the_application(applied, rolled, plain):
    assert registration_due(day(applied), days=10, **RULE).on == day(rolled)
    assert registration_due(day(applied), days=10, roll=False, **RULE).on == day(plain)


def test_without_rolling_the_calendar_is_not_asked():
    nobody = WorkingCalendar(frozenset())
    due = registration_due(day("2015-06-01"), days=10, calendar=nobody, edition="2013", roll=False)
    assert due.on == day("2015-06-11")
    with pytest.raises(UnconfirmedYear, match="2015"):
        registration_due(day("2015-06-01"), days=10, calendar=nobody, edition="2013")


def test_clause_7_1_a_certificate_is_due_ten_days_after_the_later_of_registration_and_request():
    early, late = day("2008-03-31"), day("2008-04-07")
    expected = DueDate(on=day("2008-04-17"), unit="calendar_days", count=10, start=late, edition="2008")
    assert certificate_due(early, late, days=10, **RULE) == expected
    assert certificate_due(late, early, days=10, **RULE) == expected


@given(days, st.sampled_from(["calendar_days", "working_days"]), counts)
def test_a_due_date_is_stored_with_its_rule_and_read_back(start, unit, count):
    due = due_date(start, count=count, unit=unit, **RULE)
    assert DueDate.from_json(due.as_json()) == due


def test_a_stored_rule_is_plain_json():
    due = registration_due(day("2008-04-22"), days=10, **RULE)
    assert due.as_json() == {
        "on": "2008-05-04",
        "unit": "calendar_days",
        "count": 10,
        "start": "2008-04-22",
        "edition": "2008",
    }
    with pytest.raises(ValueError, match="fortnights"):
        DueDate.from_json({**due.as_json(), "unit": "fortnights"})


class TestPauses:
    """A request of 1 July 2026, due on Monday 13 July (the 11th is a Saturday)."""

    due = certificate_due(day("2026-06-01"), day("2026-07-01"), days=10, **RULE)

    def after(self, *pauses):
        intervals = [Pause(day(since), until and day(until)) for since, until in pauses]
        found = due_after_pauses(self.due, intervals, calendar=CALENDAR)
        return found and found.on.isoformat()

    def test_clause_7_1_reading_7_without_a_referral_nothing_is_awaited(self):
        assert self.after() == "2026-07-13"

    def test_reading_40_while_a_referral_is_open_nothing_is_due(self):
        assert self.after(("2026-07-02", None)) is None
        assert self.after(("2026-07-02", "2026-07-05"), ("2026-07-06", None)) is None

    def test_reading_40_ten_calendar_days_run_from_the_employers_reasoned_refusal(self):
        assert self.after(("2026-07-02", "2026-07-20")) == "2026-07-30"
        assert self.after(("2026-07-02", "2026-07-15")) == "2026-07-27"  # the 25th is a Saturday

    def test_reading_40_the_last_hindrance_counts_in_whatever_order_they_are_told(self):
        assert self.after(("2026-07-04", "2026-07-06"), ("2026-07-02", "2026-07-20")) == "2026-07-30"
        assert self.after(("2026-07-25", "2026-07-31"), ("2026-07-02", "2026-07-20")) == "2026-08-10"

    def test_a_pause_that_was_over_before_the_request_changes_nothing(self):
        assert self.after(("2026-06-10", "2026-06-20")) == "2026-07-13"
        assert self.after(("2026-06-10", "2026-07-01")) == "2026-07-13"

    def test_reading_46_a_pause_after_the_due_day_does_not_heal_a_late_request(self):
        assert self.after(("2026-07-14", None)) == "2026-07-13"
        assert self.after(("2026-07-14", "2026-07-20")) == "2026-07-13"
        assert self.after(("2026-07-13", None)) is None

    def test_the_rule_stays_and_the_start_moves(self):
        found = due_after_pauses(self.due, [Pause(day("2026-07-02"), day("2026-07-20"))], calendar=CALENDAR)
        assert found
        assert (found.start, found.count, found.edition) == (day("2026-07-20"), 10, "2008")

    @given(st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 30)), max_size=4))
    def test_a_pause_never_brings_the_due_day_forward(self, intervals):
        pauses = [
            Pause(self.due.start + timedelta(days=at), self.due.start + timedelta(days=at + length))
            for at, length in intervals
        ]
        found = due_after_pauses(self.due, pauses, calendar=CALENDAR)
        assert found
        assert found.on >= self.due.on
        assert found.start in {self.due.start, *(pause.until for pause in pauses)}


@pytest.mark.parametrize(
    ("issued", "until"),
    [
        ("2008-03-31", "2008-04-30"),
        ("2008-01-31", "2008-02-29"),
        ("2026-01-31", "2026-02-28"),
        ("2026-01-28", "2026-02-28"),
        ("2026-02-28", "2026-03-28"),
        ("2026-07-31", "2026-08-31"),
        ("2026-12-15", "2027-01-15"),
    ],
)
def test_reading_15_a_certificate_is_valid_until_the_same_day_of_the_next_month(issued, until):
    assert valid_until(day(issued)) == day(until)


def test_reading_15_the_number_of_months_comes_from_the_edition():
    assert valid_until(day("2026-11-30"), 3) == day("2027-02-28")
    assert valid_until(day("2026-11-30"), 12) == day("2027-11-30")


@given(days, st.integers(1, 24))
def test_reading_15_validity_never_reaches_past_the_month_it_names(issued, months):
    until = valid_until(issued, months)
    assert (until.year - issued.year) * 12 + until.month - issued.month == months
    assert until.day == issued.day or (until + timedelta(days=1)).day == 1


def test_reading_15_first_and_last_day_are_included():
    valid = {"issued_on": day("2008-03-31"), "until": day("2008-04-30")}
    assert is_valid_on(day("2008-03-31"), **valid)
    assert is_valid_on(day("2008-04-30"), **valid)
    assert not is_valid_on(day("2008-03-30"), **valid)
    assert not is_valid_on(day("2008-05-01"), **valid)


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2026-07-31", "2026-07-30", 0),
        ("2026-07-31", "2026-07-31", 0),
        ("2026-07-31", "2026-08-01", 0),  # late, yet no working day has passed
        ("2026-07-31", "2026-08-04", 2),
        ("2008-04-30", "2008-05-05", 2),  # the worked Sunday and the Monday
        ("2026-12-31", "2027-01-08", 3),
    ],
)
def test_lateness_is_counted_in_working_days(due, today, late):
    assert days_late(day(due), day(today), CALENDAR) == late


def test_an_old_card_is_late_in_calendar_days_where_a_year_is_unconfirmed():
    due, today = day("2009-12-30"), day("2010-01-09")
    with pytest.raises(UnconfirmedYear, match="2010"):
        days_late(due, today, CALENDAR)
    assert lateness(due, today, CALENDAR) == Lateness(10, "calendar_days")
    assert lateness(day("2026-07-31"), day("2026-08-04"), CALENDAR) == Lateness(2, "working_days")
    assert lateness(today, today, CALENDAR) is None
