"""The record cards behind the measure of clause 17: registrations copied by the database, with entries."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from astana_employment.toolbox.clock import today
from registry.models import UnemploymentRegistration
from tests.factories import make_registration
from tests.registry.card import rows as card

# Visits kept in time of each registration: two months of a date every ten days.
VISITS = 6
# Keys of the copies begin here, far from those of the rows they are copied from.
FIRST = 1_000_000


def clone(row: Any, count: int, **columns: str) -> None:
    """Copy a row `count` times, keys from FIRST on; `columns` are expressions over `n` and the row `t`."""
    fields = [field for field in row._meta.concrete_fields if not getattr(field, "generated", False)]
    values = {field.column: f"t.{field.column}" for field in fields} | {"id": f"{FIRST} + n", **columns}
    names, expressions = ", ".join(values), ", ".join(values.values())
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {expressions}"
            f" FROM {table} t, generate_series(1, {count}) n WHERE t.id = %s",
            [row.pk],
        )


def add_cards(registrations: int) -> None:
    """Add active registrations with cards: one in ten has missed a visit, other breaches are rarer."""
    first = today() - timedelta(days=200)
    model = make_registration(registered_on=first)
    kept = card.visit(model, first + timedelta(days=10), came_on=first + timedelta(days=10))
    with transaction.atomic():
        _skip_triggers()
        _add_people(model, registrations)
        for number in range(VISITS):
            clone(
                kept,
                registrations,
                id=f"{10 + number} * {FIRST * 10}::bigint + n",
                registration_id=f"{FIRST} + n",
                due_on=f"t.due_on + {number * 10}",
                came_on=f"t.came_on + {number * 10}",
            )
        _add_breaches(model, registrations)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_people(model: UnemploymentRegistration, registrations: int) -> None:
    clone(model.person, registrations, iin="''", surname="'Ахметов' || mod(n, 977)")
    clone(model.application, registrations, person_id=f"{FIRST} + n")
    clone(
        model,
        registrations,
        person_id=f"{FIRST} + n",
        application_id=f"{FIRST} + n",
        sequence=f"{FIRST} + n",
        number=f"'T-' || t.year || '-' || ({FIRST} + n)",
    )


def _add_breaches(model: UnemploymentRegistration, registrations: int) -> None:
    """Add to one registration in so many an entry that raises, or helps to raise, a ground."""
    first = model.registered_on
    shares: list[tuple[Any, int, dict[str, str]]] = [
        (card.visit(model, first + timedelta(days=130), "not_valid"), 10, {}),
        (card.visit(model, first + timedelta(days=140)), 25, {}),
        (card.summons(model, first + timedelta(days=60)), 30, {}),
        (card.referral(model, first + timedelta(days=70)), 40, {}),
        (card.broken_off(model, first + timedelta(days=80)), 100, {}),
        (card.life_event(model, first + timedelta(days=90)), 100, {}),
    ]
    offer = card.refused_offer(model, first + timedelta(days=20))
    later = {"offered_on": "t.offered_on + 5", "answered_on": "t.answered_on + 5"}
    # Clause 17(1) needs a second refusal; every other one gave it.
    shares += [(offer, 50, {}), (offer, 100, later)]
    for place, (entry, share, columns) in enumerate(shares):
        clone(
            entry,
            registrations // share,
            id=f"{1000 + place} * {FIRST * 10}::bigint + n",
            registration_id=f"{FIRST} + n * {share}",
            **columns,
        )


def _skip_triggers() -> None:
    """Write without history and checks for this transaction: it is the reading that is measured."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', coalesce(array_agg(DISTINCT tgname)::text, '{}'), true)"
            " FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'"
        )
