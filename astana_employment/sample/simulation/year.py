"""Putting a year together, or a quarter that ends now: who works, who comes when, what is seen to be done."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from astana_employment.department.models import ServiceStandard, working_calendar
from astana_employment.sample.card_index import import_vacancies
from astana_employment.sample.simulation.duties import Duties
from astana_employment.sample.simulation.engine import Engine, SimulationError, Staff
from astana_employment.sample.simulation.grievances import Grievances
from astana_employment.sample.simulation.hall import Hall
from astana_employment.sample.simulation.last_days import LastDays
from astana_employment.sample.simulation.life import Life, World
from astana_employment.sample.simulation.office import Office
from astana_employment.sample.simulation.opinions import Opinions
from astana_employment.sample.simulation.people import make_up
from astana_employment.sample.simulation.season import (
    ASTANA,
    at,
    day_of_coming,
    morning,
    open_before,
    working_days,
)
from astana_employment.toolbox.clock import held_at, now, today
from astana_employment.toolbox.deadlines import UnconfirmedYear
from indicators.annex3.periods import Period
from registry.hall.reception_hours import Hours, reception_at

SIGNING_HOUR, CLOSED_HOUR = 16, 19
# No shorter, and so far into the quarter before the running one, whose report is to show something: that a
# complaint of the first days, with twenty working days until the answer, is due in it.
SHORTEST, INTO_THE_LAST = timedelta(days=91), timedelta(days=36)


def simulate(*, people: int, seed: int, year: int) -> Counter[str]:
    """Go through a year of desk work for so many people; return how often a rule refused an act, by clause.

    Deterministic for a seed, down to the last figure; nothing happens after the present moment.
    SimulationError when nobody has confirmed the days off of the year, or a post of the desk is not filled.
    """
    days = _working_days(date(year, 1, 1), date(year, 12, 31))
    world = _world(days, min(at(date(year, 12, 31), 23, 59), now()), Random(seed))  # noqa: S311
    _settle(world, people)
    world.engine.run()
    return world.engine.refused


def simulate_quarter(*, people: int, seed: int) -> Counter[str]:
    """Go through a quarter of desk work that ends now, or with the last reception before; else as a year.

    What a list is to show today is seen to in the last days (`last_days`).
    """
    first = min(today() - SHORTEST, Period.quarter_of(today()).first - INTO_THE_LAST)
    days = _working_days(first, today())
    hours, calendar = Hours.of(ServiceStandard.objects.on(today())), working_calendar()

    def is_open(instant: datetime) -> bool:
        return reception_at(instant, hours=hours, calendar=calendar).is_open

    until = open_before(now(), 0, is_open)
    last = until.astimezone(ASTANA).date()
    is_today = last == today()
    world = _world(
        [day for day in days if day <= last],
        until if is_today else at(last, CLOSED_HOUR),  # nobody is left standing in the hall overnight
        Random(seed),  # noqa: S311
    )
    lives = _settle(world, people)
    LastDays(world, lives, lambda minutes: open_before(until, minutes, is_open)).plan(is_open=is_today)
    world.engine.run()
    return world.engine.refused


def _working_days(first: date, last: date) -> list[date]:
    try:
        return working_days(first, last, working_calendar())
    except UnconfirmedYear as error:
        raise SimulationError(f"Nobody has confirmed the days off of {error.year} yet.") from error


def _world(days: Sequence[date], until: datetime, dice: Random) -> World:
    """Open the desk: the bank of vacancies is filled, the offices have their duties."""
    staff = Staff.of_the_desk()
    engine = Engine(days, until, dice)
    hall, opinions = Hall(engine, staff), Opinions(engine, staff)
    duties = Duties(engine, staff)
    grievances = Grievances(engine, staff, hall, opinions)
    world = World(engine, staff, hall, Office(engine, staff), opinions, grievances, duties)
    with held_at(at(days[0], 8)):
        import_vacancies(days[0])
    duties.plan()
    # What is prepared on the last day is still to be signed.
    for place, day in enumerate(days[:-1]):
        engine.plan(at(day, SIGNING_HOUR), world.office.sign_all)
        if place % 15 == 14:
            engine.plan(at(day, 17, 30), world.opinions.slips)
    return world


def _settle(world: World, people: int) -> list[Life]:
    """Let so many people come, each on a day of their own."""
    engine, lives = world.engine, []
    for number in range(people):
        life = Life(world, make_up(number, engine.dice))
        lives.append(life)
        engine.plan(morning(day_of_coming(engine.days, engine.dice), engine.dice), life.come_to_register)
    return lives
