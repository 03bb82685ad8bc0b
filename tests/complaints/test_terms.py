"""The terms of complaints, worked by hand, and as properties for any day (rules 3.2, readings 25, 56)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.deadlines import UnconfirmedYear, WorkingCalendar
from complaints import terms
from complaints.models import ComplaintRegime
from complaints.reference import REGIMES

CALENDAR = WorkingCalendar(frozenset({2008, 2009, 2021, 2025, 2026, 2027}))
LAW = ComplaintRegime(code="law-221", **REGIMES["law-221"]).terms
CODE = ComplaintRegime(code="code-350", **REGIMES["code-350"]).terms
days = st.one_of(st.dates(date(2008, 1, 1), date(2009, 8, 1)), st.dates(date(2025, 1, 1), date(2027, 9, 1)))
kinds = st.sampled_from([terms.COMPLAINT, terms.OTHER])


def regime_of(start: date) -> terms.Regime:
    return CODE if start >= date(2021, 7, 1) else LAW


def answer(kind, start):
    return terms.answer_due(kind, start, regime=regime_of(start), calendar=CALENDAR)


def found(rule, start):
    """Return the day that a rule of the table gives for a complaint registered (or decided) on a day."""
    regime = regime_of(start)
    kept: dict[str, Any] = {"regime": regime, "calendar": CALENDAR}
    if rule in ("complaint", "other"):
        return answer(rule, start).on
    if rule == "inquiry":
        return terms.inquiry_due(answer("complaint", start), start, **kept).on
    if rule in ("extension", "other_extension"):
        kind = "complaint" if rule == "extension" else "other"
        return terms.latest_extension(kind, answer(kind, start), start, **kept)
    if rule == "forwarding":
        return terms.forwarding_due(start, **kept).on
    return terms.notice_due(start, **kept).on


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("complaint", "2026-11-24", "2026-12-23"),  # a Tuesday; Independence Day on the way
        ("complaint", "2026-02-02", "2026-03-02"),  # no day off but week-ends; Women's Day is just after
        ("complaint", "2026-02-09", "2026-03-10"),  # over 8 March and the Monday given for it
        ("complaint", "2026-03-02", "2026-04-03"),  # over 8 March and Nauryz with its two transferred days
        ("complaint", "2026-03-20", "2026-04-22"),  # the last working day before Nauryz
        ("complaint", "2026-04-06", "2026-05-05"),  # over 1 May
        ("complaint", "2026-04-30", "2026-06-03"),  # starts the day before 1 May
        ("complaint", "2026-05-04", "2026-06-04"),  # over 7, 9, 11 and 27 May
        ("complaint", "2026-06-15", "2026-07-14"),  # over Capital Day
        ("complaint", "2026-08-03", "2026-08-31"),  # 30 August is no holiday in 2026
        ("complaint", "2026-10-05", "2026-11-03"),  # over Republic Day, moved to Monday
        ("complaint", "2026-12-01", "2026-12-30"),  # over Independence Day
        ("complaint", "2026-12-14", "2027-01-15"),  # over New Year and Christmas of 2027
        ("complaint", "2026-12-31", "2027-02-02"),  # the last day of the year
        ("complaint", "2025-12-30", "2026-01-30"),  # over New Year and Christmas of 2026
        ("complaint", "2025-12-15", "2026-01-16"),  # over Independence Day, New Year and Christmas
        ("complaint", "2025-03-03", "2025-04-04"),  # over 10 March, Nauryz and 25 March
        ("complaint", "2025-05-12", "2025-06-10"),  # over Qurban Ait, 6 June
        ("complaint", "2025-06-30", "2025-07-29"),  # 7 July is given for a Sunday
        ("complaint", "2021-07-01", "2021-08-02"),  # the first day of the Code: Saturday 3 July is worked
        ("complaint", "2027-02-15", "2027-03-17"),  # over 8 March and 15 March
        ("other", "2026-11-24", "2026-12-15"),  # 15 working days
        ("other", "2026-03-10", "2026-04-03"),  # over the five days of Nauryz
        ("other", "2026-04-24", "2026-05-20"),  # over 1, 7 and 11 May
        ("other", "2026-12-21", "2027-01-14"),  # over New Year
        ("other", "2025-12-19", "2026-01-14"),  # over New Year and 7 January
        ("other", "2026-07-01", "2026-07-23"),  # over Capital Day
        ("complaint", "2008-03-31", "2008-04-15"),  # the first day of the standard
        ("complaint", "2008-04-17", "2008-05-04"),  # ends on Friday 2 May, off: the Sunday 4 May is worked
        ("complaint", "2008-04-24", "2008-05-12"),  # ends on 9 May, off
        ("complaint", "2008-03-07", "2008-03-25"),  # ends on Saturday 22 March; 24 March is off, too
        ("complaint", "2008-08-15", "2008-09-02"),  # ends on Saturday 30 August; Monday is given for it
        ("complaint", "2008-12-01", "2008-12-18"),  # ends on 16 December, off, as is the 17th
        ("complaint", "2008-05-15", "2008-05-30"),  # ends on a Friday
        ("other", "2008-05-16", "2008-06-02"),  # ends on a Saturday
        ("other", "2008-10-10", "2008-10-28"),  # ends on Saturday 25 October; Monday 27 is off
        ("inquiry", "2008-03-31", "2008-04-30"),  # 30 calendar days
        ("inquiry", "2008-04-02", "2008-05-04"),  # ends on 2 May, off: Sunday 4 May is worked
        ("inquiry", "2008-11-08", "2008-12-09"),  # ends on Monday 8 December, Qurban Ait
        ("inquiry", "2008-06-12", "2008-07-14"),  # ends on a Saturday
        ("inquiry", "2026-11-24", "2026-12-23"),  # the Code knows no longer term
        ("extension", "2008-03-31", "2008-05-15"),  # 30 more after 15
        ("extension", "2008-04-17", "2008-06-03"),  # 30 more, counted from the moved day
        ("extension", "2008-10-01", "2008-11-17"),  # 30 more after 16 October
        ("extension", "2026-11-24", None),  # none for a complaint
        ("other_extension", "2026-11-24", "2027-01-25"),  # two months: a Sunday moves to Monday
        ("other_extension", "2026-01-31", "2026-03-31"),  # two months from the 31st
        ("other_extension", "2025-12-31", "2026-03-02"),  # two months: no 31 February, and 28 is a Saturday
        ("other_extension", "2026-01-23", "2026-03-26"),  # two months end in Nauryz
        ("other_extension", "2008-05-16", "2008-07-02"),  # under the Law as for a complaint
        ("forwarding", "2026-11-24", "2026-11-27"),  # three working days
        ("forwarding", "2026-03-19", "2026-03-27"),  # over Nauryz
        ("forwarding", "2026-12-30", "2027-01-06"),  # over New Year
        ("forwarding", "2008-04-30", "2008-05-06"),  # over 1 and 2 May; Sunday 4 May is worked
        ("notice", "2026-03-20", "2026-03-30"),  # three working days over Nauryz
        ("notice", "2008-04-30", "2008-05-04"),  # three calendar days end on Saturday 3 May
    ],
)
def test_reading_25_worked_cases(rule, start, due):
    assert found(rule, date.fromisoformat(start)) == (due and date.fromisoformat(due))


@pytest.mark.parametrize(
    ("received", "registered"),
    [
        ("2026-11-24 09:00", "2026-11-24"),
        ("2026-11-24 07:30", "2026-11-24"),  # before the doors open: the same day
        ("2026-11-24 17:59", "2026-11-24"),
        ("2026-11-24 18:00", "2026-11-25"),  # after hours
        ("2026-11-27 19:00", "2026-11-30"),  # Friday evening
        ("2026-11-28 12:00", "2026-11-30"),  # Saturday
        ("2026-03-20 20:00", "2026-03-26"),  # the evening before Nauryz
        ("2026-12-31 20:00", "2027-01-05"),  # New Year; Monday 4 January is given for Saturday
        ("2008-05-03 12:00", "2008-05-03"),  # the Law knows no such rule
    ],
)
def test_art_64_the_day_of_registration(received, registered):
    moment = datetime.fromisoformat(received)
    day = terms.registration_day(
        moment, closes_at=time(18), regime=regime_of(moment.date()), calendar=CALENDAR
    )
    assert day == date.fromisoformat(registered)


def test_reading_56_is_a_setting():
    stays = ComplaintRegime(code="law-221", **{**REGIMES["law-221"], "rolls": False}).terms
    on = terms.answer_due("complaint", date(2008, 4, 24), regime=stays, calendar=CALENDAR).on
    assert on == date(2008, 5, 9)


def test_a_year_that_nobody_confirmed_gives_no_term():
    with pytest.raises(UnconfirmedYear):
        terms.answer_due("complaint", date(2027, 12, 20), regime=CODE, calendar=CALENDAR)


@given(kind=kinds, start=days)
def test_a_term_ends_on_a_working_day_after_it_began(kind, start):
    due = answer(kind, start)
    assert CALENDAR.is_working_day(due.on)
    assert due.on > start
    assert due.start == start


@given(kind=kinds, start=days, later=st.integers(0, 30))
def test_who_comes_later_is_answered_no_earlier(kind, start, later):
    second = start + timedelta(days=later)
    assert answer(kind, second).on >= answer(kind, start).on


@given(kind=kinds, start=days)
def test_inquiry_and_extension_never_shorten_a_term(kind, start):
    regime = regime_of(start)
    due = answer(kind, start)
    longer = terms.inquiry_due(due, start, regime=regime, calendar=CALENDAR)
    assert longer.on >= due.on
    latest = terms.latest_extension(kind, due, start, regime=regime, calendar=CALENDAR)
    assert latest is None or latest > due.on
    assert (latest is None) == (kind == terms.COMPLAINT and regime is CODE)


@given(start=days)
def test_forwarding_takes_three_working_days(start):
    due = terms.forwarding_due(start, regime=regime_of(start), calendar=CALENDAR)
    assert CALENDAR.working_days_between(start, due.on) == 3


@given(day=days, hour=st.integers(0, 23))
def test_registered_on_a_working_day_not_before_it_came(day, hour):
    received = datetime.combine(day, time(hour))
    regime = regime_of(day)
    registered = terms.registration_day(received, closes_at=time(18), regime=regime, calendar=CALENDAR)
    assert registered >= day
    assert regime is LAW or CALENDAR.is_working_day(registered)
