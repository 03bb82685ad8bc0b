"""What day it is at the desk: law dates are dates in Asia/Almaty, instants are UTC.

Everything that a rule, a deadline or a figure depends on asks here, so that a year of desk work can be gone
through in minutes (`manage.py simulate_year`) by the very actions that people use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

# Of one thread or task only: what somebody else does meanwhile has the real time.
_fixed: ContextVar[datetime | None] = ContextVar("the instant at which the clock is held", default=None)


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return _fixed.get() or timezone.now()


def today() -> date:
    """Return today's date in Asia/Almaty (UTC+6 until 29 February 2024, UTC+5 since)."""
    return timezone.localdate(now())


@contextmanager
def held_at(instant: datetime) -> Iterator[None]:
    """Hold the clock at an instant for what runs inside the block, in this thread alone.

    For simulations; nothing that serves people moves the clock. ValueError for an instant without a zone.
    """
    if timezone.is_naive(instant):
        raise ValueError(f"the clock needs an instant with a time zone, not {instant}")
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
