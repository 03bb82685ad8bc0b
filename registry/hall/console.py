"""What a window's console shows: the queue, who is at the window with the next tasks, the last step.

Reads only; the views act.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from registry.hall.loaders import points_of
from registry.hall.models import Point, QueueTicket, TicketInterval
from registry.hall.questions import PointQueue, Waiting, at_clerk, queues
from registry.people.loaders import VIEW_ROLES, get_person_for
from registry.people.panels import person_panels
from registry.people.person_page import load_card

# The window sees so many who wait; the rest is counted.
MOST_SHOWN = 12


@dataclass(frozen=True)
class LastStep:
    """The last step made at a point that an undo takes back, of a ticket that is not at the window."""

    ticket: QueueTicket
    state: str


@dataclass(frozen=True)
class Console:
    """The console of a point as it stands now, for one member of staff."""

    point: Point
    points: tuple[Point, ...]
    queue: PointQueue
    current: QueueTicket | None
    last: LastStep | None

    @property
    def shown(self) -> list[Waiting]:
        """The first who wait."""
        return list(self.queue.waiting[:MOST_SHOWN])

    @property
    def hidden(self) -> int:
        """How many more wait."""
        return max(0, len(self.queue.waiting) - MOST_SHOWN)

    @property
    def others(self) -> list[Point]:
        """The points a visitor can be handed to."""
        return [point for point in Point if point != self.point]

    @property
    def is_chancellery(self) -> bool:
        """Tell whether this is the fifth point (reading 50)."""
        return self.point == Point.CHANCELLERY

    @property
    def version(self) -> str:
        """A text that changes when the console shows something else; minutes of waiting included."""
        waiting = [(row.ticket.pk, row.minutes, row.is_soon_late, row.is_late) for row in self.queue.waiting]
        at_point = [(ticket.pk, ticket.version) for ticket in self.queue.present]
        last = self.last and (self.last.ticket.pk, self.last.ticket.version)
        return hashlib.sha256(repr((today(), waiting, at_point, last)).encode()).hexdigest()[:16]


def console_of(viewer: StaffMember, point: Point) -> Console:
    """Read the console of a point for who works there."""
    [queue] = queues([point])
    current = at_clerk(viewer)
    return Console(point, points_of(viewer), queue, current, _last_step(point, current))


def _last_step(point: int, current: QueueTicket | None) -> LastStep | None:
    rows = TicketInterval.objects.filter(
        ticket__day=today(), ended_at__isnull=True, previous__point=point, is_typed_in=False
    )
    if current is not None:
        rows = rows.exclude(ticket=current)
    row = rows.select_related("ticket").order_by("-id").first()
    return LastStep(row.ticket, row.ticket.get_state_display()) if row else None


def person_context(viewer: StaffMember, ticket: QueueTicket | None) -> dict[str, Any]:
    """Return the details and next tasks of the person at the window; the look is logged.

    Empty for a ticket that is nobody's yet, and for who has nothing to do with people's documents.
    """
    if ticket is None or ticket.person_id is None or not viewer.has_role(*VIEW_ROLES):
        return {}
    person = get_person_for(viewer, ticket.person_id, detail=f"ticket {ticket.number}")
    card = load_card(person, viewer)
    return {"person": person, "card": card, "panels": person_panels(person, viewer)}


@dataclass(frozen=True)
class VisitRow:
    """A visit on the list of a day: how it waited, and whether its last step can be undone."""

    ticket: QueueTicket
    wait: timedelta | None
    is_measured: bool
    is_typed_in: bool
    can_undo: bool

    @property
    def minutes(self) -> int | None:
        """The wait in whole minutes; None where nobody measured it."""
        return None if self.wait is None else int(self.wait.total_seconds()) // 60


def visits_of(point: int, day: date) -> "QuerySet[QueueTicket]":
    """Return the visits of a day at a point with what `visit_rows` reads off them, the newest first."""
    own = TicketInterval.objects.filter(ticket=OuterRef("pk"))
    return (
        QueueTicket.objects.of_day(day)
        .filter(point=point)
        .with_wait()
        .annotate(
            is_typed_in=Exists(own.filter(is_typed_in=True)),
            has_step=Exists(own.filter(ended_at__isnull=True, previous__isnull=False)),
        )
        .select_related("person", "clerk")
        .order_by("-place")
    )


def visit_rows(tickets: Iterable[Any], day: date) -> list[VisitRow]:
    """Return the rows of the list for some of `visits_of` a day."""
    may_undo = day == today()
    return [
        VisitRow(row, row.wait, row.is_measured, row.is_typed_in, may_undo and row.has_step)
        for row in tickets
    ]
