"""Entries of the record card straight into the tables, for tests of what is read from them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from registry.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    UnemploymentRegistration,
    VisitAppointment,
)
from tests.factories import make_vacancy

RULE = {"unit": "working_days", "count": 2, "edition": "2013"}


def judged(registration: UnemploymentRegistration, judgement: str) -> dict[str, Any]:
    """Return the columns of a judgement."""
    if judgement == "open":
        return {"judgement": "open"}
    return {"judgement": judgement, "judged_by": registration.registered_by, "judged_at": timezone.now()}


def visit(
    registration: UnemploymentRegistration, due_on: date, judgement: str = "open", **fields: Any
) -> VisitAppointment:
    """Make a date for visiting, agreed on the first day of the registration; closed unless told otherwise."""
    values = {"agreed_on": registration.registered_on, "closed_on": due_on, "due_rule": RULE, **fields}
    return VisitAppointment.objects.create(
        registration=registration,
        entered_by=registration.registered_by,
        due_on=due_on,
        **judged(registration, judgement),
        **values,
    )


def summons(
    registration: UnemploymentRegistration, due_on: date, judgement: str = "open", **fields: Any
) -> Summons:
    """Make a summons of the day before it is due."""
    first = max(due_on - timedelta(days=1), registration.registered_on)
    values = {"summoned_on": first, "closed_on": due_on, "due_rule": RULE, **fields}
    return Summons.objects.create(
        registration=registration,
        entered_by=registration.registered_by,
        due_on=due_on,
        **judged(registration, judgement),
        **values,
    )


def referral(
    registration: UnemploymentRegistration, due_on: date, judgement: str = "open", **fields: Any
) -> Referral:
    """Make a referral to a job, given on the first day of the registration."""
    values = {
        "kind": "job",
        "destination": "«Астана жылу» ЖШС, электрик",
        "issued_on": registration.registered_on,
        "due_rule": RULE,
        **fields,
    }
    return Referral.objects.create(
        registration=registration,
        entered_by=registration.registered_by,
        due_on=due_on,
        **judged(registration, judgement),
        **values,
    )


def refused_offer(registration: UnemploymentRegistration, answered_on: date, **fields: Any) -> JobOffer:
    """Make a suitable job offered and refused in writing on the same day."""
    values = {
        "vacancy": make_vacancy(by=registration.registered_by),
        "offered_on": answered_on,
        "answer": "refused",
        "answered_on": answered_on,
        "refusal_document": "Жазбаша бас тарту",
        **fields,
    }
    return JobOffer.objects.create(registration=registration, entered_by=registration.registered_by, **values)


def broken_off(
    registration: UnemploymentRegistration, ended_on: date, judgement: str = "open", **fields: Any
) -> Participation:
    """Make paid public works that the person stopped; the Department had referred to them."""
    if "referral" not in fields:
        works = {"kind": "public_works", "destination": "Көркейту, Есіл ауданы"}
        fields["referral"] = referral(registration, registration.registered_on, "valid", **works)
    values = {
        "kind": "public_works",
        "place": "Көркейту, Есіл ауданы",
        "started_on": registration.registered_on,
        "ending": "stopped_by_person",
        **fields,
    }
    return Participation.objects.create(
        registration=registration,
        entered_by=registration.registered_by,
        ended_on=ended_on,
        **judged(registration, judgement),
        **values,
    )


def life_event(
    registration: UnemploymentRegistration, happened_on: date, kind: str = "moved_away", **fields: Any
) -> LifeEvent:
    """Make an event of life."""
    values = {"new_address": "Қарағанды қаласы, Гоголь көшесі, 3", "document": "Анықтама № 7", **fields}
    return LifeEvent.objects.create(
        registration=registration,
        entered_by=registration.registered_by,
        kind=kind,
        happened_on=happened_on,
        **values,
    )


def raise_ground(registration: UnemploymentRegistration, ground: int, judgement: str = "not_valid") -> None:
    """Enter what raises a ground of clause 17; the registration has to be a few days old for 2, 3 and 5."""
    first = registration.registered_on
    {
        1: lambda: [refused_offer(registration, first) for _twice in range(2)],
        2: lambda: referral(registration, first, judgement),
        3: lambda: summons(registration, first, judgement),
        4: lambda: broken_off(registration, first, judgement),
        5: lambda: visit(registration, first, judgement),
        6: lambda: life_event(registration, first, "moved_away"),
        7: lambda: life_event(registration, first, "sentenced"),
        8: lambda: life_event(registration, first, "pension"),
    }[ground]()


def void(entry: Any) -> None:
    """Void an entry."""
    type(entry).objects.filter(pk=entry.pk).update(voided_at=timezone.now(), void_reason="қате")
