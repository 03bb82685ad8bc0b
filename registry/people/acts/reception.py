"""What one visit at the window does in one transaction: the card, the documents, the registration."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from astana_employment.department.models import StaffMember
from registry.law.requirements import DocumentData
from registry.people.acts.intake import hand_in_documents
from registry.people.acts.people import add_person, edit_person
from registry.people.acts.registration import register_unemployed
from registry.people.duplicates import CODES
from registry.people.models import IntakeApplication, Person


@dataclass(frozen=True)
class HandedIn:
    """What was put on the counter: documents, the three numbers, the day, and who allowed a later entry."""

    documents: Sequence[DocumentData]
    codes: Mapping[str, str]
    identity_number: str
    day: date
    allowed_by: StaffMember | None = None


@transaction.atomic
def receive_new_person(
    *,
    fields: Mapping[str, Any],
    handed_in: HandedIn,
    by: StaffMember,
    not_same_as: Iterable[Person] = (),
    not_same_reason: str = "",
    register: bool,
) -> IntakeApplication:
    """Open a card, take the documents in and, with `register` and nothing missing, register the person.

    Raises what `add_person`, `hand_in_documents` and `register_unemployed` raise; then nothing is saved.
    """
    person = add_person(
        fields={**fields, **handed_in.codes},
        by=by,
        identity_number=handed_in.identity_number,
        not_same_as=not_same_as,
        not_same_reason=not_same_reason,
    )
    return _take_in(person, handed_in, by, register=register)


@transaction.atomic
def receive_again(
    *, person: Person, handed_in: HandedIn, by: StaffMember, register: bool
) -> IntakeApplication:
    """Take the documents of a person who has a card: the next attempt, or a new registration.

    A number that the card did not have yet is noted on it.
    """
    new = {kind: handed_in.codes[kind] for kind in CODES if handed_in.codes.get(kind)}
    card = edit_person(person=person, version=person.version, changes=new, by=by)
    return _take_in(card, handed_in, by, register=register)


def _take_in(person: Person, handed_in: HandedIn, by: StaffMember, *, register: bool) -> IntakeApplication:
    application = hand_in_documents(
        person=person,
        documents=handed_in.documents,
        applied_on=handed_in.day,
        by=by,
        allowed_by=handed_in.allowed_by,
    )
    if register and application.state == IntakeApplication.State.ACCEPTED:
        register_unemployed(
            application=application, registered_on=handed_in.day, by=by, allowed_by=handed_in.allowed_by
        )
    return application
