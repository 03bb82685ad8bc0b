"""When people come: on which days of a year and at which hours of a day. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from astana_employment.toolbox.deadlines import WorkingCalendar

ASTANA = ZoneInfo("Asia/Almaty")
# January brings those whose contracts ended with the year, September those who came back from the summer.
MONTHS = (1.7, 1.2, 1.0, 1.0, 0.9, 0.8, 0.65, 0.75, 1.6, 1.1, 1.0, 0.8)
WEEKDAYS = (1.8, 1.1, 1.0, 0.95, 0.75, 0.6, 0.6)  # a Saturday can be a working day by decree


def working_days(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    """Return the working days from one day to another; UnconfirmedYear when nobody has confirmed a year."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


def open_before(instant: datetime, minutes: int, is_open: Callable[[datetime], bool]) -> datetime:
    """Return the instant so many minutes of reception earlier; with none the last one of reception."""
    while minutes > 0 or not is_open(instant):
        instant -= timedelta(minutes=1)
        minutes -= is_open(instant)
    return instant


def weight(day: date) -> float:
    """Return how many come on a day, compared with an ordinary one."""
    return MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]


def day_of_coming(days: Sequence[date], dice: Random) -> date:
    """Choose a day by its weight."""
    return dice.choices(days, [weight(day) for day in days])[0]


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return an instant of a day in Astana."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=ASTANA)


def morning(day: date, dice: Random) -> datetime:
    """Choose an instant between the opening and the end of intake; many stand at the door at nine."""
    minutes = dice.triangular(0, 35, 4) if dice.random() < 0.55 else dice.uniform(10, 230)
    return at(day, 9) + timedelta(seconds=round(minutes * 60))


def any_hour(day: date, dice: Random) -> datetime:
    """Choose an instant at which tickets are given: the morning, or the afternoon until 16.50."""
    if dice.random() < 0.6:
        return morning(day, dice)
    return at(day, 14) + timedelta(seconds=dice.randrange(170 * 60))
