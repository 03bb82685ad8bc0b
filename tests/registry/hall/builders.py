"""Builders for the tests of the hall: a clock that stands still at an open hour, and tickets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from astana_employment.department.models import ServiceWindow, StaffMember
from registry.hall.acts.tickets import take_ticket
from registry.models import Point, QueueTicket
from tests.factories import ASTANA

# A Tuesday on which the department works, an hour after it opens.
MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=ASTANA)


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, instant: datetime = MORNING) -> None:
        self.instant = instant

    def move(self, **span: float) -> datetime:
        """Move on (or back) by a span: minutes=5, hours=-1."""
        self.instant += timedelta(**span)
        return self.instant

    def set(self, instant: datetime) -> None:
        """Jump to an instant."""
        self.instant = instant


@contextmanager
def stopped_clock(instant: datetime = MORNING) -> Iterator[Clock]:
    """Let the desk's clock stand still at an instant."""
    clock = Clock(instant)
    with patch("astana_employment.toolbox.clock.timezone.now", lambda: clock.instant):
        yield clock


def ticket_at(point: int, by: StaffMember, **fields: object) -> QueueTicket:
    """Take a ticket that a point serves: the first letter of a window, a complaint for the chancellery."""
    values: dict[str, object] = {"purpose": "receive", "letter": "А", **fields}
    if point == Point.CHANCELLERY:
        values["purpose"] = "complaint"
    elif "letter" not in fields:
        window = ServiceWindow.objects.with_letters().get(number=point)
        values["letter"] = window.letter_list[0]
    return take_ticket(by=by, **values).ticket  # type: ignore[arg-type]
