"""What day it is at the desk: law dates are dates in Asia/Almaty, instants are UTC."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return today's date in Asia/Almaty (UTC+6 until 29 February 2024, UTC+5 since)."""
    return timezone.localdate()
