"""Putting a year together: who works, which vacancies there are, who comes when."""

from collections import Counter
from datetime import date, datetime
from random import Random

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.grievances import Grievances
from astana_employment.sample.simulation.hall import Hall
from astana_employment.sample.simulation.life import Life, World
from astana_employment.sample.simulation.office import Office
from astana_employment.sample.simulation.opinions import Opinions
from astana_employment.sample.simulation.people import PROFESSIONS, make_up
from astana_employment.sample.simulation.season import at, day_of_coming, morning, working_days
from astana_employment.toolbox.clock import held_at, now
from indicators.information.acts import publish
from indicators.models import InformationItem
from registry.vacancies.acts import add_vacancy

SIGNING_HOUR = 16
LATER_PUBLISHED = {"targets": 3, "complaint-time": 9}  # the month in which the page came


def simulate(*, people: int, seed: int, year: int, address: str) -> Counter[str]:
    """Go through a year of desk work for so many people; return how often a rule refused an act, by clause.

    `address` is where the public pages are. Deterministic for a seed, down to the last figure; nothing
    happens after the present moment. UnconfirmedYear when nobody has confirmed the days off of the year;
    StaffMember.DoesNotExist when a post of the desk is not filled.
    """
    dice = Random(seed)  # noqa: S311  (a made-up year needs no secret)
    staff = Staff.of_the_desk()
    days = working_days(year, working_calendar())
    engine = Engine(days, _end_of(year), dice)
    world = _world(engine, staff)
    with held_at(at(days[0], 8)):
        _open_vacancies(days[0], staff.head)
    _publish(engine, staff, year, address)
    for number in range(people):
        life = Life(world, make_up(number, dice))
        engine.plan(morning(day_of_coming(days, dice), dice), life.come_to_register)
    for place, day in enumerate(days):
        engine.plan(at(day, SIGNING_HOUR), world.office.sign_all)
        if place % 15 == 14:
            engine.plan(at(day, 17, 30), world.opinions.slips)
    engine.run()
    return engine.refused


def _end_of(year: int) -> datetime:
    return min(at(date(year, 12, 31), 23, 59), now())


def _world(engine: Engine, staff: Staff) -> World:
    hall = Hall(engine, staff)
    opinions = Opinions(engine, staff)
    grievances = Grievances(engine, staff, hall, opinions)
    return World(engine, staff, hall, Office(engine, staff), opinions, grievances)


def _open_vacancies(day: date, by: StaffMember) -> None:
    """Fill the bank: some for each profession, which nobody takes all year."""
    for number in range(12):
        add_vacancy(
            fields={
                "employer": f"«Астана жұмыс {number + 1}» ЖШС",
                "profession": PROFESSIONS[number % len(PROFESSIONS)],
                "address": "Астана қаласы, Кенесары көшесі, 40",
                "district": "saryarka",
                "pay": 180_000 + 10_000 * number,
                "experience_years": 5,
                "open_from": day,
            },
            by=by,
        )


def _publish(engine: Engine, staff: Staff, year: int, address: str) -> None:
    """Enter the public pages of the desk as published; a few came in the course of the year."""
    for item in InformationItem.objects.all():
        month = LATER_PUBLISHED.get(item.code, 1)
        day = next(day for day in engine.days if day >= date(year, month, 10))

        def enter(item: InformationItem = item, day: date = day) -> None:
            publish(item=item, address=f"{address}{item.page}", since=day, by=staff.monitoring)

        engine.plan(at(day, 10), enter)
