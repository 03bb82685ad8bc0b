"""Complaints as tests need them, each made by the acts of the desk."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import make_aware

from astana_employment.department.models import Role, StaffMember, working_calendar
from astana_employment.toolbox.clock import now, today
from complaints.acts.intake import Arrival, Author, arrive, take_in
from complaints.models import Complaint
from tests.factories import make_staff

TEXT = "Маман құжаттарымды қабылдамай, түсіндірмеді.\nТәртіпке шара қолдануды сұраймын."
AUTHOR = Author(
    name="Қуанышева Айгүл Әбдіқадырқызы",
    address="Астана қаласы, Абай даңғылы, 10-үй, 5-пәтер",
    phone="+7 701 000 00 00",
    email="aigul@example.com",
)


def arrival(**values: Any) -> Arrival:
    """Return what somebody hands in now, in Kazakh, to be answered by post."""
    return Arrival(**{"channel": "hand", "text": TEXT, "authors": [AUTHOR], "received_at": now(), **values})


def make_complaint(*, by: StaffMember | None = None, **values: Any) -> Complaint:
    """Take a complaint in and register it."""
    return take_in(arrival=arrival(**values), by=by or make_staff(role=Role.CHANCELLERY))


def make_arrival(**values: Any) -> Complaint:
    """Let a complaint arrive by the public page, not yet registered."""
    return arrive(arrival=arrival(**{"channel": "page", **values}), by=None)


def at_the_counter(day: date, hour: int = 11) -> datetime:
    """Return an instant of a day in Astana."""
    return make_aware(datetime.combine(day, time(hour)))


def working_day(back: int = 0) -> date:
    """Return the last working day on or before today, or so many working days earlier."""
    calendar = working_calendar()
    day = calendar.previous_working_day(today())
    for _step in range(back):
        day = calendar.previous_working_day(day - timedelta(days=1))
    return day


def set_clock(monkeypatch: Any, moment: datetime) -> None:
    """Let the desk's clock stand at an instant."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
