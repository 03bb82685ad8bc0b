"""Whose card a row is: compared with the cards that are there and with the other rows of the file.

A person is known by an identifier, and where a row has none, by name and date of birth. Nothing that
contradicts a card is merged into it, and no card that is there is changed by an import.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.kazakh import fold
from astana_employment.toolbox.tables_in.report import Remark
from registry.index.checking import CODES, Card

CODE_LABELS = {"iin": "IIN", "sik": "SIK", "rnn": "RNN"}


@dataclass(slots=True)
class KnownRegistration:
    """A registration of the database (`number`) or of an earlier row of the file (`line`)."""

    registered_on: date
    ended_on: date | None
    former_number: str
    number: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Where people find it: its number, or its line in the file."""
        return self.number or _("line %(line)d") % {"line": self.line}

    def overlaps(self, first: date, last: date | None) -> bool:
        """Tell whether a period [first, last) shares a day with this one, as the database tells it."""
        if first == last or self.registered_on == self.ended_on:
            return False
        return (last is None or self.registered_on < last) and (
            self.ended_on is None or first < self.ended_on
        )


@dataclass(slots=True)
class KnownPerson:
    """A person of the database (`pk`) or one whom an earlier row of the file brings (`cards`)."""

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
    registrations: list[KnownRegistration] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    @property
    def key(self) -> int:
        """The key of the stored card; LookupError before it is stored."""
        if self.pk is None:
            raise LookupError(self.place)
        return self.pk

    def has_name_of(self, card: Card) -> bool:
        """Tell whether a name, present or former, is the row's in some spelling; a patronymic may lack."""
        patronymics = self.patronymics | {fold(card.patronymic)}
        is_like = len(patronymics - {""}) < 2 or fold(card.patronymic) in self.patronymics
        return is_like and (fold(card.surname), fold(card.given_name)) in self.names


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

    def add(self, card: Card) -> tuple[list[Remark], list[Remark], bool]:
        """Compare a row with what is known and keep it.

        Returns problems (the row is then left out), notices, and whether its registration is there already.
        """
        faults: list[str] = []
        notices: list[str] = []
        person = self._find(card, faults, notices)
        is_there = False
        if person is not None and not faults:
            is_there = self._compare_registrations(person, card, faults)
        if not faults:
            self._keep(person, card, is_there=is_there)
        return (
            [Remark(card.line, "", text) for text in faults],
            [Remark(card.line, "", text) for text in notices],
            is_there,
        )

    def _keep(self, person: KnownPerson | None, card: Card, *, is_there: bool) -> None:
        if person is None:
            person = _person_of(card)
            self._index(person)
        elif person.pk is None:
            person.codes.update(card.codes)
            person.patronymics.add(fold(card.patronymic))
            self._by_code.update(((kind, number), person) for kind, number in card.codes.items())
        person.is_met = True
        if not is_there:
            person.cards.append(card)
            person.registrations.append(
                KnownRegistration(card.registered_on, card.ended_on, card.former_number, line=card.line)
            )

    # --- the person ------------------------------------------------------------------------------
    def _find(self, card: Card, faults: list[str], notices: list[str]) -> KnownPerson | None:
        """Return whose row it is, None for a person nobody knows yet or when there is a fault."""
        found = [self._by_code[code] for code in card.codes.items() if code in self._by_code]
        distinct = list({id(person): person for person in found}.values())
        if len(distinct) > 1:
            faults.append(
                _("Its numbers belong to different people: %(places)s.")
                % {"places": "; ".join(person.place for person in distinct)}
            )
            return None
        if distinct:
            faults.extend(_contradictions(distinct[0], card))
            notices.extend(_numbers_not_on_card(distinct[0], card))
            return distinct[0]
        return self._find_by_name(card, faults, notices)

    def _find_by_name(self, card: Card, faults: list[str], notices: list[str]) -> KnownPerson | None:
        key = (fold(card.surname), fold(card.given_name), card.birth_date)
        alike = [person for person in self._by_name.get(key, []) if person.has_name_of(card)]
        if not alike:
            return None
        if card.codes:
            notices.append(
                _("Same name and date of birth as %(place)s, but other numbers: taken for another person.")
                % {"place": alike[0].place}
            )
            return None
        without_codes = [person for person in alike if not person.codes]
        candidates = without_codes or alike
        if len(candidates) > 1:
            faults.append(
                _("Several people have this name and date of birth: %(places)s. Enter an IIN, SIK or RNN.")
                % {"places": "; ".join(person.place for person in candidates[:5])}
            )
            return None
        if candidates[0].sex != card.sex:
            faults.append(
                _("%(place)s has this name and date of birth and another sex.")
                % {"place": candidates[0].place}
            )
        return candidates[0]

    # --- the registration ------------------------------------------------------------------------
    def _compare_registrations(self, person: KnownPerson, card: Card, faults: list[str]) -> bool:
        """Tell whether the row's registration is there already; note what contradicts or overlaps."""
        same = [row for row in person.registrations if _is_same(row, card)]
        if not same:
            faults.extend(
                _("Overlaps another registration of this person: %(place)s, %(period)s.")
                % {"place": row.place, "period": _period(row)}
                for row in person.registrations
                if row.overlaps(card.registered_on, card.ended_on)
            )
            return False
        if same[0].line:
            faults.append(_("The same registration stands on %(place)s.") % {"place": same[0].place})
        elif _differs(same[0], card):
            faults.append(
                _("The registration is there already as %(place)s with other data: %(period)s.")
                % {"place": same[0].place, "period": _period(same[0])}
            )
        return True


def _person_of(card: Card) -> KnownPerson:
    return KnownPerson(
        names={(fold(card.surname), fold(card.given_name))},
        patronymics={fold(card.patronymic)},
        birth_date=card.birth_date,
        sex=card.sex,
        codes=dict(card.codes),
        place=_("line %(line)d") % {"line": card.line},
    )


def _contradictions(person: KnownPerson, card: Card) -> list[str]:
    """Return what a row says otherwise than the card that has its number."""
    found = []
    if person.birth_date != card.birth_date:
        found.append(
            _("%(place)s has this number and another date of birth: %(day)s.")
            % {"place": person.place, "day": numeric_date(person.birth_date)}
        )
    if not person.has_name_of(card):
        found.append(_("%(place)s has this number and another name.") % {"place": person.place})
    if person.sex != card.sex:
        found.append(_("%(place)s has this number and another sex.") % {"place": person.place})
    found += [
        _("%(place)s has another %(code)s: %(number)s.")
        % {"place": person.place, "code": CODE_LABELS[kind], "number": person.codes[kind]}
        for kind in CODES
        if kind in card.codes
        and person.codes.get(kind, card.codes[kind]) != card.codes[kind]
        and (kind, card.codes[kind]) not in person.other_codes
    ]
    return found


def _numbers_not_on_card(person: KnownPerson, card: Card) -> list[str]:
    """Say which numbers of the row a card that is there lacks: the desk adds them, not the import."""
    stored = {*person.codes.items(), *person.other_codes}
    lacking = [CODE_LABELS[kind] for kind, number in card.codes.items() if (kind, number) not in stored]
    if person.pk is None or not lacking:
        return []
    return [
        _("%(place)s is there without these numbers, and was left as it is: %(codes)s.")
        % {"place": person.place, "codes": ", ".join(lacking)}
    ]


def _is_same(row: KnownRegistration, card: Card) -> bool:
    has_number = bool(card.former_number) and row.former_number == card.former_number
    return has_number or row.registered_on == card.registered_on


def _differs(row: KnownRegistration, card: Card) -> bool:
    """Tell whether a stored registration contradicts the row; one that ended since does not."""
    return (
        row.registered_on != card.registered_on
        or (card.ended_on is not None and row.ended_on != card.ended_on)
        or bool(card.former_number and row.former_number and row.former_number != card.former_number)
    )


def _period(row: KnownRegistration) -> str:
    last = numeric_date(row.ended_on) if row.ended_on else "…"
    return f"{numeric_date(row.registered_on)}–{last}"
