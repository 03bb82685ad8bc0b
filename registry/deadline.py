"""How a due date is told on a list: working days to go or past."""

from datetime import date

from astana_employment.deadlines import UnconfirmedYear, WorkingCalendar


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
