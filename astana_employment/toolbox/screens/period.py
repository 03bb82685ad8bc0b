"""A run of days that a journal covers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date


@dataclass(frozen=True)
class Period:
    """The days a journal covers, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{numeric_date(self.first)}–{numeric_date(self.last)}"

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The first instant of the period and the first one after it."""
        midnight = timezone.make_aware(datetime.combine(self.first, time.min))
        after = timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))
        return midnight, after


def this_month() -> Period:
    """Return the month that the desk's day lies in."""
    first = today().replace(day=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    return Period(first, next_month - timedelta(days=1))
