"""Clause 2 of the resolution: by the 10th of the month after, and before 15 December."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.deadlines import WorkingCalendar
from indicators.annex3.periods import Period
from indicators.reports.due_days import due_on, reminder_due, send_by

CALENDAR = WorkingCalendar(frozenset({2008, 2025, 2026, 2027}))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (Period(2026, 1), date(2026, 4, 10)),
        (Period(2026, 3), date(2026, 10, 10)),
        (Period(2026, 4), date(2027, 1, 10)),
        (Period(2026), date(2026, 12, 14)),
        (Period(2026, as_of=date(2026, 11, 30)), date(2026, 12, 14)),
    ],
)
def test_clause_2_and_reading_48_the_due_days(period, day):
    assert due_on(period) == day


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (date(2026, 10, 10), date(2026, 10, 9)),  # a Saturday
        (date(2027, 1, 10), date(2027, 1, 8)),  # a Sunday
        (date(2026, 7, 10), date(2026, 7, 10)),
        (date(2026, 12, 14), date(2026, 12, 14)),
    ],
)
def test_reading_28_on_a_day_off_the_report_is_sent_on_the_last_working_day_before(due, day):
    assert send_by(due, CALENDAR) == day


def test_a_year_that_nobody_confirmed_has_no_working_day_to_send_by():
    assert send_by(date(2028, 1, 10), CALENDAR) is None


def test_it_is_reminded_ten_three_and_one_day_before():
    day = date(2026, 10, 9)
    ahead = {left: reminder_due(day, date.fromordinal(day.toordinal() - left)) for left in range(12)}
    assert ahead == {0: None, 1: 1, 2: 3, 3: 3, 4: 10, 5: 10, 6: 10, 7: 10, 8: 10, 9: 10, 10: 10, 11: None}


@given(st.dates(date(2026, 1, 1), date(2026, 12, 30)), st.integers(min_value=-30, max_value=60))
def test_a_reminder_never_falls_on_the_day_or_after(day, shift):
    today = date.fromordinal(day.toordinal() - shift)
    assert (reminder_due(day, today) is not None) == (1 <= shift <= 10)
