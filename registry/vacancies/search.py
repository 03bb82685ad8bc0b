"""Suitable vacancies (clause 1): by profession, experience and district, each with why it fits.

Professions are compared folded and by trigrams, under all names that are known of them, over the column's own
index: within 15 ms at 20,000 vacancies (`make bench`; a test holds what is read); the names are two further,
small queries. The search only shows; whether a vacancy suits the person is for the officer to judge
(reading 8).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.vacancies.models import District, Vacancy, VacancyQuerySet, VacancySearch
from registry.vacancies.professions import Known, known_as, likeness, others_among, tidy

# One wrong letter in a word of seven leaves 4 of its 8 trigrams; `professions.likeness` decides afterwards.
LIKENESS = 0.5
# A trigram needs three letters.
SHORTEST_FOR_TRIGRAMS = 3
MOST_NEAR = 10
LONGEST_EXPERIENCE = 60

_SET = (
    "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('enable_seqscan', %s, true)"
)


@dataclass(frozen=True)
class Wanted:
    """What is sought: the person's profession, years of experience, and a district if one was asked for."""

    profession: str
    experience_years: int = 0
    district: str = ""

    @property
    def district_name(self) -> str:
        """The district in words; empty when any will do."""
        return str(District(self.district).label) if self.district else ""


@dataclass(frozen=True)
class Point:
    """One thing compared: whether it fits, and in words why."""

    fits: bool
    text: str


@dataclass(frozen=True)
class Match:
    """A vacancy compared with what is sought."""

    vacancy: Vacancy
    points: tuple[Point, ...]
    why_not: str = ""

    @property
    def fits(self) -> bool:
        """Tell whether nothing speaks against it."""
        return all(point.fits for point in self.points)


def wanted_of(search: VacancySearch) -> Wanted:
    """Return what a kept search asked for."""
    return Wanted(search.profession, search.experience_years, search.district)


def fitting_keys(wanted: Wanted, day: date, known: Known | None = None) -> list[int]:
    """Return the keys of the vacancies open on a day that fit, the likest first (three queries).

    `known` is what the profession is called besides (`known_as`), where the caller has asked that already.
    """
    known = known or known_as(wanted.profession)
    return _likest(Vacancy.objects.open_on(day).filter(_allows(wanted)), known)


def near_misses(wanted: Wanted, day: date) -> list[Match]:
    """Return vacancies of the profession that fit but for the experience or the district (four queries)."""
    known = known_as(wanted.profession)
    keys = _likest(Vacancy.objects.open_on(day).exclude(_allows(wanted)), known)[:MOST_NEAR]
    rows = Vacancy.objects.in_bulk(keys)
    return [compare(rows[key], wanted, known.names) for key in rows_in_order(rows, keys)]


def matches_of(search: VacancySearch, keys: Iterable[int]) -> list[Match]:
    """Return vacancies that a kept search found, in the order of `keys` (one query).

    They are compared under the names that the search was made with, whatever the professions are called now.
    """
    wanted = wanted_of(search)
    rows = Vacancy.objects.in_bulk(list(keys))
    return [
        compare(rows[key], wanted, search.compared, search.why_not.get(str(key), ""))
        for key in rows_in_order(rows, keys)
    ]


def rows_in_order(rows: dict[int, Vacancy], keys: Iterable[int]) -> list[int]:
    """Return those keys that have a row; vacancies are never deleted, so that is all of them."""
    return [key for key in keys if key in rows]


def compare(vacancy: Vacancy, wanted: Wanted, names: Sequence[str], why_not: str = "") -> Match:
    """Say point by point how a vacancy compares with what is sought; `names` are the other ones of it."""
    points = (
        _profession(vacancy, wanted, names),
        _experience(vacancy, wanted),
        *([_district(vacancy, wanted)] if wanted.district else []),
    )
    return Match(vacancy, points, why_not)


def _profession(vacancy: Vacancy, wanted: Wanted, names: Sequence[str]) -> Point:
    has = tidy(vacancy.profession)
    if tidy(wanted.profession) in has:
        return Point(True, _("the profession sought"))
    if name := next((name for name in names if tidy(name) in has), ""):
        return Point(True, _("another name of the profession sought: %(name)s") % {"name": name})
    return Point(True, _("a profession like the one sought"))


def _experience(vacancy: Vacancy, wanted: Wanted) -> Point:
    asked = vacancy.experience_years
    if not asked:
        return Point(True, _("no experience is asked for"))
    text = ngettext(
        "%(years)d year of experience is asked for", "%(years)d years of experience are asked for", asked
    )
    return Point(asked <= wanted.experience_years, text % {"years": asked})


def _district(vacancy: Vacancy, wanted: Wanted) -> Point:
    if not vacancy.district:
        return Point(True, _("no district is named"))
    return Point(vacancy.district == wanted.district, str(vacancy.get_district_display()))


def _allows(wanted: Wanted) -> Q:
    """Keep what asks for no more experience than there is, in the district or in none that is named."""
    allows = Q(experience_years__lte=wanted.experience_years)
    return allows & Q(district__in=[wanted.district, ""]) if wanted.district else allows


def _likest(rows: VacancyQuerySet, known: Known) -> list[int]:
    """Return the keys of the vacancies of the profession; the likest first, of equals the best paid."""
    spellings = known.spellings
    like = _spelt(spellings[0])
    for spelling in spellings[1:]:
        like |= named(spelling)
    with _by_trigrams():
        found = list(rows.filter(like).order_by().values_list("pk", "search_profession", "pay"))
    scores = {profession: likeness(profession, spellings) for _key, profession, _pay in found}
    doubtful = [text for text, score in scores.items() if score and text not in spellings]
    scores |= dict.fromkeys(others_among(doubtful, known), 0)
    kept = [(-scores[profession], -(pay or 0), key) for key, profession, pay in found if scores[profession]]
    return [key for _score, _pay, key in sorted(kept)]


def named(spelling: str) -> Q:
    """Keep what holds the words of a folded name; words of two letters only where there are no others."""
    words = spelling.split()
    longer = [word for word in words if len(word) >= SHORTEST_FOR_TRIGRAMS] or words
    return reduce(and_, (Q(search_profession__contains=word) for word in longer))


def _spelt(spelling: str) -> Q:
    if len(spelling) < SHORTEST_FOR_TRIGRAMS:
        return Q(search_profession=spelling) | Q(search_profession__startswith=f"{spelling} ")
    return Q(search_profession__trigram_word_similar=spelling)


@contextmanager
def _by_trigrams() -> Iterator[None]:
    """Say for this transaction how like a word has to be, and that the index is to be used.

    PostgreSQL takes comparing two texts for as cheap as comparing two numbers, and would compare all of them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, [str(LIKENESS), "off"])
        yield
        cursor.execute(_SET, [str(LIKENESS), "on"])
