"""The hall: people take tickets, four windows and the chancellery call them, one after the other."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.season import at
from registry.hall.acts.calls import call_next, finish, mark_no_show, start_serving
from registry.hall.acts.tickets import take_at_window, take_ticket
from registry.hall.routing import point_for
from registry.models import Point, QueueTicket

WALKED_AWAY = 0.035
# Minutes a visit takes at the window: most are short, some long.
SHORTEST, USUAL, LONGEST = 4.0, 11.0, 38.0


@dataclass
class Visit:
    """What somebody comes for, and what is done at the window; `after` is told how long they waited.

    Whoever `stays` does not walk away before the call and is soon done: what is seen later depends on it.
    """

    letter: str
    purpose: str
    serve: Callable[[StaffMember], object] = lambda _clerk: None
    after: Callable[[QueueTicket, timedelta], object] = lambda _ticket, _wait: None
    stays: bool = False
    came_at: datetime = field(init=False)
    waited: timedelta = timedelta(0)


class Hall:
    """The points of the hall and who waits for what."""

    def __init__(self, engine: Engine, staff: Staff) -> None:
        self.engine = engine
        self.officers = {**staff.clerks, Point.CHANCELLERY.value: staff.chancellery}
        self.visits: dict[int, Visit] = {}
        self.waiting: Counter[int] = Counter()
        self.busy: set[int] = set()

    def arrive(self, visit: Visit) -> None:
        """Take a ticket and wait."""
        ticket = take_ticket(letter=visit.letter, purpose=visit.purpose, device="simulation").ticket
        visit.came_at = self.engine.now
        self.visits[ticket.pk] = visit
        self.waiting[ticket.point] += 1
        self.engine.later(lambda: self.call(ticket.point), seconds=20)

    def drop_in(self, visit: Visit) -> None:
        """Go straight to the window when nobody is or waits there; else take a ticket as everybody."""
        point = point_for(visit.letter, visit.purpose, self.engine.now)
        if point in self.busy or self.waiting[point] or self.engine.now.hour == 13:
            self.arrive(visit)
            return
        clerk = self.officers[point]
        ticket = take_at_window(point=point, purpose=visit.purpose, by=clerk, letter=visit.letter).ticket
        self.busy.add(point)
        self._attend(ticket, clerk, visit)

    def call(self, point: int) -> None:
        """Call the next one to a point, unless it serves somebody or has its lunch."""
        if point in self.busy or not self.waiting[point]:
            return
        if self.engine.now.hour == 13:
            self.engine.plan(at(self.engine.today, 14), lambda: self.call(point))
            return
        clerk = self.officers[point]
        ticket = call_next(point=point, by=clerk)
        if ticket is None:  # left over from another day
            self.waiting[point] = 0
            return
        self.waiting[point] -= 1
        self.busy.add(point)
        if not self.visits[ticket.pk].stays and self.engine.chance(WALKED_AWAY):
            self.engine.later(lambda: self._give_up(ticket, clerk), minutes=3)
        else:
            self.engine.later(lambda: self._serve(ticket, clerk), seconds=45)

    def _give_up(self, ticket: QueueTicket, clerk: StaffMember) -> None:
        mark_no_show(ticket=ticket, by=clerk)
        self._free(ticket.point)

    def _serve(self, ticket: QueueTicket, clerk: StaffMember) -> None:
        visit = self.visits.pop(ticket.pk)
        visit.waited = self.engine.now - timedelta(seconds=45) - visit.came_at
        start_serving(ticket=ticket, by=clerk)
        self._attend(ticket, clerk, visit)

    def _attend(self, ticket: QueueTicket, clerk: StaffMember, visit: Visit) -> None:
        minutes = self.engine.dice.triangular(SHORTEST, USUAL if visit.stays else LONGEST, USUAL)
        self.engine.later(lambda: self._finish(ticket, clerk, visit), minutes=minutes)
        visit.serve(clerk)

    def _finish(self, ticket: QueueTicket, clerk: StaffMember, visit: Visit) -> None:
        self._free(ticket.point)
        visit.after(finish(ticket=ticket, by=clerk), visit.waited)

    def _free(self, point: int) -> None:
        self.busy.discard(point)
        self.engine.later(lambda: self.call(point), seconds=30)
