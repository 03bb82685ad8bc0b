"""One box for everything: a number opens its card, a name finds whoever is spelt like it.

Names are compared by their keys (`toolbox.names`) and by trigrams over the surname's own column, which stays
within 15 ms at 100,000 people; docs/decisions/0006-search.md has the measurements.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Case, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest

from astana_employment.department.models import Series, format_number
from astana_employment.toolbox.dates import parse_day
from astana_employment.toolbox.kazakh import latin_lookalikes, mend_lookalikes
from astana_employment.toolbox.names import begun_patronymics, fold_name, other_layouts, slips_of
from registry.people.duplicates import cards_with_codes, with_number
from registry.people.models import FormerName, Person, PresentedDocument, UnemploymentRegistration

# More than anybody reads; whoever sees the last one types more of the name.
MOST_FOUND = 100
# A trigram needs three letters; shorter words are looked up as beginnings only.
SHORTEST_FOR_TRIGRAMS = 3
# One wrong letter in six leaves 4 of 10 trigrams, in three 2 of 6. The higher threshold spares the database
# from comparing every surname in -анов; a beginning shorter than six letters is looked up as such, too.
LONG_SURNAME = 6
LONG_THRESHOLD, SHORT_THRESHOLD = 0.38, 0.3
# In so short a word one slip can leave fewer common trigrams than that: two neighbours exchanged in Ахметов
# leave 4 of 12. All its slips are looked up as they are, at most some 500; it costs the database 1 ms.
LONGEST_FOR_SLIPS = 9
# How like a surname is that is one slip apart, or one of several words; the same one is 1.
ONE_SLIP, ONE_OF_WORDS = 0.6, 0.5

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
    """Somebody whose name is like the one typed; `former` is the former name that matched, if one did.

    It is not `is_exact` when the given name has a slip.
    """

    person: Person
    score: float
    former: str = ""
    is_exact: bool = True


@dataclass
class Outcome:
    """What a search found: an address to open at once, or people to choose from.

    `read_as` says what was searched when what was typed found nobody: fewer words, or another layout.
    """

    url: str | None = None
    people: list[Person] = field(default_factory=list)
    matches: list[NameMatch] = field(default_factory=list)
    is_cut: bool = False
    read_as: str = ""


def search(text: str) -> Outcome:
    """Look up what was typed: numbers first, then names. `people` with one card means: open it."""
    people = people_with_number(text)
    if people:
        return Outcome(people=people)
    if url := next(filter(None, (lookup(text) for lookup in _lookups)), None):
        return Outcome(url=url)
    for number, query in enumerate(_questions(text)):
        if matches := people_with_name(query):
            read_as = " ".join(query.words) if number else ""
            return Outcome(matches=matches[:MOST_FOUND], is_cut=len(matches) > MOST_FOUND, read_as=read_as)
    return Outcome()


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

    The further words are the beginnings of given name and patronymic. Names typed in another order, surnames
    of several words, names in Latin letters, a slip in the given name are tried when that found nobody.
    """
    words = [word for word in query.words if fold_name(word)]
    if not words:
        return []
    readings = [_reading(words)]
    if len(words) > 1:
        readings += [_reading([words[1], words[0], *words[2:]]), _of_several_words(words)]
    return next(filter(None, (_found(reading, query) for reading in readings)), [])


def _questions(text: str) -> Iterator[NameQuery]:
    """Walk through what may have been meant: as typed, on another layout, then words dropped from the end."""
    typed, others = parse_name(text), [parse_name(other) for other in other_layouts(text)]
    # Latin letters are a Latin name or a keyboard left in Latin; Cyrillic ones are seldom meant as Latin.
    meant, rarely = ([typed, *others], []) if any(map(str.isascii, typed.words)) else ([typed], others)
    yield from meant
    for count in range(max(len(query.words) for query in meant) - 1, 0, -1):
        yield from (replace(query, words=query.words[:count]) for query in meant if len(query.words) > count)
    yield from rarely


def _owners_of_numbers(text: str) -> list[Person]:
    """Return who holds a document or a registration of this number, present or of the old card."""
    plain = " ".join(text.split())
    variants = {plain, plain.upper(), latin_lookalikes(plain.upper())[0]}
    registrations = UnemploymentRegistration.objects.filter(number__in=_register_numbers(variants))
    former = with_number(UnemploymentRegistration.objects.all(), "former_number", [plain])
    documents = with_number(PresentedDocument.objects.all(), "number", [plain])
    owners = set(registrations.values_list("person_id", flat=True))
    owners |= set(former.values_list("person_id", flat=True)[:MOST_FOUND])
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


class _Reading(NamedTuple):
    """One way to take words for a name: which rows fit, how like they are, how like a surname has to be.

    Of the rows that fit, those that are not `exact` count only where nobody else was found.
    """

    like: Q
    score: Any
    threshold: float = SHORT_THRESHOLD
    exact: Q = Q()


def _reading(words: list[str]) -> _Reading:
    """Take the first word for the surname, the next ones for given name and patronymic."""
    surname, given = fold_name(words[0]), _given_like(words[1:])
    slips = slips_of(surname) if SHORTEST_FOR_TRIGRAMS <= len(surname) <= LONGEST_FOR_SLIPS else set()
    of_words = Q(search_words__contains=f" {surname}")
    known = Case(
        When(search_surname__in=slips, then=Value(ONE_SLIP)),
        When(of_words, then=Value(ONE_OF_WORDS)),
        default=Value(0.0),
    )
    like = Q(search_surname__in=slips) | _surname_like(surname, of_words)
    return _Reading(
        like & (given | _given_like(words[1:], has_slip=True)),
        Greatest(TrigramSimilarity("search_surname", surname), known),
        LONG_THRESHOLD if len(surname) >= LONG_SURNAME else SHORT_THRESHOLD,
        exact=given,
    )


def _of_several_words(words: list[str]) -> _Reading:
    """Take the first two or three words for the surname; or all for one, or a Latin name, in any order."""
    keys = [key for word in words for part in _GAPS.split(word) if (key := fold_name(part))]
    every = reduce(and_, (Q(search_words__contains=f" {key}") for key in keys))
    joined = (
        Q(search_surname__startswith=fold_name("".join(words[:count]))) & _given_like(words[count:])
        for count in (2, 3)
        if count <= len(words)
    )
    return _Reading(reduce(or_, joined, every), Value(ONE_OF_WORDS))


def _surname_like(surname: str, of_words: Q) -> Q:
    """One letter is a surname of one letter (О, И), two are a beginning as typed."""
    if len(surname) == 1:
        return Q(search_surname=surname)
    if len(surname) < SHORTEST_FOR_TRIGRAMS:
        return Q(search_surname__startswith=surname)
    like = Q(search_surname__trigram_similar=surname) | of_words
    return like if len(surname) >= LONG_SURNAME else like | Q(search_surname__startswith=surname)


def _given_like(given: list[str], *, has_slip: bool = False) -> Q:
    """Given name and patronymic begin as typed; each may have several words, and the given name one slip."""
    like = Q()
    for count in range(1, len(given) + 1):
        first, rest = fold_name("".join(given[:count])), "".join(given[count:])
        is_first = Q(first_name__in=slips_of(first)) if has_slip else Q(search_given__startswith=first)
        begun = [Q(search_given__contains=f" {key}") for key in begun_patronymics(rest)] if rest else [Q()]
        like |= is_first & reduce(or_, begun)
    return like


def _found(reading: _Reading, query: NameQuery) -> list[NameMatch]:
    """Return the matches among cards and former names, the likest first.

    The `%` operator reads from a setting how like a surname has to be: it is set for this transaction.
    """
    found: dict[int, NameMatch] = {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            threshold = str(reading.threshold)
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [threshold])
        cards = _matching(Person.objects.cards(), reading).filter(_born(query, ""))
        for card in cards.order_by("-is_exact", "-score", "sort_key", "pk")[: MOST_FOUND + 1]:
            found[card.pk] = NameMatch(card, card.score, is_exact=card.is_exact)
        rows = FormerName.objects.select_related("person")
        former = _matching(rows, reading).filter(_born(query, "person__"))
        for name in former.order_by("-is_exact", "-score", "pk")[:MOST_FOUND]:
            match = NameMatch(name.person, name.score, former=name.full_name, is_exact=name.is_exact)
            known = found.get(name.person_id)
            if known is None or (known.is_exact, known.score) < (match.is_exact, match.score):
                found[name.person_id] = match
    exact = [match for match in found.values() if match.is_exact]
    return sorted(exact or found.values(), key=_likest_first)


def _matching(rows: QuerySet[Any], reading: _Reading) -> QuerySet[Any]:
    first_name = Func("search_given", Value(" "), Value(1), function="split_part", output_field=TextField())
    rows = rows.alias(first_name=first_name).filter(reading.like)
    is_exact = (
        Case(When(reading.exact, then=Value(True)), default=Value(False)) if reading.exact else Value(True)
    )
    scored: QuerySet[Any] = rows.annotate(score=reading.score, is_exact=is_exact)
    return scored


def _likest_first(match: NameMatch) -> tuple[float, bool, str, int]:
    """Sort by likeness; of two equally like, who bears the name now stands before who bore it once."""
    return -match.score, bool(match.former), match.person.sort_key, match.person.pk


def _born(query: NameQuery, path: str) -> Q:
    if query.born_on is not None:
        return Q(**{f"{path}birth_date": query.born_on})
    return Q(**{f"{path}birth_date__year": query.born_in}) if query.born_in is not None else Q()
