"""The table of people: one row is a registration of a person, with the documents of clause 12."""

from collections import Counter
from datetime import date
from hashlib import file_digest
from operator import attrgetter

from django.utils.translation import gettext as _

from astana_employment.department.management.importing import record_imported
from astana_employment.department.models import (
    DocumentKind,
    Event,
    Series,
    ServiceStandard,
    format_number,
    next_numbers,
)
from astana_employment.department.records import field_values, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.tables_in.importing import BATCH, TableIn
from astana_employment.toolbox.tables_in.rows import Row
from registry.index.checking import Card, check_card
from registry.index.columns import COLUMNS
from registry.index.likely import likely_in_file
from registry.index.people_matching import KnownPerson, Matcher, load_matcher
from registry.law.requirements import missing_documents
from registry.people.duplicates import REASONS
from registry.people.models import IntakeApplication, Person, PresentedDocument, UnemploymentRegistration

_PERSON_FIELDS = ("surname", "given_name", "patronymic", "birth_date", "iin", "sik", "rnn")
_REGISTRATION_FIELDS = ("number", "former_number", "registered_on", "ended_on")
# What a new card has of its rows: of the newest one that says it.
_OF_ROWS = (
    *("surname", "given_name", "patronymic", "birth_date", "sex", "category", "is_oralman"),
    *("latin_name", "address", "phone", "email"),
)


class Editions:
    """Which edition an old card stands under, and what that edition asks for."""

    def __init__(self) -> None:
        self._editions = list(
            ServiceStandard.objects.prefetch_related("required_documents").order_by("valid_from")
        )
        self._required: dict[tuple[int, str, bool], list[str]] = {}

    def on(self, day: date) -> ServiceStandard:
        """Return the edition in force on a day; a card from before the first one stands under the first."""
        return next((row for row in reversed(self._editions) if row.valid_from <= day), self._editions[0])

    def missing(self, card: Card) -> list[str]:
        """Return the documents of clause 12 that a card lacks under the edition of its day."""
        standard = self.on(card.applied_on)
        key = (standard.pk, card.category, card.is_oralman)
        if key not in self._required:
            self._required[key] = [
                str(kind) for kind in standard.required_kinds(card.category, is_oralman=card.is_oralman)
            ]
        return missing_documents(self._required[key], card.documents)


class People(TableIn[Card, Matcher]):
    """People and their registrations as one file gives them."""

    columns = COLUMNS
    writes = (Person, IntakeApplication, PresentedDocument, UnemploymentRegistration, Event)

    @classmethod
    def check(cls, row: Row) -> Card:
        """Return the card of a row."""
        return check_card(row)

    def match(self) -> Matcher:
        """Compare the good rows with each other and with the database."""
        self.editions, matcher = Editions(), load_matcher(self.rows)
        for card in self.rows:
            faults, notices, is_there = matcher.add(card)
            if faults:
                self.refuse(card.line, *faults)
            else:
                self._say(card, is_there=is_there)
            self.notice(card.line, *notices)
        self.report.there["people"] = sum(
            person.pk is not None and person.is_met for person in matcher.people
        )
        if not self.report.bad_rows:
            self._tell_likely(matcher)
        return matcher

    def _tell_likely(self, matcher: Matcher) -> None:
        """Tell of new people who may be known already, by the first reason, as the desk asks about them."""
        for likely in likely_in_file(matcher):
            reasons = "; ".join(str(REASONS[reason]) for reason in likely.reasons)
            text = _("May be the same person as %(place)s: %(reasons)s.")
            said = likely.known.say(text, reasons=reasons)
            kind = _("Likely duplicates, %(reason)s") % {"reason": REASONS[likely.reasons[0]]}
            self.notice(likely.new.cards[0].line, said, kind=kind)

    def _say(self, card: Card, *, is_there: bool) -> None:
        name = " ".join(filter(None, (card.surname, card.given_name, card.patronymic)))
        self.say(card.line, f"{name}, {numeric_date(card.registered_on)}", is_new=not is_there)
        if is_there:
            self.report.there["registrations"] += 1
        # Reading 60: an old card may lack documents other than the identity document, with a notice.
        elif missing := self.editions.missing(card):
            names = "; ".join(str(DocumentKind(kind).label) for kind in missing)
            self.notice(card.line, _("The card lacks: %(documents)s.") % {"documents": names})

    def store(self, new: Matcher) -> None:
        """Write what is new of the people and their registrations, and the events; count it in the report."""
        changed = [person for person in new.people if person.cards]
        self._store_people([person for person in changed if person.pk is None])
        cards = sorted(
            ((person, card) for person in changed for card in person.cards),
            key=lambda pair: (pair[1].registered_on, pair[1].line),
        )
        applications = [self._application(person, card) for person, card in cards]
        IntakeApplication.objects.bulk_create(applications, batch_size=BATCH)
        documents = [
            PresentedDocument(application=row, **vars(document))
            for row, (_person, card) in zip(applications, cards, strict=True)
            for document in card.documents
        ]
        PresentedDocument.objects.bulk_create(documents, batch_size=BATCH)
        # Numbers last: their series stays locked until the transaction ends.
        self._store_registrations([card for _person, card in cards], applications)
        self.report.added.update(registrations=len(cards), documents=len(documents))
        if cards:
            self._record_file()

    def _store_people(self, new: list[KnownPerson]) -> None:
        rows = [_person_row(person) for person in new]
        Person.objects.bulk_create(rows, batch_size=BATCH)
        for person, row in zip(new, rows, strict=True):
            person.pk = row.pk
        self.report.added["people"] += len(rows)
        acts = (
            (row, row.case_file, {**field_values(row, _PERSON_FIELDS), "line": known.cards[0].line}, None)
            for known, row in zip(new, rows, strict=True)
        )
        record_imported("person.imported", acts, by=self.by)

    def _application(self, person: KnownPerson, card: Card) -> IntakeApplication:
        return IntakeApplication(
            person_id=person.key,
            standard=self.editions.on(card.applied_on),
            applied_on=card.applied_on,
            state=IntakeApplication.State.ACCEPTED,
            missing=self.editions.missing(card),
            due_on=card.applied_on,
            due_rule={"rule": "imported"},
            registered_on=card.registered_on,
            taken_by=self.by,
            entered_on=today(),
            is_imported=True,
        )

    def _store_registrations(self, cards: list[Card], applications: list[IntakeApplication]) -> None:
        """Number the registrations in the journal of their year, in the order of their days."""
        counts = Counter(card.registered_on.year for card in cards)
        series = Series.REGISTRATION.value
        free = {year: iter(next_numbers(series, year, counts[year])) for year in sorted(counts)}
        rows = [
            self._registration(application, card, next(free[card.registered_on.year]))
            for application, card in zip(applications, cards, strict=True)
        ]
        UnemploymentRegistration.objects.bulk_create(rows, batch_size=BATCH)
        acts = (
            (
                row,
                f"person:{row.person_id}",
                {**field_values(row, _REGISTRATION_FIELDS), "line": card.line},
                row.registered_on,
            )
            for row, card in zip(rows, cards, strict=True)
        )
        record_imported("registration.imported", acts, by=self.by)

    def _registration(
        self, application: IntakeApplication, card: Card, sequence: int
    ) -> UnemploymentRegistration:
        state = UnemploymentRegistration.State
        series, year = Series.REGISTRATION.value, card.registered_on.year
        return UnemploymentRegistration(
            person_id=application.person_id,
            application=application,
            series=series,
            year=year,
            sequence=sequence,
            number=format_number(series, year, sequence),
            former_number=card.former_number,
            registered_on=card.registered_on,
            ended_on=card.ended_on,
            state=state.ENDED if card.ended_on else state.ACTIVE,
            registered_by=self.by,
            entered_on=today(),
            is_imported=True,
        )

    def _record_file(self) -> None:
        """Append the event of the whole file, and what came of it."""
        with self.source.path.open("rb") as content:
            sha256 = file_digest(content, "sha256").hexdigest()
        counts = {name: self.report.added[name] for name in ("people", "registrations", "documents")}
        after = {"file": self.source.name, "sha256": sha256, "rows": self.report.rows, **counts}
        record_event(verb="register.imported", subject=self.by, by=self.by, after=after)


def _person_row(known: KnownPerson) -> Person:
    """Return the card of a new person: the newest row counts, older ones fill in what it lacks."""
    newest_first = sorted(known.cards, key=attrgetter("registered_on"), reverse=True)
    said = {name: [getattr(card, name) for card in newest_first] for name in _OF_ROWS}
    return Person(
        **{name: next(filter(None, values), values[0]) for name, values in said.items()}, **known.codes
    )
