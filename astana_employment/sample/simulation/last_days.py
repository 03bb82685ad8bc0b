"""The last days of a quarter and two of its first, so that every list shows something: not by luck."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from astana_employment.sample.simulation.grievances import Channel, Course, State
from astana_employment.sample.simulation.hall import Visit
from astana_employment.sample.simulation.life import Fate, Life, World
from astana_employment.sample.simulation.office import Stage
from astana_employment.sample.simulation.people import Somebody, make_up
from astana_employment.sample.simulation.season import any_hour, at, morning
from complaints.models import Answer
from registry.hall.models.queue import Purpose

Outcome = Answer.Outcome

# A surname's letter for each window, and the chancellery's visitors, who need none.
LETTERS: Final = ("А", "Ж", "М", "С")
# Who comes to the doors in the last minutes: the first is served, the others wait.
MINUTES: Final = (11, 6, 2)
# Requests of the last minutes, window by window in turn, and of the day before.
STAGES: Final = (Stage.ASKED, Stage.PREPARED, Stage.RETURNED, Stage.PREPARED, Stage.PREPARED, Stage.ASKED)
UNCOLLECTED: Final = 26  # working days ago: longer than the thirty days of the edition
# Complaints taken in so many working days ago: every state is there, and each of the four cells.
COURSES: Final = (
    (40, Course(Channel.HAND, 9, outcome=Outcome.FULL)),
    (27, Course(Channel.POST, 21, State.ANSWERED, Outcome.PART)),
    (24, Course(Channel.POST, last=State.ASSIGNED)),
    (16, Course(Channel.EMAIL, 8, State.ESCALATED)),
    (12, Course(Channel.EMAIL, 6, State.ANSWERED, Outcome.FULL)),
    (9, Course(Channel.POST, 7, State.DECIDED)),
    (8, Course(Channel.EMAIL, last=State.INQUIRY)),
    (6, Course(Channel.POST, last=State.WITHDRAWN)),
    (3, Course(Channel.POST, last=State.ASSIGNED)),
    (1, Course(Channel.PAGE, last=State.ARRIVED)),
)
POSTED: Final = Course(Channel.POST, last=State.REGISTERED)  # this morning
# Of the first days, so that the last report has figures of complaints, too.
EARLY: Final = (
    Course(Channel.HAND, 7, outcome=Outcome.FULL),
    Course(Channel.POST, 8, outcome=Outcome.PART),
)
LATECOMER_CAME: Final = 22  # working days ago: the first visit was missed, the suspension still holds
CALLS: Final = (8, 3, 1)


class LastDays:
    """Plans them. `before` gives the instant so many minutes of reception before the end."""

    def __init__(self, world: World, lives: Sequence[Life], before: Callable[[int], datetime]) -> None:
        self.world, self.lives, self.before = world, lives, before
        self.engine = world.engine
        self._number = len(lives)

    def plan(self, *, is_open: bool) -> None:
        """Plan what is to be seen on every list; while the desk `is_open`, people wait in the hall."""
        self._newcomers()
        self._requests()
        if is_open:
            self._waiting()
        self._complaints()
        for days_ago in CALLS:
            self.engine.plan(at(self._day(days_ago), 15), partial(self.world.duties.call, self._somebody()))

    def _day(self, days_ago: int) -> date:
        return self.engine.days[-1 - days_ago]

    def _somebody(self) -> Somebody:
        self._number += 1
        return make_up(self._number, self.engine.dice)

    def _complaints(self) -> None:
        """Let complaints come, so many days ago, this morning, and in the first days of all."""
        dice, days = self.engine.dice, self.engine.days
        courses = [(any_hour(self._day(days_ago), dice), course) for days_ago, course in COURSES]
        courses += [(any_hour(day, dice), course) for day, course in zip(days, EARLY, strict=False)]
        for when, course in (*courses, (at(self._day(0), 9, 5), POSTED)):
            self.engine.plan(when, partial(self.world.grievances.complain, self._somebody(), course))

    def _newcomers(self) -> None:
        """Let somebody be suspended, and some hand their documents in today, not all of them complete."""
        late = Life(self.world, self._somebody(), Fate.LATECOMER)
        self.engine.plan(morning(self._day(LATECOMER_CAME), self.engine.dice), late.come_to_register)
        for fate in (Fate.AT_ONCE, Fate.DELAYED, Fate.INCOMPLETE):
            life = Life(self.world, self._somebody(), fate)
            self.engine.plan(at(self._day(0), 9, self.engine.dice.randrange(2, 40)), life.come_to_register)

    def _requests(self) -> None:
        """Let the lists of requests, of what is to be signed and to be handed over have something."""
        self.engine.plan(at(self._day(UNCOLLECTED), 11), partial(self._ask, 0, Stage.SIGNED))
        # One of them this morning: on the first of a month the journals begin anew.
        for number, when in enumerate((at(self._day(1), 11), at(self._day(0), 9, 3))):
            self.engine.plan(when, partial(self._ask, number, Stage.SIGNED))
        for number, stage in enumerate(STAGES, 2):
            self.engine.plan(self.before(95 - 8 * number), partial(self._ask, number, stage))

    def _ask(self, number: int, stage: Stage) -> None:
        """Let the one of a window ask who registered last and has nothing in the way."""
        of_window = self.lives[number % len(LETTERS) :: len(LETTERS)]
        ready = (life for life in (*reversed(of_window), *reversed(self.lives)) if life.is_ready())
        if (life := next(ready, None)) is not None:
            life.ask(stage)

    def _waiting(self) -> None:
        """Let people stand in the hall at the end, at every window and at the chancellery."""
        for letter in (*LETTERS, ""):
            purpose = Purpose.QUESTION if letter else Purpose.COMPLAINT
            for minutes in MINUTES:
                visit = Visit(letter, purpose, after=self.world.opinions.after_visit)
                self.engine.plan(self.before(minutes), partial(self.world.hall.arrive, visit))
