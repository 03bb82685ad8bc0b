"""Events of life that bear on the registration: address, employment, sentence, pension (clause 17(6)-(8))."""

from datetime import date

from django.db import transaction

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from registry.card.acts.common import enter
from registry.card.models import LifeEvent
from registry.people.acts.people import edit_person
from registry.people.models import Person, UnemploymentRegistration

MOVES = (LifeEvent.Kind.MOVED_WITHIN, LifeEvent.Kind.MOVED_AWAY)


@transaction.atomic
def record_life_event(
    *,
    registration: UnemploymentRegistration,
    kind: str,
    happened_on: date,
    by: StaffMember,
    document: str = "",
    new_address: str = "",
    note: str = "",
) -> LifeEvent:
    """Enter what happened and return the entry; the latest move also changes the address of the person.

    Inside Astana that is all a move does; one to another place is a ground (reading 13). RuleViolation for
    a move without the new address, and for a day outside the registration.
    """
    if kind in MOVES:  # whoever changes a person locks the person before what belongs to it
        locked(registration.person)
    event = LifeEvent(
        registration=locked(registration),
        kind=kind,
        happened_on=happened_on,
        document=document,
        new_address=new_address if kind in MOVES else "",
        note=note,
    )
    enter(event, "life_event", by=by)
    if kind in MOVES and _is_latest_move(event):
        person = Person.objects.get(pk=event.registration.person_id)
        edit_person(person=person, version=person.version, changes={"address": new_address}, by=by)
    return event


def _is_latest_move(event: LifeEvent) -> bool:
    later = LifeEvent.objects.valid().filter(
        registration__person=event.registration.person_id,
        kind__in=MOVES,
        happened_on__gt=event.happened_on,
    )
    return not later.exists()
