"""The whole benchmark: people in, figures out."""

from collections.abc import Callable

from astana_employment.department.models import Role
from tests.benchmarks.cases import add_cases
from tests.benchmarks.grounds import add_cards
from tests.benchmarks.measures import (
    CERTIFICATES,
    WARM_UP,
    Measure,
    as_table,
    browser_of,
    certificates,
    grounds,
    indicators,
    machine,
    pages,
    searches,
    write_json,
)
from tests.benchmarks.people import People, add_people, register_everybody
from tests.benchmarks.vacancies import add_vacancies, vacancy_searches
from tests.benchmarks.wall import displays
from tests.factories import make_staff

__all__ = ["as_table", "machine", "run", "write_json"]

PASSWORD = "only-for-the-benchmark"
# As many undecided requests as a department of this size has on a bad day.
REQUESTS = 250
YEARS_OF_CASES = 5
# Calls that all displays of the hall follow.
CALLS = 40
VACANCIES = 20_000


def run(people: int, most: int, screens: int, cases: int, say: Callable[[str], object]) -> list[Measure]:
    """Fill the database and measure; the pages with `people` in it, the search and clause 17 with `most`.

    The wall is measured with so many `screens` on a server of its own; none leaves it out. The indicators are
    measured at the end, over `cases` of five years.
    """
    stream = iter(People())
    clerk = make_staff(role=Role.CLERK, username="bench-clerk", password=PASSWORD)
    deputy = make_staff(role=Role.DEPUTY_DIRECTOR, username="bench-deputy", password=PASSWORD)
    say(f"storing {people:,} people …")
    add_people(stream, people)
    register_everybody(clerk=clerk, requests=CERTIFICATES + WARM_UP + REQUESTS)
    clerk_browser, deputy_browser = browser_of(clerk, PASSWORD), browser_of(deputy, PASSWORD)
    say("preparing and signing …")
    measures = certificates(clerk_browser, deputy_browser)
    say("opening pages …")
    measures += pages(clerk_browser, deputy_browser)
    if screens:
        say(f"calling for {screens} displays …")
        measures += displays(screens, CALLS)
    say(f"storing {most:,} people …")
    add_people(stream, most - people)
    say("searching …")
    measures.append(searches())
    say(f"searching {VACANCIES:,} vacancies …")
    add_vacancies(VACANCIES, clerk=clerk)
    measures.append(vacancy_searches())
    say(f"storing the record cards of {most:,} registrations …")
    add_cards(most)
    say("finding grounds …")
    measures.append(grounds())
    say(f"storing {cases:,} cases of {YEARS_OF_CASES} years …")
    add_cases(cases, days=YEARS_OF_CASES * 365, clerk=clerk)
    say("computing the indicators …")
    head = make_staff(role=Role.HEAD_OF_DIVISION, username="bench-head", password=PASSWORD)
    return measures + indicators(browser_of(head, PASSWORD))
