"""What will happen and when: each act is done at its instant, with the clock of the desk held there."""

import heapq
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from astana_employment.department.models import Role, ServiceWindow, StaffMember, service_windows
from astana_employment.sample.simulation.season import at
from astana_employment.toolbox.clock import held_at
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.reading import reading

Act = Callable[[], object]


class SimulationError(Exception):
    """The desk lacks what a simulation needs; the message says what."""


@dataclass(order=True)
class _Planned:
    instant: datetime
    turn: int
    act: Act = field(compare=False)


class Engine:
    """The working days, the dice, and the acts that are planned; nothing happens after `until`."""

    def __init__(self, days: Sequence[date], until: datetime, dice: Random) -> None:
        self.days, self.until, self.dice = days, until, dice
        self.now = until
        self.refused: Counter[str] = Counter()
        self._planned: list[_Planned] = []
        self._turn = 0
        self._owed: dict[float, float] = {}

    def plan(self, instant: datetime, act: Act) -> None:
        """Let something happen at an instant; what would lie past the end is left out."""
        if instant <= self.until:
            self._turn += 1
            heapq.heappush(self._planned, _Planned(instant, self._turn, act))

    def later(self, act: Act, **delta: float) -> None:
        """Let something happen so much later: minutes=3."""
        self.plan(self.now + timedelta(**delta), act)

    def run(self) -> None:
        """Do everything in its order; an act that a rule refuses did not happen, and is counted by clause."""
        # Nobody changes the letters or the calendar meanwhile: one question in eight need not be asked.
        with reading():
            while self._planned:
                self._do(heapq.heappop(self._planned))

    def _do(self, planned: _Planned) -> None:
        self.now = planned.instant
        with held_at(planned.instant):
            try:
                planned.act()
            except RuleViolation as error:
                self.refused[error.clause or error.field or str(error.message)] += 1

    @property
    def today(self) -> date:
        """The day on which the present act happens."""
        return self.now.date()

    def chance(self, share: float) -> bool:
        """Tell whether this time it happens: of every hundred asked with a share of 0.03, three do.

        Not left to the dice alone, so that a few dozen people show what seldom happens, too.
        """
        owed = self._owed.get(share, self.dice.random()) + share
        self._owed[share] = owed % 1
        return owed >= 1

    def on_day(self, working_days: int, act: Act, *, hour: int = 16) -> None:
        """Let something be done in an hour of the day so many working days later."""
        if day := self.day_after(working_days):
            self.plan(at(day, hour, self.dice.randrange(60)), act)

    def day_after(self, working_days: int, *, since: date | None = None) -> date | None:
        """Return the day so many working days later; None past the end."""
        later = [day for day in self.days if day > (since or self.today)]
        return later[working_days - 1] if len(later) >= working_days else None

    def day_near(self, wished: date) -> date | None:
        """Return a day if people can come on it, else the last working day before it, not before tomorrow."""
        fitting = [day for day in self.days if self.today < day <= wished]
        return fitting[-1] if fitting else self.day_after(1)


@dataclass(frozen=True)
class Staff:
    """Who works at the desk; each clerk at his or her own window."""

    clerks: dict[int, StaffMember]
    head: StaffMember
    deputy: StaffMember
    director: StaffMember
    chancellery: StaffMember
    monitoring: StaffMember

    @classmethod
    def of_the_desk(cls) -> "Staff":
        """Return the first of each role; SimulationError when somebody is missing."""

        def first(role: Role, window: ServiceWindow | None = None) -> StaffMember:
            staff = StaffMember.objects.filter(role=role, is_active=True, home_window=window).order_by("pk")
            if (member := staff.first()) is None:
                raise SimulationError(f"Nobody of the role {role.value} works at the desk.")
            return member

        return cls(
            clerks={window.number: first(Role.CLERK, window) for window in service_windows()},
            head=first(Role.HEAD_OF_DIVISION),
            deputy=first(Role.DEPUTY_DIRECTOR),
            director=first(Role.DIRECTOR),
            chancellery=first(Role.CHANCELLERY),
            monitoring=first(Role.MONITORING),
        )
