"""When the hall is open, when documents for a registration are taken, and when to come instead.

Pure rules over the hours of the edition, the working calendar and an instant (clauses 10, 24; readings 20,
21, 22). Hours are those of Asia/Almaty; a closing time is the first minute that is closed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Protocol, Self

from django.utils import timezone
from django.utils.translation import gettext

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import UnconfirmedYear, WorkingCalendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The longest run of days off is under two weeks; past that no date is told.
_DAYS_AHEAD = 20


class HoursOfEdition(Protocol):
    """What an edition of the standard says about the hours."""

    opens_at: time
    intake_until: time
    lunch_from: time
    lunch_until: time
    last_ticket_at: time


@dataclass(frozen=True)
class Hours:
    """The hours of a day on which the division receives people (clauses 10, 24)."""

    opens_at: time
    intake_until: time
    lunch_from: time
    lunch_until: time
    last_ticket_at: time

    @classmethod
    def of(cls, edition: HoursOfEdition) -> Self:
        """Read the hours off an edition of the standard."""
        return cls(
            edition.opens_at,
            edition.intake_until,
            edition.lunch_from,
            edition.lunch_until,
            edition.last_ticket_at,
        )


class Closed(Enum):
    """Why a visitor gets no ticket now."""

    DAY_OFF = "day_off"
    UNCONFIRMED = "unconfirmed"
    BEFORE_OPENING = "before_opening"
    LUNCH = "lunch"
    AFTER_LAST_TICKET = "after_last_ticket"
    INTAKE_OVER = "intake_over"


@dataclass(frozen=True)
class Reception:
    """Whether the hall receives at an instant; if not, why, and from when it does again.

    `opens_next` is None when a year to come is not confirmed. `is_today` tells whether that is the same day.
    """

    closed: Closed | None
    opens_next: datetime | None = None
    is_today: bool = False
    year: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether tickets are given."""
        return self.closed is None

    @property
    def reason(self) -> str:
        """Why no ticket is given, in the language of the screen; empty while tickets are given."""
        return "" if self.closed is None else _REASONS[self.closed]() % {"year": self.year}

    @property
    def come(self) -> str:
        """When to come instead, in the language of the screen; empty while tickets are given."""
        if self.closed is None:
            return ""
        if self.opens_next is None:
            return gettext("Come on the next working day.")
        values = {"day": numeric_date(self.opens_next.date()), "time": f"{self.opens_next:%H:%M}"}
        if self.is_today:
            return gettext("Come today from: %(time)s") % values
        return gettext("Come on: %(day)s, from %(time)s") % values

    @property
    def message(self) -> str:
        """Both in one: why not now, and when instead."""
        return f"{self.reason} {self.come}".strip()


# Functions, so that each text is read in the language of the reader.
_REASONS: "dict[Closed, Callable[[], StrOrPromise]]" = {
    Closed.DAY_OFF: lambda: gettext("Today is a day off."),
    Closed.UNCONFIRMED: lambda: gettext("Nobody has confirmed the days off of %(year)s yet."),
    Closed.BEFORE_OPENING: lambda: gettext("The department is not open yet."),
    Closed.LUNCH: lambda: gettext("Lunch break."),
    Closed.AFTER_LAST_TICKET: lambda: gettext("No tickets are given any more today."),
    Closed.INTAKE_OVER: lambda: gettext("Documents for registration are not taken any more today."),
}


def reception_at(instant: datetime, *, hours: Hours, calendar: WorkingCalendar) -> Reception:
    """Tell whether the hall gives tickets at an instant (clauses 10, 24; readings 21, 22)."""
    local = timezone.localtime(instant)
    closed = _closed(local, hours, calendar)
    if closed is None:
        return Reception(None)
    if closed is Closed.BEFORE_OPENING:
        return _today(closed, local, hours.opens_at)
    if closed is Closed.LUNCH:
        return _today(closed, local, hours.lunch_until)
    return _another_day(closed, local, hours, calendar)


def intake_at(
    instant: datetime, *, hours: Hours, calendar: WorkingCalendar, is_overridden: bool = False
) -> Reception:
    """Tell whether documents for a registration are taken at an instant (clause 10, reading 20).

    `is_overridden`: the head of division lets them be taken past their hour; the hours of the hall hold
    all the same.
    """
    reception = reception_at(instant, hours=hours, calendar=calendar)
    local = timezone.localtime(instant)
    is_over = local.time() >= hours.intake_until
    if is_overridden or not is_over or reception.closed in {Closed.DAY_OFF, Closed.UNCONFIRMED}:
        return reception
    return _another_day(Closed.INTAKE_OVER, local, hours, calendar)


def _closed(local: datetime, hours: Hours, calendar: WorkingCalendar) -> Closed | None:
    moment = local.time()
    try:
        if not calendar.is_working_day(local.date()):
            return Closed.DAY_OFF
    except UnconfirmedYear:
        return Closed.UNCONFIRMED
    if moment < hours.opens_at:
        return Closed.BEFORE_OPENING
    if hours.lunch_from <= moment < hours.lunch_until:
        return Closed.LUNCH
    return Closed.AFTER_LAST_TICKET if moment >= hours.last_ticket_at else None


def _today(closed: Closed, local: datetime, moment: time) -> Reception:
    return Reception(closed, _at(local.date(), moment), is_today=True)


def _another_day(closed: Closed, local: datetime, hours: Hours, calendar: WorkingCalendar) -> Reception:
    day = _next_working_day(local.date(), calendar)
    return Reception(closed, None if day is None else _at(day, hours.opens_at), year=local.year)


def _next_working_day(day: date, calendar: WorkingCalendar) -> date | None:
    """Return the first working day after `day`; None when nobody has confirmed its year."""
    try:
        for ahead in range(1, _DAYS_AHEAD):
            if calendar.is_working_day(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
    except UnconfirmedYear:
        pass
    return None


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=timezone.get_default_timezone())
