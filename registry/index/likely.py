"""New people of a file who may be somebody known: told by the desk's rules, never decided."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from registry.index.people_matching import KnownPerson, Matcher
from registry.law.identifiers import plain_number
from registry.law.likeness import Crowd, Reason
from registry.people.duplicates import MOST_SHOWN, owners_of_documents


class Likely(NamedTuple):
    """A new person of the file, somebody who was known before, and why both may be one."""

    new: KnownPerson
    known: KnownPerson
    reasons: list[Reason]


def likely_in_file(matcher: Matcher) -> Iterator[Likely]:
    """Walk through the likely duplicates: new people beside those of the database and of earlier lines.

    Of each person no more are told than the desk shows.
    """
    owners = _owners(matcher)
    crowd: Crowd[KnownPerson] = Crowd()
    for person in matcher.people:
        features = person.features
        if person.pk is None:
            like = islice(crowd.like(features), MOST_SHOWN)
            found = {id(known): Likely(person, known, reasons) for known, reasons in like}
            for number in _documents(person):
                for owner in owners.get(number, ())[:MOST_SHOWN]:
                    known = found.setdefault(id(owner), Likely(person, owner, []))
                    known.reasons.insert(0, Reason.SAME_DOCUMENT)
                owners.setdefault(number, []).append(person)
            yield from islice(found.values(), MOST_SHOWN)
        crowd.add(person, features)


def _documents(person: KnownPerson) -> set[str]:
    return {plain_number(card.identity_number) for card in person.cards} - {""}


def _owners(matcher: Matcher) -> dict[str, list[KnownPerson]]:
    """Return the people of the database by the numbers of their identity documents."""
    by_key = {person.pk: person for person in matcher.people if person.pk is not None}
    numbers = {card.identity_number for person in matcher.people for card in person.cards}
    found: dict[str, list[KnownPerson]] = {}
    for number, key in dict.fromkeys(owners_of_documents(numbers)):
        if key in by_key:
            found.setdefault(number, []).append(by_key[key])
    return found
