"""The law's arithmetic of days: what is due when, and how long a paper is valid.

Pure functions over dates in Asia/Almaty. Day 1 is always the day after the day that starts a term. A due
date is computed once, here, and stored with the rule that gave it (`DueDate.as_json`); nothing is counted
by a nightly job.
"""

import calendar as month_calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Self

import holidays

Unit = Literal["calendar_days", "working_days"]

ONE_DAY = timedelta(days=1)


class UnconfirmedYear(ValueError):
    """A day was asked about in a year whose days off nobody has confirmed yet.

    The holidays package answers for any year, also with a guess; a term counted on a guess would be wrong
    in silence. `year` is the year to confirm.
    """

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class _LibraryYear(NamedTuple):
    days_off: frozenset[date]
    working_weekend_days: frozenset[date]


@cache
def _library_year(year: int) -> _LibraryYear:
    """Give the public holidays of a year and the week-end days worked in exchange (4 May 2008).

    The package knows an exchanged day only once its year is filled in, so each year is asked for by name.
    """
    known = holidays.country_holidays("KZ", years=year)
    return _LibraryYear(
        frozenset(day for day in known if day.year == year),
        frozenset(day for day in known.weekend_workdays if day.year == year),
    )


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of Kazakhstan: the holidays package, corrected by the department.

    `confirmed_years` are the years somebody has looked through; `overrides` says for single days whether
    they are worked (7 July 2008 is a doubtful one: the package starts Capital Day in 2009).
    """

    confirmed_years: frozenset[int]
    overrides: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the department works on `day`. Raises UnconfirmedYear."""
        if day.year not in self.confirmed_years:
            raise UnconfirmedYear(day.year)
        if day in self.overrides:
            return self.overrides[day]
        known = _library_year(day.year)
        if day.weekday() >= month_calendar.SATURDAY:
            return day in known.working_weekend_days
        return day not in known.days_off

    def next_working_day(self, day: date) -> date:
        """Give `day` itself if it is worked, else the first working day after it. Raises UnconfirmedYear."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Give `day` itself if it is worked, else the last working day before it. Raises UnconfirmedYear."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """Give the last day of a term of `count` working days; day 1 is the first worked day after `start`.

        A count of 0 gives `start`. Raises ValueError for a negative count, UnconfirmedYear.
        """
        if count < 0:
            raise ValueError("A term cannot have a negative number of days.")
        day = start
        for _number in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative if `end` is earlier.

        Raises UnconfirmedYear.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))


@dataclass(frozen=True)
class DueDate:
    """A last day, with the rule that gave it: `count` units after `start`, under an edition of the standard.

    `on` may lie later than start + count: the last day of a term may not fall on a day off.
    """

    on: date
    unit: Unit
    count: int
    start: date
    edition: str

    def as_json(self) -> dict[str, str | int]:
        """Give the plain values to store beside the due date; `from_json` reads them back."""
        return {
            "on": self.on.isoformat(),
            "unit": self.unit,
            "count": self.count,
            "start": self.start.isoformat(),
            "edition": self.edition,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote. Raises KeyError or ValueError for anything else."""
        unit = stored["unit"]
        if unit not in ("calendar_days", "working_days"):
            raise ValueError(f"Unknown unit of a term: {unit!r}")
        return cls(
            on=date.fromisoformat(stored["on"]),
            unit=unit,
            count=int(stored["count"]),
            start=date.fromisoformat(stored["start"]),
            edition=str(stored["edition"]),
        )


@dataclass(frozen=True)
class Pause:
    """Days on which a certificate request waits (reading 40); `until` is None while it still does.

    `until` is the day the hindrance went away: the day of the employer's reasoned refusal, or the day the
    suitable vacancy was gone.
    """

    since: date
    until: date | None = None


class Lateness(NamedTuple):
    """How late something is: a number of days, and what kind of days."""

    days: int
    unit: Unit


def due_date(
    start: date, *, count: int, unit: Unit, calendar: WorkingCalendar, edition: str, roll: bool = True
) -> DueDate:
    """Give the last day of a term of `count` units that starts on `start` (day 1 is the day after).

    With `roll`, a calendar term that ends on a day off ends on the next working day instead; a term of
    working days ends on one by itself. Raises UnconfirmedYear.
    """
    if unit == "working_days":
        last = calendar.add_working_days(start, count)
    else:
        last = start + timedelta(days=count)
        last = calendar.next_working_day(last) if roll else last
    return DueDate(on=last, unit=unit, count=count, start=start, edition=edition)


def registration_due(
    applied_on: date, *, days: int, calendar: WorkingCalendar, edition: str, roll: bool = True
) -> DueDate:
    """Give the last day for registering somebody who applied on `applied_on` (clause 7(1), reading 6).

    `days` calendar days after the application, whether or not the set of documents was complete.
    Raises UnconfirmedYear.
    """
    return due_date(
        applied_on, count=days, unit="calendar_days", calendar=calendar, edition=edition, roll=roll
    )


def certificate_due(
    registered_on: date,
    requested_on: date,
    *,
    days: int,
    calendar: WorkingCalendar,
    edition: str,
    roll: bool = True,
) -> DueDate:
    """Give the last day for deciding on a certificate (clause 7(1), reading 6).

    `days` calendar days after the registration or the request, whichever came later. Raises UnconfirmedYear.
    """
    start = max(registered_on, requested_on)
    return due_date(start, count=days, unit="calendar_days", calendar=calendar, edition=edition, roll=roll)


def due_after_pauses(
    due: DueDate, pauses: Iterable[Pause], *, calendar: WorkingCalendar, roll: bool = True
) -> DueDate | None:
    """Give the due date of a request that has waited; None while it waits (clause 7(1), reading 40).

    `due` is the date without any pause. The whole term runs again from the day the last hindrance went
    away. Clause 7(1) says so for the employer's reasoned refusal. A vacancy that is gone is treated alike:
    only then does clause 1 ("no suitable vacancy") hold, as if the request had been made on that day. A
    pause that began after the due day changes nothing: the request was late there and then (reading 46).
    Raises UnconfirmedYear.
    """
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.since > due.on:
            break
        if pause.until is None:
            return None
        if pause.until > due.start:
            due = due_date(
                pause.until,
                count=due.count,
                unit=due.unit,
                calendar=calendar,
                edition=due.edition,
                roll=roll,
            )
    return due


def valid_until(issued_on: date, months: int = 1) -> date:
    """Give the last day on which a certificate is valid, that day included (clause 7, reading 15).

    The same day `months` later, or the last day of that month if it has no such day: 31.01 → 29.02.2008.
    """
    place = issued_on.month - 1 + months
    year, month = issued_on.year + place // 12, place % 12 + 1
    return date(year, month, min(issued_on.day, month_calendar.monthrange(year, month)[1]))


def is_valid_on(day: date, *, issued_on: date, until: date) -> bool:
    """Tell whether a certificate is valid on `day`: from the day of issue to `until`, both included."""
    return issued_on <= day <= until


def days_late(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days by which `today` is past `due_on`; 0 when it is not.

    0 is also the answer on the week-end after a due Friday: whether something is late is `today > due_on`.
    Raises UnconfirmedYear; a page should ask `lateness`, which does not.
    """
    return calendar.working_days_between(due_on, today) if today > due_on else 0


def lateness(due_on: date, today: date, calendar: WorkingCalendar) -> Lateness | None:
    """Say for a list how late something is, None if it is not late.

    In working days; in calendar days where a year between has not been confirmed, so that one old card
    does not close the whole list.
    """
    if today <= due_on:
        return None
    try:
        return Lateness(days_late(due_on, today, calendar), "working_days")
    except UnconfirmedYear:
        return Lateness((today - due_on).days, "calendar_days")


def left_until(due_on: date, day: date, calendar: WorkingCalendar) -> int:
    """Return the working days from `day` to a due date, below nought when it has passed.

    Never 0 for a date that has passed: on the week-end after a due Friday it is a day late. Calendar days
    where a year between has not been confirmed, so that one old card does not close the whole list.
    """
    try:
        left = calendar.working_days_between(day, due_on)
    except UnconfirmedYear:
        return (due_on - day).days
    return left or -1 if day > due_on else left
