"""Writing a checked card index into the database, in bulk and in the caller's one transaction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from astana_employment.department.models import Event, Series, StaffMember, format_number, next_numbers
from astana_employment.department.records import field_values, subject_type
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.tables_in.report import Report
from astana_employment.toolbox.verbs import label_of
from registry.index.checking import Card
from registry.index.editions import Editions
from registry.index.known import BATCH, batches
from registry.index.matching import KnownPerson
from registry.people.models import (
    IntakeApplication,
    Person,
    PresentedDocument,
    UnemploymentRegistration,
)

_PERSON_FIELDS = ("surname", "given_name", "patronymic", "birth_date", "iin", "sik", "rnn")
_REGISTRATION_FIELDS = ("number", "former_number", "registered_on", "ended_on")


@dataclass
class Import:
    """One import: who does it, the day, and the file it comes from."""

    by: StaffMember
    file_name: str
    sha256: str
    editions: Editions
    day: date = field(default_factory=today)

    def store(self, people: Iterable[KnownPerson], report: Report) -> None:
        """Write what is new of the people and their registrations, and the events; count it in the report."""
        changed = [person for person in people if person.cards]
        self._store_people(changed, report)
        cards = sorted(
            ((person, card) for person in changed for card in person.cards),
            key=lambda pair: (pair[1].registered_on, pair[1].line),
        )
        applications = self._store_applications(cards, report)
        # Numbers last: their series stays locked until the transaction ends.
        self._store_registrations(cards, applications, report)
        if cards:
            self._record_batch(report)

    def _store_people(self, changed: list[KnownPerson], report: Report) -> None:
        new = [person for person in changed if person.pk is None]
        rows = [_person_row(person) for person in new]
        for batch in batches(rows):
            Person.objects.bulk_create(batch)
        for person, row in zip(new, rows, strict=True):
            person.pk = row.pk
        self._record(
            "person.imported",
            (
                (row, row.pk, {**field_values(row, _PERSON_FIELDS), "line": person.cards[0].line}, None)
                for person, row in zip(new, rows, strict=True)
            ),
        )
        report.people_added = len(rows)

    def _store_applications(
        self, cards: list[tuple[KnownPerson, Card]], report: Report
    ) -> list[IntakeApplication]:
        rows = [self._application(person, card) for person, card in cards]
        for batch in batches(rows):
            IntakeApplication.objects.bulk_create(batch)
        documents = (
            PresentedDocument(
                application=row,
                kind=document.kind,
                form=document.form,
                number=document.number,
                issuer=document.issuer,
                issued_on=document.issued_on,
                expires_on=document.expires_on,
                has_police_mark=document.has_police_mark,
            )
            for row, (_person, card) in zip(rows, cards, strict=True)
            for document in card.documents
        )
        for documents_batch in batches(documents):
            PresentedDocument.objects.bulk_create(documents_batch)
            report.documents_added += len(documents_batch)
        return rows

    def _application(self, person: KnownPerson, card: Card) -> IntakeApplication:
        standard = self.editions.on(card.applied_on)
        return IntakeApplication(
            person_id=person.key,
            standard=standard,
            applied_on=card.applied_on,
            state=IntakeApplication.State.ACCEPTED,
            missing=self.editions.missing(standard, card),
            due_on=card.applied_on,
            due_rule={"rule": "imported"},
            registered_on=card.registered_on,
            taken_by=self.by,
            entered_on=self.day,
            is_imported=True,
        )

    def _store_registrations(
        self,
        cards: list[tuple[KnownPerson, Card]],
        applications: list[IntakeApplication],
        report: Report,
    ) -> None:
        """Number the registrations in the journal of their year, in the order of their days."""
        counts = Counter(card.registered_on.year for _person, card in cards)
        series = Series.REGISTRATION.value
        free = {year: iter(next_numbers(series, year, counts[year])) for year in sorted(counts)}
        rows = [
            self._registration(application, card, next(free[card.registered_on.year]))
            for application, (_person, card) in zip(applications, cards, strict=True)
        ]
        for batch in batches(rows):
            UnemploymentRegistration.objects.bulk_create(batch)
        self._record(
            "registration.imported",
            (
                (
                    row,
                    row.person_id,
                    {**field_values(row, _REGISTRATION_FIELDS), "line": card.line},
                    row.registered_on,
                )
                for row, (_person, card) in zip(rows, cards, strict=True)
            ),
        )
        report.registrations_added = len(rows)

    def _registration(
        self, application: IntakeApplication, card: Card, sequence: int
    ) -> UnemploymentRegistration:
        state = UnemploymentRegistration.State
        year = card.registered_on.year
        return UnemploymentRegistration(
            person_id=application.person_id,
            application=application,
            series=Series.REGISTRATION.value,
            year=year,
            sequence=sequence,
            number=format_number(Series.REGISTRATION.value, year, sequence),
            former_number=card.former_number,
            registered_on=card.registered_on,
            ended_on=card.ended_on,
            state=state.ENDED if card.ended_on else state.ACTIVE,
            registered_by=self.by,
            entered_on=self.day,
            is_imported=True,
        )

    # --- events ----------------------------------------------------------------------------------
    def _record(self, verb: str, acts: Iterable[tuple[Model, int, dict[str, Any], date | None]]) -> None:
        """Append an event for each (row, person, values, day it happened on)."""
        label_of(verb)
        events = (
            Event(
                verb=verb,
                subject_type=subject_type(row),
                subject_id=row.pk,
                by=self.by,
                case_file=f"person:{person}",
                after=after,
                happened_on=happened_on,
            )
            for row, person, after, happened_on in acts
        )
        for batch in batches(events):
            Event.objects.bulk_create(batch, batch_size=BATCH)

    def _record_batch(self, report: Report) -> None:
        """Append the event of the whole import: the file and what came of it."""
        label_of("register.imported")
        Event.objects.create(
            verb="register.imported",
            subject_type=subject_type(self.by),
            subject_id=self.by.pk,
            by=self.by,
            after={
                "file": self.file_name,
                "sha256": self.sha256,
                "rows": report.rows,
                "people": report.people_added,
                "registrations": report.registrations_added,
                "documents": report.documents_added,
            },
        )


def _person_row(person: KnownPerson) -> Person:
    """Return the card of a new person: the newest row counts, older ones fill in what it lacks."""
    newest_first = sorted(person.cards, key=lambda card: card.registered_on, reverse=True)
    newest = newest_first[0]

    def filled(name: str) -> str:
        return next((text for card in newest_first if (text := getattr(card, name))), "")

    return Person(
        surname=newest.surname,
        given_name=newest.given_name,
        patronymic=filled("patronymic"),
        birth_date=newest.birth_date,
        sex=newest.sex,
        category=newest.category,
        is_oralman=any(card.is_oralman for card in newest_first),
        latin_name=filled("latin_name"),
        address=newest.address,
        phone=filled("phone"),
        email=filled("email"),
        **person.codes,
    )
