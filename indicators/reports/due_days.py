"""When a report is due (resolution, clause 2), and when somebody is reminded of it. Pure functions of dates.

Quarterly by the 10th of the month after, that day included (reading 28); annual before 15 December of the
reporting year, so its last day is the 14th (reading 48). The due day itself is not moved: on a day off the
report is to be sent on the last working day before.
"""

from datetime import date, timedelta
from typing import Final

from astana_employment.toolbox.deadlines import UnconfirmedYear, WorkingCalendar
from indicators.annex3.periods import Period

QUARTERLY_DAY: Final = 10
ANNUAL_DAY: Final = (12, 14)
REMIND_DAYS: Final = (10, 3, 1)


def due_on(period: Period) -> date:
    """Return the last day on which the report of a period is in time."""
    if period.quarter is None:
        return date(period.year, *ANNUAL_DAY)
    month_after = period.end + timedelta(days=1)
    return month_after.replace(day=QUARTERLY_DAY)


def send_by(due: date, calendar: WorkingCalendar) -> date | None:
    """Return the working day by which a report is to be sent: the due day, or the last one before it.

    None when nobody has confirmed the days off of that year: then only the due day itself is known.
    """
    try:
        return calendar.previous_working_day(due)
    except UnconfirmedYear:
        return None


def reminder_due(day: date, today: date) -> int | None:
    """Return for how many days ahead a reminder falls on `today`: 10, 3 or 1 before `day`; else None.

    A reminder missed while the worker stood still is made up on the next day it runs, as the nearest of the
    three that is still ahead.
    """
    left = (day - today).days
    if left < 1:
        return None
    return next((ahead for ahead in sorted(REMIND_DAYS) if left <= ahead), None)
