"""The terms of complaints as the law counts them: when to answer, how far that can be put off, when to tell.

Pure functions over dates in Asia/Almaty and a `Regime` of plain values; `ComplaintRegime` holds the regimes
as dated settings. Until 30 June 2021 the Law of 12 January 2007 N 221 rules, from 1 July 2021 the
Administrative Procedure and Process Code of 29 June 2020 N 350-VI; which of the two is decided by the day of
registration (readings 25, 56). Day 1 is the day after the day of registration (art. 76).
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from astana_employment.toolbox.deadlines import (
    ONE_DAY,
    DueDate,
    Unit,
    WorkingCalendar,
    due_date,
    valid_until,
)

COMPLAINT, OTHER = "complaint", "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, and what kind of days."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The terms in force on a day.

    `inquiry` is the whole term of a complaint that needs information from others (None: it changes nothing).
    `complaint_extension` is how much may be added to the term of a complaint, once (None: nothing).
    `other_months` is how many months from registration an other appeal may take at most (None: as for
    complaints). With `rolls`, a last day off moves to the next working day (reading 56); with
    `registers_next_working_day`, what comes after hours or on a day off is registered then (art. 64).
    """

    code: str
    complaint: Term
    other: Term
    inquiry: Term | None
    complaint_extension: Term | None
    other_months: int | None
    forwarding: Term
    notice: Term
    rolls: bool = True
    registers_next_working_day: bool = True


def registration_day(
    received: datetime, *, closes_at: time, regime: Regime, calendar: WorkingCalendar
) -> date:
    """Give the day on which an appeal counts as registered (art. 64 of the Code).

    `received` is local time in Astana. The day itself; what comes at or after `closes_at`, or on a day off,
    is registered on the next working day, if the regime says so. Raises UnconfirmedYear.
    """
    day = received.date()
    if not regime.registers_next_working_day:
        return day
    if received.time() >= closes_at:
        day += ONE_DAY
    return calendar.next_working_day(day)


def answer_due(kind: str, registered_on: date, *, regime: Regime, calendar: WorkingCalendar) -> DueDate:
    """Give the day by which an answer is due (art. 99 for a complaint, art. 76 for another appeal).

    Raises UnconfirmedYear.
    """
    return _due(registered_on, regime.complaint if kind == COMPLAINT else regime.other, regime, calendar)


def inquiry_due(due: DueDate, registered_on: date, *, regime: Regime, calendar: WorkingCalendar) -> DueDate:
    """Give the day by which an answer is due once information was asked from others.

    Never earlier than it was due before; the same where the regime knows no longer term. Raises
    UnconfirmedYear.
    """
    if regime.inquiry is None:
        return due
    longer = _due(registered_on, regime.inquiry, regime, calendar)
    return longer if longer.on > due.on else due


def latest_extension(
    kind: str, due: DueDate, registered_on: date, *, regime: Regime, calendar: WorkingCalendar
) -> date | None:
    """Give the last day to which the term may be extended; None where no extension is allowed.

    Until 2021: so many days more than it was due; from 1 July 2021: nothing for a complaint (art. 99), two
    months from registration for another appeal (art. 76). Raises UnconfirmedYear.
    """
    if kind == OTHER and regime.other_months is not None:
        last = valid_until(registered_on, regime.other_months)
        return calendar.next_working_day(last) if regime.rolls else last
    if regime.complaint_extension is None:
        return None
    return _due(due.on, regime.complaint_extension, regime, calendar).on


def extended_due(new_due_on: date, registered_on: date, *, regime: Regime) -> DueDate:
    """Give the due date of a term that was extended to a day chosen by the one who decides."""
    return DueDate(
        on=new_due_on,
        unit="calendar_days",
        count=(new_due_on - registered_on).days,
        start=registered_on,
        edition=regime.code,
    )


def forwarding_due(registered_on: date, *, regime: Regime, calendar: WorkingCalendar) -> DueDate:
    """Give the day by which an appeal is sent on to who may decide it (art. 65, art. 91(4)).

    Raises UnconfirmedYear.
    """
    return _due(registered_on, regime.forwarding, regime, calendar)


def notice_due(decided_on: date, *, regime: Regime, calendar: WorkingCalendar) -> DueDate:
    """Give the day by which the author learns that the term was extended. Raises UnconfirmedYear."""
    return _due(decided_on, regime.notice, regime, calendar)


def _due(start: date, term: Term, regime: Regime, calendar: WorkingCalendar) -> DueDate:
    return due_date(
        start,
        count=term.count,
        unit=term.unit,
        calendar=calendar,
        edition=regime.code,
        roll=regime.rolls,
    )
