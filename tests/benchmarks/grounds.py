"""How long clause 17 takes over 100,000 active registrations, and with how many queries.

`measure()` fills the database it is given, which must be one to be thrown away, and returns the figures:
`make bench` prints them. By itself:

    python -m astana_employment.launch exec -- python -m tests.benchmarks.grounds
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

REGISTRATIONS = 100_000
TARGET_SECONDS = 30
TARGET_QUERIES = 20
# Visits kept in time of each registration: four months of a date every ten days.
VISITS = 12


def clone(row: Any, count: int, **columns: str) -> None:
    """Copy a row `count` times, keys from 1,000,001; `columns` are expressions over `n` and the row `t`."""
    from django.db import connection

    fields = [field for field in row._meta.concrete_fields if not getattr(field, "generated", False)]
    values = {field.column: f"t.{field.column}" for field in fields} | {"id": "1000000 + n", **columns}
    names, expressions = ", ".join(values), ", ".join(values.values())
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {expressions}"
            f" FROM {table} t, generate_series(1, {count}) n WHERE t.id = %s",
            [row.pk],
        )


@contextmanager
def without_triggers() -> Iterator[None]:
    """Write rows without their history and their checks: it is the reading that is measured."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield


def fill(registrations: int = REGISTRATIONS) -> None:
    """Write people, registrations and their cards: one in ten missed a visit, other breaches are rarer."""
    from django.db import connection

    from astana_employment.clock import today
    from tests.factories import make_registration
    from tests.registry import card_rows as card

    first = today() - timedelta(days=200)
    model = make_registration(registered_on=first)
    missed = [
        (card.visit(model, first + timedelta(days=130), "not_valid"), 10),
        (card.visit(model, first + timedelta(days=140)), 25),
        (card.summons(model, first + timedelta(days=60)), 30),
        (card.referral(model, first + timedelta(days=70)), 40),
        (card.broken_off(model, first + timedelta(days=80)), 100),
        (card.life_event(model, first + timedelta(days=90)), 100),
        (card.refused_offer(model, first + timedelta(days=20)), 50),
    ]
    kept = card.visit(model, first + timedelta(days=10), came_on=first + timedelta(days=10))
    with without_triggers():
        _people(model, registrations)
        for number in range(VISITS):
            clone(
                kept,
                registrations,
                id=f"{10 + number}::bigint * 10000000 + n",
                registration_id="1000000 + n",
                due_on=f"t.due_on + {number * 10}",
                came_on=f"t.came_on + {number * 10}",
            )
        for place, (entry, share) in enumerate(missed):
            place_id = f"{1000 + place}::bigint * 10000000 + n"
            clone(entry, registrations // share, id=place_id, registration_id=f"1000000 + n * {share}")
        # Clause 17(1) needs a second refusal; every other one gave it.
        clone(
            missed[-1][0],
            registrations // 100,
            id="2000::bigint * 10000000 + n",
            registration_id="1000000 + n * 100",
            offered_on="t.offered_on + 5",
            answered_on="t.answered_on + 5",
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(model: Any, registrations: int) -> None:
    clone(model.person, registrations, iin="''", surname="'Ахметов' || mod(n, 977)")
    clone(model.application, registrations, person_id="1000000 + n")
    clone(
        model,
        registrations,
        person_id="1000000 + n",
        application_id="1000000 + n",
        sequence="1000000 + n",
        number="'T-' || t.year || '-' || (1000000 + n)",
    )


def measure(registrations: int = REGISTRATIONS) -> dict[str, Any]:
    """Fill the database, walk all findings and return seconds, queries and how many were found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from astana_employment.clock import today
    from astana_employment.reference import load_reference
    from registry.facts import active_on, all_findings

    load_reference()
    fill(registrations)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        found = sum(len(row.findings) for row in all_findings(today()))
        seconds = time.perf_counter() - start
    return {
        "registrations": active_on(today()).count(),
        "findings": found,
        "seconds": round(seconds, 2),
        "queries": len(queries),
        "target_seconds": TARGET_SECONDS,
        "target_queries": TARGET_QUERIES,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "astana_employment.settings")
    import django

    django.setup()
    sys.stdout.write(f"{measure()}\n")
