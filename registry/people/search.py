"""One box for everything: a number opens its card, a name finds whoever is spelt like it.

Names are compared folded and by trigrams over the surname's own column, which stays within 15 ms at
100,000 people; docs/decisions/0006-search.md has the measurements.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import F, Func, Q, QuerySet

from astana_employment.department.models import Series, format_number
from astana_employment.toolbox.dates import parse_day
from astana_employment.toolbox.kazakh import fold, latin_lookalikes, mend_lookalikes
from registry.people.duplicates import cards_with_codes
from registry.people.models import FormerName, Person, PresentedDocument, UnemploymentRegistration

# More than anybody reads; whoever sees the last one types more of the name.
MOST_FOUND = 100
# A trigram needs three letters; shorter words are looked up as beginnings only.
SHORTEST_FOR_TRIGRAMS = 3
# One wrong letter in six leaves 4 of 10 trigrams, in three 2 of 6. The higher threshold spares the database
# from comparing every surname in -анов; a beginning shorter than six letters is looked up as such, too.
LONG_SURNAME = 6
LONG_THRESHOLD, SHORT_THRESHOLD = 0.38, 0.3

_GAPS = re.compile(r"[\s\-‐‑‒–—−]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REGISTRATION_NUMBER = re.compile(rf"{Series.REGISTRATION.value}[\s/-]?(\d{{4}})[\s/-]?(\d{{1,6}})")

Lookup = Callable[[str], str | None]
_lookups: list[Lookup] = []


def register_lookup(lookup: Lookup) -> None:
    """Let an upper app look up its own exact numbers: what was typed in, the address to open or None out."""
    _lookups.append(lookup)


@dataclass(frozen=True)
class NameQuery:
    """A typed name taken apart: words in the order typed, and the date or year of birth if there is one."""

    words: list[str]
    born_on: date | None = None
    born_in: int | None = None


@dataclass
class NameMatch:
    """Somebody whose name is like the one typed; `former` is the former name that matched, if one did."""

    person: Person
    score: float
    former: str = ""


@dataclass
class Outcome:
    """What a search found: an address to open at once, or people to choose from."""

    url: str | None = None
    people: list[Person] = field(default_factory=list)
    matches: list[NameMatch] = field(default_factory=list)
    is_cut: bool = False


def search(text: str) -> Outcome:
    """Look up what was typed: numbers first, then names. `people` with one card means: open it."""
    people = people_with_number(text)
    if people:
        return Outcome(people=people)
    if url := next(filter(None, (lookup(text) for lookup in _lookups)), None):
        return Outcome(url=url)
    matches = people_with_name(parse_name(text))
    return Outcome(matches=matches[:MOST_FOUND], is_cut=len(matches) > MOST_FOUND)


def people_with_number(text: str) -> list[Person]:
    """Return the cards, merged ones too, that bear exactly this IIN, SIK, RNN, document or other number."""
    if not any(character.isdigit() for character in text):
        return []
    compact = _GAPS.sub("", text).upper()
    code = latin_lookalikes(compact)[0]
    owners = cards_with_codes(Q(iin=compact) | Q(rnn=compact) | Q(sik=code)) if compact else []
    return owners or _owners_of_numbers(text)


def parse_name(text: str) -> NameQuery:
    """Take «Ахметов Ерлан 1985» or «Ахметов 17.05.1985» apart."""
    words: list[str] = []
    born_on, born_in = None, None
    for word in mend_lookalikes(text.replace(",", " "))[0].split():
        if not any(character.isdigit() for character in word):
            words.append(word)
        elif _YEAR.fullmatch(word):
            born_in = int(word)
        else:
            born_on = _day_or_none(word) or born_on
    return NameQuery(words, born_on, born_in)


def people_with_name(query: NameQuery) -> list[NameMatch]:
    """Return people with a present or former surname like the one typed, the likest first.

    The further words are the beginnings of given name and patronymic. Names typed in another order, and
    surnames of several words, are tried when the first word found nobody.
    """
    words = [fold(word) for word in query.words]
    if not words:
        return []
    readings = [words]
    if len(words) > 1:
        readings += [[words[1], words[0], *words[2:]], [" ".join(words[:2]), *words[2:]]]
    return next(filter(None, (_read_as(reading, query) for reading in readings)), [])


def _owners_of_numbers(text: str) -> list[Person]:
    """Return who holds a document or a registration of this number, present or of the old card."""
    plain = " ".join(text.split())
    variants = {plain, plain.upper(), latin_lookalikes(plain.upper())[0]}
    registrations = Q(former_number__in=variants) | Q(number__in=_register_numbers(variants))
    owners = set(UnemploymentRegistration.objects.filter(registrations).values_list("person_id", flat=True))
    documents = PresentedDocument.objects.filter(number__in=variants)
    owners |= set(documents.values_list("application__person_id", flat=True)[:MOST_FOUND])
    cards = Person.objects.select_related("merged_into").filter(pk__in=owners)
    return list(cards.order_by("sort_key", "pk")) if owners else []


def _register_numbers(variants: Iterable[str]) -> list[str]:
    """Return the numbers as printed: «т 2026 123» is T-2026-000123."""
    found = filter(None, (_REGISTRATION_NUMBER.fullmatch(text) for text in variants))
    return [
        format_number(Series.REGISTRATION, int(year), int(number)) for year, number in map(_groups, found)
    ]


def _groups(found: re.Match[str]) -> tuple[str, str]:
    return found[1], found[2]


def _day_or_none(word: str) -> date | None:
    """A word with digits that is no date (a flat number) is left out of the question."""
    try:
        return parse_day(word, past=True)
    except ValueError:
        return None


def _read_as(words: list[str], query: NameQuery) -> list[NameMatch]:
    """Return the matches when the first word is the surname, the next ones given name and patronymic."""
    surname, *given = words
    found: dict[int, NameMatch] = {}
    with transaction.atomic():
        _set_threshold(surname)
        cards = _like(Person.objects.cards(), surname, given).filter(_born(query, ""))
        for card in cards.order_by("-score", "sort_key", "pk")[: MOST_FOUND + 1]:
            found[card.pk] = NameMatch(card, card.score)
        rows = FormerName.objects.select_related("person")
        former = _like(rows, surname, given).filter(_born(query, "person__"))
        for name in former.order_by("-score", "pk")[:MOST_FOUND]:
            if name.person_id not in found or found[name.person_id].score < name.score:
                found[name.person_id] = NameMatch(name.person, name.score, former=name.full_name)
    return sorted(found.values(), key=_likest_first)


def _likest_first(match: NameMatch) -> tuple[float, bool, str, int]:
    """Sort by likeness; of two equally like, who bears the name now stands before who bore it once."""
    return -match.score, bool(match.former), match.person.sort_key, match.person.pk


def _set_threshold(surname: str) -> None:
    """Say for this transaction how like a surname has to be; the `%` operator reads it from a setting."""
    threshold = LONG_THRESHOLD if len(surname) >= LONG_SURNAME else SHORT_THRESHOLD
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(threshold)])


def _like(rows: QuerySet[Any], surname: str, given: list[str]) -> QuerySet[Any]:
    """Keep the rows with a surname like or beginning as typed; `score` says how like it is."""
    rows = rows.filter(_surname_like(surname)).annotate(score=TrigramSimilarity("search_surname", surname))
    for name, typed in zip(("given_name", "patronymic"), given, strict=False):
        folded = f"folded_{name}"
        rows = rows.annotate(**{folded: Func(F(name), function="kk_fold")})
        rows = rows.filter(**{f"{folded}__startswith": typed})
    return rows


def _surname_like(surname: str) -> Q:
    """One letter is a surname of one letter (О, И); two or several words are a beginning as typed."""
    if len(surname) == 1:
        return Q(search_surname=surname)
    if len(surname) < SHORTEST_FOR_TRIGRAMS or " " in surname:
        return Q(search_surname__startswith=surname)
    like = Q(search_surname__trigram_similar=surname)
    return like if len(surname) >= LONG_SURNAME else like | Q(search_surname__startswith=surname)


def _born(query: NameQuery, path: str) -> Q:
    if query.born_on is not None:
        return Q(**{f"{path}birth_date": query.born_on})
    return Q(**{f"{path}birth_date__year": query.born_in}) if query.born_in is not None else Q()
