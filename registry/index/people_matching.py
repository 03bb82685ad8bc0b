"""Whose card a row is: compared with the cards that are there and with the other rows of the file.

A person is known by an identifier, and where a row has none, by name and date of birth. Nothing that
contradicts a card is merged into it, and no card that is there is changed by an import.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.names import fold_name, fold_patronymic
from astana_employment.toolbox.tables_in.importing import rows_with
from registry.index.checking import Card
from registry.law.likeness import Features, near_days
from registry.people.duplicates import CODES, owners_of_documents
from registry.people.models import FormerName, Person, UnemploymentRegistration

# A registration of the database, or an earlier row of the file.
Known = UnemploymentRegistration | Card


@dataclass(slots=True)
class KnownPerson:
    """A person of the database (`pk`) or one whom an earlier row of the file brings (`cards`)."""

    # The present name as written, and the keys of this and former ones.
    name: tuple[str, str, str]
    names: set[tuple[str, str]]
    patronymics: set[str]
    birth_date: date
    sex: str
    codes: dict[str, str]
    place: str
    pk: int | None = None
    # Numbers of cards that were merged into this one.
    other_codes: set[tuple[str, str]] = field(default_factory=set)
    is_met: bool = False
    registrations: list[Known] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """The rows of the file that bring something new of this person."""
        return [row for row in self.registrations if isinstance(row, Card)]

    @property
    def features(self) -> Features:
        """What is compared to find likely duplicates."""
        iin, sik, rnn = (self.codes.get(kind, "") for kind in CODES)
        surnames = tuple({surname for surname, _given_name in self.names})
        return Features(*self.name, self.birth_date, (iin, sik, rnn), surnames)

    @property
    def key(self) -> int:
        """The key of the stored card; LookupError before it is stored."""
        if self.pk is None:
            raise LookupError(self.place)
        return self.pk

    def say(self, text: str, **more: str) -> str:
        """Return a text about this person, who is named in it by the place."""
        return text % {"place": self.place, **more}

    def has_name_of(self, card: Card) -> bool:
        """Tell whether a name, present or former, is the row's in some spelling; a patronymic may lack."""
        patronymics = self.patronymics | {fold_patronymic(card.patronymic)}
        is_like = len(patronymics - {""}) < 2 or fold_patronymic(card.patronymic) in self.patronymics
        return is_like and (fold_name(card.surname), fold_name(card.given_name)) in self.names


def _known(row: Person | Card, codes: dict[str, str], place: str, pk: int | None = None) -> KnownPerson:
    name = (row.surname, row.given_name, row.patronymic)
    names = {(fold_name(row.surname), fold_name(row.given_name))}
    return KnownPerson(
        name, names, {fold_patronymic(row.patronymic)}, row.birth_date, row.sex, codes, place, pk
    )


class Matcher:
    """All people known so far; each row of the file is added or refused in turn."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        """Begin with the people of the database."""
        self.people: list[KnownPerson] = []
        self._by_code: dict[tuple[str, str], KnownPerson] = {}
        self._by_name: dict[tuple[str, str, date], list[KnownPerson]] = defaultdict(list)
        for person in known:
            self._index(person)

    def _index(self, person: KnownPerson) -> None:
        self.people.append(person)
        for code in (*person.other_codes, *person.codes.items()):
            self._by_code[code] = person
        for surname, given_name in person.names:
            self._by_name[surname, given_name, person.birth_date].append(person)

    def add(self, card: Card) -> tuple[list[str], list[str], bool]:
        """Compare a row with what is known and keep it.

        Returns faults (the row is then left out), notices, and whether its registration is there already.
        """
        faults: list[str] = []
        notices: list[str] = []
        person = self._find(card, faults, notices)
        same = []
        if person is not None and not faults:
            same = [row for row in person.registrations if _is_same(row, card)]
            faults += _faults_of(same[0], card) if same else _overlaps(person, card)
        if not faults:
            self._keep(person, card, is_there=bool(same))
        return faults, notices, bool(same)

    def _keep(self, person: KnownPerson | None, card: Card, *, is_there: bool) -> None:
        if person is None:
            person = _known(card, dict(card.codes), _place(card))
            self._index(person)
        elif person.pk is None:
            person.codes.update(card.codes)
            person.patronymics.add(fold_patronymic(card.patronymic))
            self._by_code.update(((kind, number), person) for kind, number in card.codes.items())
        person.is_met = True
        if not is_there:
            person.registrations.append(card)

    def _find(self, card: Card, faults: list[str], notices: list[str]) -> KnownPerson | None:
        """Return whose row it is, None for a person nobody knows yet or when there is a fault."""
        found = [self._by_code[code] for code in card.codes.items() if code in self._by_code]
        distinct = list({id(person): person for person in found}.values())
        if len(distinct) > 1:
            places = "; ".join(person.place for person in distinct)
            faults.append(_("Its numbers belong to different people: %(places)s.") % {"places": places})
            return None
        if distinct:
            faults += _contradictions(distinct[0], card)
            notices += _numbers_not_on_card(distinct[0], card)
            return distinct[0]
        return self._find_by_name(card, faults, notices)

    def _find_by_name(self, card: Card, faults: list[str], notices: list[str]) -> KnownPerson | None:
        key = (fold_name(card.surname), fold_name(card.given_name), card.birth_date)
        alike = [person for person in self._by_name.get(key, []) if person.has_name_of(card)]
        if not alike:
            return None
        if card.codes:
            text = _("Same name and date of birth as %(place)s, but other numbers: taken for another person.")
            notices.append(alike[0].say(text))
            return None
        candidates = [person for person in alike if not person.codes] or alike
        if len(candidates) > 1:
            text = _("Several people have this name and date of birth: %(places)s. Enter an IIN, SIK or RNN.")
            faults.append(text % {"places": "; ".join(person.place for person in candidates[:5])})
            return None
        if candidates[0].sex != card.sex:
            faults.append(candidates[0].say(_("%(place)s has this name and date of birth and another sex.")))
        return candidates[0]


def _place(row: Known) -> str:
    """Return where people find a registration: its line in the file, or its number."""
    return _("line %(line)d") % {"line": row.line} if isinstance(row, Card) else row.number


def _period(row: Known) -> str:
    last = numeric_date(row.ended_on) if row.ended_on else "…"
    return f"{numeric_date(row.registered_on)}–{last}"


def _is_same(row: Known, card: Card) -> bool:
    """Tell whether a row speaks of a registration: the same old number, or the same day."""
    has_number = bool(card.former_number) and row.former_number == card.former_number
    return has_number or row.registered_on == card.registered_on


def _faults_of(same: Known, card: Card) -> list[str]:
    """Return what is wrong with a row whose registration is there, or stands on an earlier line.

    One that ended since is no contradiction.
    """
    if isinstance(same, Card):
        return [_("The same registration stands on %(place)s.") % {"place": _place(same)}]
    differs = (
        same.registered_on != card.registered_on
        or (card.ended_on is not None and same.ended_on != card.ended_on)
        or bool(card.former_number and same.former_number and same.former_number != card.former_number)
    )
    text = _("The registration is there already as %(place)s with other data: %(period)s.")
    return [text % {"place": same.number, "period": _period(same)}] if differs else []


def _overlaps(person: KnownPerson, card: Card) -> list[str]:
    """Say with which registrations a row shares a day, as the database tells it."""
    text = _("Overlaps another registration of this person: %(place)s, %(period)s.")
    return [
        text % {"place": _place(row), "period": _period(row)}
        for row in person.registrations
        if card.registered_on != card.ended_on
        and row.registered_on != row.ended_on
        and (card.ended_on is None or row.registered_on < card.ended_on)
        and (row.ended_on is None or card.registered_on < row.ended_on)
    ]


def _contradictions(person: KnownPerson, card: Card) -> list[str]:
    """Return what a row says otherwise than the card that has its number."""
    found = []
    if person.birth_date != card.birth_date:
        text = _("%(place)s has this number and another date of birth: %(day)s.")
        found.append(person.say(text, day=numeric_date(person.birth_date)))
    if not person.has_name_of(card):
        found.append(person.say(_("%(place)s has this number and another name.")))
    if person.sex != card.sex:
        found.append(person.say(_("%(place)s has this number and another sex.")))
    for kind, number in card.codes.items():
        own = person.codes.get(kind, number)
        if own != number and (kind, number) not in person.other_codes:
            found.append(
                person.say(_("%(place)s has another %(code)s: %(number)s."), code=kind.upper(), number=own)
            )
    return found


def _numbers_not_on_card(person: KnownPerson, card: Card) -> list[str]:
    """Say which numbers of the row a card that is there lacks: the desk adds them, not the import."""
    stored = {*person.codes.items(), *person.other_codes}
    lacking = [kind.upper() for kind, number in card.codes.items() if (kind, number) not in stored]
    if person.pk is None or not lacking:
        return []
    text = _("%(place)s is there without these numbers, and was left as it is: %(codes)s.")
    return [person.say(text, codes=", ".join(lacking))]


# --- whom the database knows ---------------------------------------------------------------------
def load_matcher(cards: Sequence[Card]) -> Matcher:
    """Return a matcher that knows every stored person whom a row may mean.

    A number of a card that was merged into another one leads to that other card; a merge has moved its
    registrations there as well.
    """
    people = {person.pk: person for person in _possible_people(cards)}
    merged_into = {person.merged_into_id for person in people.values()} - {None, *people}
    people |= {person.pk: person for person in rows_with(Person.objects.all(), "pk", merged_into)}
    known = {
        pk: _known(person, _codes(person), f"{person.short_name} ({pk})", pk)
        for pk, person in people.items()
        if person.merged_into_id is None
    }
    for person in people.values():
        if person.merged_into_id is not None:
            known[person.merged_into_id].other_codes.update(_codes(person).items())
    for name in rows_with(FormerName.objects.order_by("pk"), "person", known):
        known[name.person_id].names.add((fold_name(name.surname), fold_name(name.given_name)))
        known[name.person_id].patronymics.add(fold_patronymic(name.patronymic))
    for row in rows_with(UnemploymentRegistration.objects.order_by("pk"), "person", known):
        known[row.person_id].registrations.append(row)
    return Matcher(known.values())


def _possible_people(cards: Sequence[Card]) -> Iterator[Person]:
    """Walk through the stored people with a number or a date of birth of the file, some of them twice."""
    for kind in CODES:
        numbers = {card.codes[kind] for card in cards if kind in card.codes}
        yield from rows_with(Person.objects.order_by("pk"), kind, numbers)
    there = Person.objects.cards().order_by("pk")
    born = {card.birth_date for card in cards}
    yield from rows_with(there, "birth_date", born)
    # Whom the desk would show as a likely duplicate: near that day, of the same surname or document.
    surnames = {fold_name(card.surname) for card in cards}
    near = set().union(*map(near_days, born)) - born
    yield from rows_with(there.filter(search_surname__in=surnames), "birth_date", near)
    documents = owners_of_documents({card.identity_number for card in cards})
    yield from rows_with(there, "pk", {owner for _number, owner in documents})


def _codes(person: Person) -> dict[str, str]:
    return {kind: getattr(person, kind) for kind in CODES if getattr(person, kind)}
