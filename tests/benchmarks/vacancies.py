"""Vacancies as employers announce them, and the time a search among them takes."""

import random
from datetime import timedelta
from functools import partial

from django.db import connection

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from registry.models import Vacancy
from registry.reference import shipped_professions
from registry.vacancies.search import Wanted, fitting_keys
from tests.benchmarks.measures import Measure, measure, timed

_RANKS = ("", "", "аға", "II санатты", "көмекшісі")
SOUGHT = [Wanted(name, 2) for name in ("электрик", "водитель", "дәнекерлеуші", "бухгалтр", "заңгер")]
ROUNDS = 4
# The file begins with the commonest professions.
COMMONEST = 52


def add_vacancies(count: int, *, clerk: StaffMember) -> None:
    """Store so many vacancies of the commonest professions, a third of them open without end."""
    names = [name for row in shipped_professions()[:COMMONEST] for name in (*row.names_kk, *row.names_ru)]
    chance = random.Random(1)
    Vacancy.objects.bulk_create(
        Vacancy(
            employer=f"«Астана құрылыс» ЖШС {number}",
            profession=f"{chance.choice(names)} {chance.choice(_RANKS)}".strip(),
            address="Астана қаласы",
            experience_years=number % 6,
            open_from=today() - timedelta(days=number % 90),
            open_until=today() + timedelta(days=30) if number % 3 else None,
            entered_by=clerk,
        )
        for number in range(count)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_vacancy")


def vacancy_searches() -> Measure:
    """Search five professions, in both languages and with a slip, as the desk does."""
    taken = [ms for one in SOUGHT for ms in timed(partial(fitting_keys, one, today()), ROUNDS)]
    return measure(f"search a profession among {Vacancy.objects.count():,} vacancies", taken, 15)
