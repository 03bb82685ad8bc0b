"""Reading from the database whom the rows of a card index may mean."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from astana_employment.toolbox.kazakh import fold
from registry.index.checking import CODES, Card
from registry.index.matching import KnownPerson, KnownRegistration, Matcher
from registry.people.models import FormerName, Person, UnemploymentRegistration

BATCH = 1000
T = TypeVar("T")


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Cut items into lists of at most a thousand."""
    walk = iter(items)
    while batch := list(islice(walk, BATCH)):
        yield batch


def load_matcher(cards: Sequence[Card]) -> Matcher:
    """Return a matcher that knows every stored person whom a row may mean.

    A number of a card that was merged into another one leads to that other card.
    """
    people = {person.pk: person for person in _possible_people(cards)}
    merged_into = {person.merged_into_id for person in people.values()} - {None, *people}
    for batch in batches(merged_into):
        people.update(Person.objects.in_bulk(batch))
    known = {pk: _known(person) for pk, person in people.items() if person.merged_into_id is None}
    for person in people.values():
        if person.merged_into_id is not None:
            known[person.merged_into_id].other_codes.update(_codes(person).items())
    _add_former_names(known)
    _add_registrations(known)
    return Matcher(known.values())


def _possible_people(cards: Sequence[Card]) -> Iterator[Person]:
    """Walk through the stored people with a number or a date of birth of the file, some of them twice."""
    for kind in CODES:
        for numbers in batches({card.codes[kind] for card in cards if kind in card.codes}):
            yield from Person.objects.filter(**{f"{kind}__in": numbers}).order_by("pk")
    for days in batches({card.birth_date for card in cards}):
        yield from Person.objects.cards().filter(birth_date__in=days).order_by("pk")


def _codes(person: Person) -> dict[str, str]:
    return {kind: getattr(person, kind) for kind in CODES if getattr(person, kind)}


def _known(person: Person) -> KnownPerson:
    return KnownPerson(
        names={(fold(person.surname), fold(person.given_name))},
        patronymics={fold(person.patronymic)},
        birth_date=person.birth_date,
        sex=person.sex,
        codes=_codes(person),
        place=f"{person.short_name} ({person.pk})",
        pk=person.pk,
    )


def _add_former_names(known: dict[int, KnownPerson]) -> None:
    for batch in batches(known):
        for name in FormerName.objects.filter(person__in=batch).order_by("pk"):
            person = known[name.person_id]
            person.names.add((fold(name.surname), fold(name.given_name)))
            person.patronymics.add(fold(name.patronymic))


def _add_registrations(known: dict[int, KnownPerson]) -> None:
    """A merge moves the registrations to the card that holds, so each person has all of its own."""
    for batch in batches(known):
        for row in UnemploymentRegistration.objects.filter(person__in=batch).order_by("pk"):
            known[row.person_id].registrations.append(
                KnownRegistration(row.registered_on, row.ended_on, row.former_number, number=row.number)
            )
