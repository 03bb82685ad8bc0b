"""To which registration an entry of the file belongs, and whether it stands on the card already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.tables_in.importing import rows_with
from registry.card.models import KINDS, Referral
from registry.index.entry_checking import EntryData
from registry.index.entry_columns import OLD_KINDS
from registry.people.duplicates import CODES
from registry.people.models import Person, UnemploymentRegistration

# What makes two entries the same one: kind, registration, day, and what the kind adds.
Identity = tuple[Any, ...]
ReferralKey = tuple[int, str, date]


class Registrations:
    """The registrations that the rows of a file may mean, read in batches."""

    def __init__(self, entries: Sequence[EntryData]) -> None:
        self._person_of: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._of_person: dict[int, list[UnemploymentRegistration]] = defaultdict(list)
        self._of_number: dict[str, list[UnemploymentRegistration]] = defaultdict(list)
        for kind in CODES:
            numbers = {entry.codes[kind] for entry in entries if kind in entry.codes}
            for person in rows_with(Person.objects.all(), kind, numbers):
                self._person_of[kind, getattr(person, kind)].add(person.merged_into_id or person.pk)
        rows = UnemploymentRegistration.objects.all()
        for row in rows_with(rows, "person", set().union(*self._person_of.values())):
            self._of_person[row.person_id].append(row)
        for row in rows_with(rows, "former_number", {entry["former_number"] for entry in entries} - {""}):
            self._of_number[row.former_number].append(row)

    def of(self, entry: EntryData) -> UnemploymentRegistration | str:
        """Return the registration on whose days an entry lies; a text that says why there is none."""
        rows = self._of_entry(entry)
        if isinstance(rows, str):
            return rows
        first, last = min(entry.days), max(entry.days)
        fitting = [
            row
            for row in rows
            if row.registered_on <= first and (row.ended_on is None or last <= row.ended_on)
        ]
        if fitting:
            # Where one registration ends on the day on which the next begins, the next one has the entry.
            return max(fitting, key=lambda row: row.registered_on)
        periods = "; ".join(_period(row) for row in sorted(rows, key=lambda row: row.registered_on))
        return _(
            "The days of the entry lie outside the registrations of this person: %(periods)s (clause 15)."
        ) % {"periods": periods}

    def _of_entry(self, entry: EntryData) -> list[UnemploymentRegistration] | str:
        number = entry["former_number"]
        if entry.codes:
            people = set().union(*(self._person_of[code] for code in entry.codes.items()))
            if not people:
                return _("These numbers belong to nobody who is known.")
            rows = [row for person in people for row in self._of_person[person]]
            found = [row for row in rows if row.former_number == number] or rows
        elif found := self._of_number[number]:
            people = {row.person_id for row in found}
        else:
            return _("No registration has this number of the old card.")
        if len(people) > 1:
            return _("These numbers belong to several people. Enter the IIN, SIK or RNN of one of them.")
        return found


def _period(row: UnemploymentRegistration) -> str:
    last = numeric_date(row.ended_on) if row.ended_on else ""
    return f"{row.number}, {numeric_date(row.registered_on)} – {last}".rstrip(" –")


def identity_of(entry: EntryData, registration: UnemploymentRegistration) -> Identity:
    """Return what makes an entry of the file the same as one that is there."""
    return (entry.kind, registration.pk, entry.day, *(entry[cell] for cell in entry.old.same.values()))


def stored_identities(registrations: Iterable[int]) -> set[Identity]:
    """Return the identities of what stands on the cards, voided or not: what was voided stays void."""
    found: set[Identity] = set()
    for kind, old in OLD_KINDS.items():
        model = KINDS[kind]
        rows = model._default_manager.values_list("registration", model.begins, *old.same)
        found.update((kind, *row) for row in rows_with(rows, "registration", registrations))
    return found


def referral_key(registration: int, own_kind: str, issued_on: date) -> ReferralKey:
    """Return what a referral to training or public works is found by."""
    return (registration, own_kind, issued_on)


def stored_referrals(registrations: Iterable[int]) -> dict[ReferralKey, Referral]:
    """Return the valid referrals of registrations; of two of one kind and day the later entered."""
    rows = rows_with(Referral.objects.valid().order_by("pk"), "registration", registrations)
    return {referral_key(row.registration_id, row.kind, row.issued_on): row for row in rows}


def open_on_cards(registrations: Iterable[int]) -> dict[str, dict[int, date]]:
    """Return by registration the day of the visit that is awaited, and of the summons that is open."""
    found: dict[str, dict[int, date]] = {}
    for kind in (kind for kind in KINDS.values() if kind.one_open):
        rows = kind._default_manager.filter(**kind.open_when, voided_at__isnull=True)
        found[kind.slug] = {
            row.registration_id: getattr(row, kind.begins)
            for row in rows_with(rows, "registration", registrations)
        }
    return found
