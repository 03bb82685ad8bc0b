"""Cards of people: opened, changed, renamed, sent to a window, told apart, merged."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked_at_version,
    record_event,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.violations import constraint_errors
from registry.people.duplicates import LikelyDuplicates, likely_duplicates, taken_numbers
from registry.people.models import DuplicateDecision, FormerName, Person

NAME_FIELDS = ("surname", "given_name", "patronymic", "latin_name")
DATA_FIELDS = (
    *("category", "is_oralman", "birth_date", "sex", "iin", "sik", "rnn"),
    *("address", "phone", "email"),
)
# Any number that no other advisory lock of the desk has.
_OPENING_CARDS = 20_080_006


@transaction.atomic
def add_person(
    *,
    fields: Mapping[str, Any],
    by: StaffMember,
    identity_number: str = "",
    not_same_as: Iterable[Person] = (),
    not_same_reason: str = "",
    is_imported: bool = False,
) -> Person:
    """Open a card (clause 6) and return it.

    `fields` has NAME_FIELDS and DATA_FIELDS. `not_same_as` are the like cards of which the officer says, with
    a reason, that they are other people's; each is recorded. LikelyDuplicates when a like card is not among
    them; RuleViolation beside iin, sik or rnn when another card has that number. The import of old cards
    tells of like cards in its own report (`is_imported`).
    """
    if not is_imported:
        _wait_for_cards_being_opened()
    _refuse_taken_numbers(fields)
    told_apart = {card.pk: card for card in not_same_as}
    if not is_imported:
        found = likely_duplicates(fields, identity_number=identity_number)
        if any(like.person.pk not in told_apart for like in found):
            raise LikelyDuplicates(found)
    with constraint_errors():
        person = Person.objects.create(**{name: fields[name] for name in fields})
    person.refresh_from_db()
    record_event(
        verb="person.added",
        subject=person,
        by=by,
        case_file=person.case_file,
        after=field_values(person, (*NAME_FIELDS, *DATA_FIELDS)),
    )
    for other in told_apart.values():
        tell_apart(person=person, other=other, reason=not_same_reason, by=by)
    return person


@transaction.atomic
def edit_person(*, person: Person, version: int, changes: Mapping[str, Any], by: StaffMember) -> Person:
    """Change data of a card that was shown at `version`; names have acts of their own.

    StaleRecord if somebody changed it meanwhile; RuleViolation when another card has a number.
    """
    card = locked_at_version(person, version)
    _refuse_taken_numbers(changes, of=card)
    before, after = apply_changes(card, {name: changes[name] for name in DATA_FIELDS if name in changes})
    if after:
        _save(card, [*after])
        record_event(
            verb="person.edited", subject=card, by=by, case_file=card.case_file, before=before, after=after
        )
    return card


def correct_name(
    *, person: Person, version: int, names: Mapping[str, str], by: StaffMember, reason: str = ""
) -> Person:
    """Correct a slip in a name; the former spelling stays, for search."""
    return _rename(person, version, names, by, FormerName.Why.CORRECTED, reason)


def change_name(
    *, person: Person, version: int, names: Mapping[str, str], by: StaffMember, reason: str
) -> Person:
    """Enter a name changed by law (marriage, court); the former one stays, for search (reading 32)."""
    if not reason:
        raise RuleViolation(_("Say which document changed the name."), field="reason")
    return _rename(person, version, names, by, FormerName.Why.CHANGED, reason)


@transaction.atomic
def _rename(
    person: Person, version: int, names: Mapping[str, str], by: StaffMember, why: FormerName.Why, reason: str
) -> Person:
    card = locked_at_version(person, version)
    former = FormerName(
        person=card,
        surname=card.surname,
        given_name=card.given_name,
        patronymic=card.patronymic,
        why=why,
        until=today(),
    )
    before, after = apply_changes(card, {name: names[name] for name in NAME_FIELDS if name in names})
    if not after:
        raise RuleViolation(_("The name is the same as before."), field="surname")
    if former.full_name != card.full_name:
        former.save()
    _save(card, [*after])
    record_event(
        verb=f"person.name_{why.value}",
        subject=card,
        by=by,
        case_file=card.case_file,
        reason=reason,
        before=before,
        after=after,
    )
    card.refresh_from_db()
    return card


@transaction.atomic
def set_routing_letter(*, person: Person, version: int, letter: str, by: StaffMember) -> Person:
    """Send a person to a window by another letter than the surname's; nothing gives it back (reading 59)."""
    if letter and letter not in ALPHABET:
        raise RuleViolation(_("Choose one of the 42 letters."), clause="11", field="letter")
    card = locked_at_version(person, version)
    before, after = apply_changes(card, {"routing_letter": letter})
    if after:
        _save(card, [*after])
        record_event(
            verb="person.window_set",
            subject=card,
            by=by,
            case_file=card.case_file,
            before=before,
            after=after,
        )
    return card


@transaction.atomic
def tell_apart(*, person: Person, other: Person, reason: str, by: StaffMember) -> DuplicateDecision:
    """Record that two like cards are two people's; saying it twice keeps the first decision."""
    if not reason:
        raise RuleViolation(_("Say why it is not the same person."), field="not_same_reason")
    first, second = sorted((person, other), key=lambda card: card.pk)
    decision, is_new = DuplicateDecision.objects.get_or_create(
        person=first, other=second, defaults={"reason": reason, "by": by}
    )
    if is_new:
        record_event(
            verb="person.not_duplicate",
            subject=decision,
            by=by,
            case_file=person.case_file,
            reason=reason,
            after={"other": other.full_name},
        )
    return decision


def _wait_for_cards_being_opened() -> None:
    """Open cards one after the other: two officers with the same person must see each other's card.

    Without an IIN no unique index holds the two apart. The lock ends with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_OPENING_CARDS])


def _save(card: Person, names: list[str]) -> None:
    card.version += 1
    with constraint_errors():
        card.save(update_fields=[*names, "version"])


def _refuse_taken_numbers(fields: Mapping[str, Any], *, of: Person | None = None) -> None:
    """Two cards never share a number; the unique index holds it when two officers are equally fast."""
    for field in taken_numbers(fields, of=of):
        raise RuleViolation(_("Another card has this number."), field=field)
