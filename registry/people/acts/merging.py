"""Two cards of one person made one; nothing of either is lost."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import apply_changes, locked, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.people.models import (
    FormerName,
    IntakeApplication,
    Person,
    PersonMerge,
    UnemploymentRegistration,
)

# What the kept card takes from the merged one where it has nothing itself.
FILLED_IN = (
    "iin",
    "sik",
    "rnn",
    "latin_name",
    "phone",
    "email",
    "routing_letter",
    "patronymic",
    "given_name",
)


@transaction.atomic
def merge_people(*, kept: Person, merged: Person, reason: str, by: StaffMember) -> PersonMerge:
    """Merge the card `merged` into `kept` and return the record of it.

    Applications, registrations and former names move to the kept card, which takes the numbers it lacks.
    The merged card keeps its own, so that both are still found. RuleViolation for a card that was merged
    before, and for registrations that overlap.
    """
    if kept.pk == merged.pk:
        raise RuleViolation(_("A card cannot be merged with itself."))
    if not reason:
        raise RuleViolation(_("Say why both cards are one person's."), field="reason")
    cards = {card.pk: locked(card) for card in sorted((kept, merged), key=lambda card: card.pk)}
    kept, merged = cards[kept.pk], cards[merged.pk]
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise RuleViolation(_("One of the cards was merged meanwhile. Open the card again."))
    _refuse_overlap(kept, merged)
    with constraint_errors():
        _move_rows(kept, merged)
        _close(merged, kept)
        _fill_in(kept, merged, by)
    merge = PersonMerge.objects.create(kept=kept, merged=merged, reason=reason, by=by)
    record_event(
        verb="person.merged",
        subject=merge,
        by=by,
        case_file=kept.case_file,
        reason=reason,
        after={"merged": merged.full_name},
    )
    return merge


def _refuse_overlap(kept: Person, merged: Person) -> None:
    """No two registrations of a person overlap; say which ones would."""
    rows = list(UnemploymentRegistration.objects.filter(person__in=(kept, merged)))
    for one in (row for row in rows if row.person_id == kept.pk):
        for two in (row for row in rows if row.person_id == merged.pk):
            ends_first = one.ended_on is not None and one.ended_on <= two.registered_on
            ends_last = two.ended_on is not None and two.ended_on <= one.registered_on
            if not (ends_first or ends_last):
                raise RuleViolation(
                    _(
                        "The registrations %(one)s and %(two)s overlap. One person is registered once: "
                        "end the wrong one first, then merge."
                    ),
                    clause="5(1)",
                    params={"one": one.number, "two": two.number},
                )


def _move_rows(kept: Person, merged: Person) -> None:
    if merged.full_name != kept.full_name:
        FormerName.objects.create(
            person=kept,
            surname=merged.surname,
            given_name=merged.given_name,
            patronymic=merged.patronymic,
            why=FormerName.Why.CORRECTED,
            until=today(),
        )
    for model in (IntakeApplication, UnemploymentRegistration, FormerName):
        model._default_manager.filter(person=merged).update(person=kept)
    Person.objects.filter(merged_into=merged).update(merged_into=kept)


def _close(merged: Person, kept: Person) -> None:
    """From here on the numbers of the merged card are free for the kept one."""
    merged.merged_into = kept
    merged.version += 1
    merged.save(update_fields=["merged_into", "version"])


def _fill_in(kept: Person, merged: Person, by: StaffMember) -> None:
    wanted = {name: getattr(kept, name) or getattr(merged, name) for name in FILLED_IN}
    before, after = apply_changes(kept, wanted)
    if after:
        kept.version += 1
        kept.save(update_fields=[*after, "version"])
        record_event(
            verb="person.edited", subject=kept, by=by, case_file=kept.case_file, before=before, after=after
        )
