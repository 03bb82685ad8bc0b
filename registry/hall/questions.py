"""What people ask about the hall: is it open, who waits where, how long it takes, what the wall shows.

Everything is asked of today's tickets at this instant; nothing is kept up to date by a job.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import DateTimeField, DurationField, Exists, F, OuterRef, Q, Subquery, Sum
from django.utils.timezone import localtime

from astana_employment.department.models import (
    DocumentKind,
    ServiceStandard,
    StaffMember,
    working_calendar,
)
from astana_employment.toolbox.clock import now, today
from registry.hall.models import (
    IntakeOverride,
    Point,
    Purpose,
    QueueTicket,
    TicketCall,
    TicketInterval,
    TicketState,
)
from registry.hall.models.queue import AT_A_POINT, COUNTED_PURPOSES
from registry.hall.reception_hours import Hours, Reception, intake_at, reception_at
from registry.hall.waits import Visit, median_of
from registry.people.models import Person

State = TicketState

# How long a visit takes where nobody has been served yet in the days looked back on.
DEFAULT_SERVICE: Final = timedelta(minutes=8)
# A service time is the median of the last so many visits at a point, not older than so many days.
_LAST_VISITS, _DAYS_BACK = 20, 14
# The wall shows so many numbers, the newest first.
CALLS_ON_THE_WALL: Final = 6
# The window is warned when so much of the ten minutes has passed: there is still time to act.
_WARN_AT: Final = 0.6


def reception_for(purpose: str, instant: datetime) -> Reception:
    """Tell whether tickets for a purpose are given at an instant (clause 10, readings 20 to 22)."""
    hours, calendar = Hours.of(ServiceStandard.objects.on(today())), working_calendar()
    if purpose != Purpose.HAND_IN:
        return reception_at(instant, hours=hours, calendar=calendar)
    is_overridden = IntakeOverride.objects.filter(day=today(), ticket__isnull=True).exists()
    return intake_at(instant, hours=hours, calendar=calendar, is_overridden=is_overridden)


def at_clerk(by: StaffMember) -> QueueTicket | None:
    """Return whom a clerk has called or serves today, at whichever point."""
    rows = QueueTicket.objects.of_day(today()).filter(clerk=by, state__in=AT_A_POINT)
    return rows.select_related("person").first()


def open_ticket_of(person: Person | None) -> QueueTicket | None:
    """Return the ticket of a person's visit that is not over today, if there is one."""
    if person is None:
        return None
    return QueueTicket.objects.open_on(today()).filter(person=person).first()


def papers_to_bring(
    purpose: str, category: str = "citizen", *, is_oralman: bool = False
) -> list[DocumentKind]:
    """Return what to bring for a purpose: clause 12 for handing in, the identity document for receiving.

    Clause 16: who receives a certificate comes in person, so that the identity is seen.
    """
    if purpose == Purpose.HAND_IN:
        return ServiceStandard.objects.on(today()).required_kinds(category, is_oralman=is_oralman)
    return [DocumentKind.IDENTITY] if purpose == Purpose.RECEIVE else []


@dataclass(frozen=True)
class Place:
    """Where a ticket stands in its queue: how many are called before it, and when its turn comes."""

    before: int
    expected: timedelta

    @property
    def minutes(self) -> int:
        """The expected wait in whole minutes, rounded up."""
        return whole_minutes(self.expected)


def place_of(ticket: QueueTicket) -> Place:
    """Return a waiting ticket's place in the queue and its expected wait; nobody before who waits no more."""
    [queue] = queues([ticket.point])
    for before, row in enumerate(queue.waiting):
        if row.ticket.pk == ticket.pk:
            return Place(before, row.expected)
    return Place(0, timedelta())


def service_time(point: int) -> timedelta:
    """Return how long a visit at a point takes: the median of its last measured ones."""
    rows = (
        TicketInterval.objects.filter(
            point=point,
            counts_as=State.SERVING,
            ended_at__isnull=False,
            is_typed_in=False,
            is_clock_off=False,
            ticket__day__gte=today() - timedelta(days=_DAYS_BACK),
        )
        .order_by("-id")
        .values_list("started_at", "ended_at")[:_LAST_VISITS]
    )
    times = [ended - started for started, ended in rows if ended is not None]
    return median_of(times) or DEFAULT_SERVICE


def whole_minutes(span: timedelta) -> int:
    """Return a span in minutes, rounded up: nobody is told a shorter wait than is expected."""
    return max(0, -(-int(span.total_seconds()) // 60))


@dataclass(frozen=True)
class Waiting:
    """A ticket in a queue with how long it has waited and will wait, and the ten-minute rule's word."""

    ticket: QueueTicket
    waited: timedelta
    expected: timedelta
    limit: timedelta

    @property
    def minutes(self) -> int:
        """The wait so far in whole minutes begun and over."""
        return int(self.waited.total_seconds()) // 60

    @property
    def is_counted(self) -> bool:
        """Tell whether the ten-minute rule speaks of this visit (clause 7(2), 7(3))."""
        return self.ticket.purpose in COUNTED_PURPOSES

    @property
    def is_late(self) -> bool:
        """Tell whether the wait is longer than the rule allows."""
        return self.is_counted and self.waited > self.limit

    @property
    def is_soon_late(self) -> bool:
        """Tell whether it will be unless somebody acts: most of the time is over, or the queue too long."""
        if not self.is_counted or self.is_late:
            return False
        return self.waited >= self.limit * _WARN_AT or self.waited + self.expected > self.limit


@dataclass(frozen=True)
class PointQueue:
    """The queue of a point: who waits, who is at the point, and how long a visit takes there."""

    point: Point
    waiting: Sequence[Waiting]
    present: Sequence[QueueTicket]
    service: timedelta

    @property
    def late(self) -> int:
        """How many wait longer than the ten-minute rule allows."""
        return sum(row.is_late for row in self.waiting)

    @property
    def soon_late(self) -> int:
        """How many will, unless somebody acts."""
        return sum(row.is_soon_late for row in self.waiting)


def queues(points: Sequence[int]) -> list[PointQueue]:
    """Return the queues of some points as they stand now (three queries, one more a point)."""
    limit = timedelta(minutes=ServiceStandard.objects.on(today()).queue_minutes)
    tickets: dict[int, list[Any]] = defaultdict(list)
    for ticket in _open_tickets(points):
        tickets[ticket.point].append(ticket)
    return [_queue(Point(point), tickets[point], limit) for point in points]


def _open_tickets(points: Sequence[int]) -> list[Any]:
    """Return today's open tickets with the time waited before, and since when they are in their state."""
    own = TicketInterval.objects.filter(ticket=OuterRef("pk")).order_by()
    before = own.filter(counts_as=State.WAITING, ended_at__isnull=False).values("ticket")
    spent = before.annotate(all=Sum(F("ended_at") - F("started_at"))).values("all")
    since = own.filter(ended_at__isnull=True).values("started_at")
    rows = QueueTicket.objects.open_on(today()).filter(point__in=points).select_related("person", "clerk")
    return list(
        rows.annotate(
            waited_before=Subquery(spent, output_field=DurationField()),
            since=Subquery(since, output_field=DateTimeField()),
        ).order_by("place")
    )


def _queue(point: Point, tickets: list[Any], limit: timedelta) -> PointQueue:
    service = service_time(point)
    present = [ticket for ticket in tickets if ticket.state != State.WAITING]
    waiting: list[Waiting] = []
    expected = _rest(present, service)
    for ticket in tickets:
        if ticket.state == State.WAITING:
            waiting.append(Waiting(ticket, _waited(ticket), expected, limit))
            expected += service
    return PointQueue(point, waiting, present, service)


def _waited(ticket: Any) -> timedelta:
    """Return the time waited until now; a clock that was set back does not make it less than nothing."""
    running: timedelta = max(now() - ticket.since, timedelta())
    return (ticket.waited_before or timedelta()) + running


def _rest(present: list[Any], service: timedelta) -> timedelta:
    """Return how long until the point is free again, at most one visit; nothing where nobody is."""
    rests = [service - max(now() - ticket.since, timedelta()) for ticket in present]
    return max(min(rests), timedelta()) if rests else timedelta()


@dataclass(frozen=True)
class WallCall:
    """A number on the wall with the point it is called to; never a name."""

    call: int
    number: str
    point: int
    is_recall: bool
    at: datetime


@dataclass(frozen=True)
class Wall:
    """What the wall shows, the newest call first; `version` changes exactly when it shows something else."""

    calls: Sequence[WallCall]

    @property
    def newest(self) -> WallCall | None:
        """The call to chime and to speak; None before the first of the day."""
        return self.calls[0] if self.calls else None

    @property
    def version(self) -> str:
        """A short text for an ETag."""
        shown = ",".join(f"{row.call}:{row.point}" for row in self.calls)
        return hashlib.sha256(f"{today()} {shown}".encode()).hexdigest()[:16]


def wall_state() -> Wall:
    """Return the newest calls of today whose visitors are at their points or on the way (one query)."""
    newest = TicketCall.objects.filter(ticket=OuterRef("ticket")).order_by("-id").values("id")[:1]
    rows = (
        TicketCall.objects.filter(
            Q(pk=Subquery(newest)), day=today(), ticket__state__in=AT_A_POINT, point=F("ticket__point")
        )
        .select_related("ticket")
        .order_by("-id")[:CALLS_ON_THE_WALL]
    )
    return Wall([WallCall(row.pk, row.ticket.number, row.point, row.is_recall, row.at) for row in rows])


def visits_that_came(day: date) -> list[Visit]:
    """Return the visits of a day, for whatever purpose, that were called and came (one query).

    Those of the two queues among them are the ones indicator 1.2 counts (`came`, readings 2, 62).
    """
    typed = TicketInterval.objects.filter(ticket=OuterRef("pk"), is_typed_in=True)
    rows: Any = (
        QueueTicket.objects.of_day(day)
        .came()
        .with_wait()
        .annotate(is_typed_in=Exists(typed))
        .order_by("day", "place")
    )
    return [
        Visit(
            point=row.point,
            hour=localtime(row.taken_at).hour,
            purpose=row.purpose,
            wait=row.wait if row.is_measured else None,
            is_typed_in=row.is_typed_in,
        )
        for row in rows
    ]
