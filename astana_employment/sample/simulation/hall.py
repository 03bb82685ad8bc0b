"""The hall: people take tickets, four windows and the chancellery call them, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.season import at
from registry.hall.acts.calls import call_next, finish, mark_no_show, start_serving
from registry.hall.acts.tickets import take_ticket
from registry.models import Point, QueueTicket

WALKED_AWAY = 0.035
# Minutes a visit takes at the window: most are short, some long.
SHORTEST, USUAL, LONGEST = 4.0, 11.0, 38.0


@dataclass(frozen=True)
class Visit:
    """What somebody comes for, and what is done for them at the window; `after` follows the visit."""

    letter: str
    purpose: str
    serve: Callable[[StaffMember], object]
    after: Callable[[QueueTicket], object]


class Hall:
    """The points of the hall and who waits for what."""

    def __init__(self, engine: Engine, staff: Staff) -> None:
        self.engine = engine
        self.officers = {**staff.clerks, Point.CHANCELLERY.value: staff.chancellery}
        self.visits: dict[int, Visit] = {}
        self.busy: set[int] = set()

    def arrive(self, visit: Visit) -> None:
        """Take a ticket and wait."""
        ticket = take_ticket(letter=visit.letter, purpose=visit.purpose, device="simulation").ticket
        self.visits[ticket.pk] = visit
        self.engine.later(lambda: self.call(ticket.point), seconds=20)

    def call(self, point: int) -> None:
        """Call the next one to a point, unless it serves somebody or has its lunch."""
        if point in self.busy:
            return
        if self.engine.now.hour == 13:
            self.engine.plan(at(self.engine.today, 14), lambda: self.call(point))
            return
        clerk = self.officers[point]
        ticket = call_next(point=point, by=clerk)
        if ticket is None:
            return
        self.busy.add(point)
        if self.engine.chance(WALKED_AWAY):
            self.engine.later(lambda: self._give_up(ticket, clerk), minutes=3)
        else:
            self.engine.later(lambda: self._serve(ticket, clerk), seconds=45)

    def _give_up(self, ticket: QueueTicket, clerk: StaffMember) -> None:
        mark_no_show(ticket=ticket, by=clerk)
        self._free(ticket.point)

    def _serve(self, ticket: QueueTicket, clerk: StaffMember) -> None:
        visit = self.visits.pop(ticket.pk)
        start_serving(ticket=ticket, by=clerk)
        minutes = self.engine.dice.triangular(SHORTEST, LONGEST, USUAL)
        self.engine.later(lambda: self._finish(ticket, clerk, visit), minutes=minutes)
        visit.serve(clerk)

    def _finish(self, ticket: QueueTicket, clerk: StaffMember, visit: Visit) -> None:
        self._free(ticket.point)
        visit.after(finish(ticket=ticket, by=clerk))

    def _free(self, point: int) -> None:
        self.busy.discard(point)
        self.engine.later(lambda: self.call(point), seconds=30)


def waited(ticket: QueueTicket) -> timedelta:
    """Return how long somebody waited for the call."""
    spent: timedelta | None = getattr(QueueTicket.objects.with_wait().get(pk=ticket.pk), "wait", None)
    return spent or timedelta(0)
