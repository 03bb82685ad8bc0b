"""To which registration an entry of the file belongs, and whether it stands on the card already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from registry.card.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.index.entry_checking import EntryData
from registry.index.known import batches
from registry.people.models import Person, UnemploymentRegistration

# What makes two entries of a registration the same one, besides their kind: as stored, and as in a row.
Identity = tuple[Any, ...]


class Registrations:
    """The registrations that the rows of a file may mean, read in batches."""

    def __init__(self, entries: Sequence[EntryData]) -> None:
        self._person_of: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._of_person: dict[int, list[UnemploymentRegistration]] = defaultdict(list)
        self._of_number: dict[str, list[UnemploymentRegistration]] = defaultdict(list)
        self._read_people(entries)
        people = {pk for found in self._person_of.values() for pk in found}
        for batch in batches(sorted(people)):
            for row in UnemploymentRegistration.objects.filter(person__in=batch):
                self._of_person[row.person_id].append(row)
        numbers = {entry.texts["former_number"] for entry in entries} - {""}
        for number_batch in batches(sorted(numbers)):
            for row in UnemploymentRegistration.objects.filter(former_number__in=number_batch):
                self._of_number[row.former_number].append(row)

    def _read_people(self, entries: Sequence[EntryData]) -> None:
        for kind in ("iin", "sik", "rnn"):
            numbers = {entry.codes[kind] for entry in entries if kind in entry.codes}
            for batch in batches(sorted(numbers)):
                for person in Person.objects.filter(**{f"{kind}__in": batch}):
                    key = (kind, getattr(person, kind))
                    self._person_of[key].add(person.merged_into_id or person.pk)

    def of(self, entry: EntryData) -> UnemploymentRegistration | str:
        """Return the registration on whose days an entry lies; a text that says why there is none."""
        rows = self._of_entry(entry)
        if isinstance(rows, str):
            return rows
        first, last = min(entry.days.values()), max(entry.days.values())
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
        number = entry.texts["former_number"]
        if entry.codes:
            people = set().union(*(self._person_of[key] for key in entry.codes.items()))
            if len(people) != 1:
                return _("These numbers belong to nobody who is known.") if not people else _several()
            rows = self._of_person[people.pop()]
            return [row for row in rows if row.former_number == number] or rows
        rows = self._of_number[number]
        if not rows:
            return _("No registration has this number of the old card.")
        return rows if len({row.person_id for row in rows}) == 1 else _several()


def _several() -> str:
    return _("These numbers belong to several people. Enter the IIN, SIK or RNN of one of them.")


def _period(row: UnemploymentRegistration) -> str:
    last = numeric_date(row.ended_on) if row.ended_on else ""
    return f"{row.number}, {numeric_date(row.registered_on)} – {last}".rstrip(" –")


# --- the same entry ------------------------------------------------------------------------------
def identity_of(entry: EntryData, registration: UnemploymentRegistration) -> Identity:
    """Return what makes an entry of the file the same as one that is there."""
    base: Identity = (entry.kind, registration.pk, entry.day)
    if entry.kind == "offer":
        return (*base, entry.texts["place"], entry.texts["profession"])
    if entry.kind == "referral":
        return (*base, entry.own_kind, destination_of(entry))
    if entry.kind == "participation":
        return (*base, entry.own_kind, entry.texts["place"])
    return (*base, entry.own_kind) if entry.kind == "life-event" else base


def destination_of(entry: EntryData) -> str:
    """Return where a referral led: the profession and the employer."""
    parts = (entry.texts["profession"], entry.texts["place"])
    return ", ".join(part for part in parts if part)[:200]


def stored_identities(registrations: Iterable[int]) -> set[Identity]:
    """Return the identities of what stands on the cards, voided or not: what was voided stays void."""
    found: set[Identity] = set()
    for batch in batches(sorted(registrations)):
        for kind, rows in _stored(batch):
            found.update((kind, *row) for row in rows)
    return found


def _stored(batch: list[int]) -> list[tuple[str, Iterable[tuple[Any, ...]]]]:
    here = {"registration__in": batch}
    return [
        ("visit", VisitAppointment.objects.filter(**here).values_list("registration", "agreed_on")),
        ("summons", Summons.objects.filter(**here).values_list("registration", "summoned_on")),
        (
            "offer",
            JobOffer.objects.filter(**here).values_list(
                "registration", "offered_on", F("vacancy__employer"), F("vacancy__profession")
            ),
        ),
        (
            "referral",
            Referral.objects.filter(**here).values_list("registration", "issued_on", "kind", "destination"),
        ),
        (
            "participation",
            Participation.objects.filter(**here).values_list("registration", "started_on", "kind", "place"),
        ),
        ("life-event", LifeEvent.objects.filter(**here).values_list("registration", "happened_on", "kind")),
    ]


def open_on_cards(registrations: Iterable[int]) -> tuple[dict[int, date], set[int]]:
    """Return the registrations with an awaited visit, with its day, and those with an open summons."""
    visits: dict[int, date] = {}
    summonses: set[int] = set()
    for batch in batches(sorted(registrations)):
        here = {"registration__in": batch, "closed_on__isnull": True}
        visits.update(
            VisitAppointment.objects.valid().filter(**here).values_list("registration", "agreed_on")
        )
        summonses.update(Summons.objects.valid().filter(**here).values_list("registration", flat=True))
    return visits, summonses
