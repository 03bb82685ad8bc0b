"""Suitable vacancies (clause 1): by profession, experience and district, each with why it fits.

Professions are compared folded and by trigrams, in Kazakh and in Russian, over the column's own index: within
15 ms at 20,000 vacancies (`make bench`; a test holds what is read). The search only shows; whether a vacancy
suits the person is the officer's judgement (reading 8).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from astana_employment.toolbox.kazakh import fold
from registry.vacancies.models import District, Vacancy, VacancyQuerySet, VacancySearch
from registry.vacancies.professions import likeness, spellings_of

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


def fitting_keys(wanted: Wanted, day: date) -> list[int]:
    """Return the keys of the vacancies open on a day that fit, the likest first (one query)."""
    return _likest(Vacancy.objects.open_on(day).filter(_allows(wanted)), wanted)


def near_misses(wanted: Wanted, day: date) -> list[Match]:
    """Return vacancies of the profession that fit but for the experience or the district (two queries)."""
    keys = _likest(Vacancy.objects.open_on(day).exclude(_allows(wanted)), wanted)[:MOST_NEAR]
    rows = Vacancy.objects.in_bulk(keys)
    return [compare(rows[key], wanted) for key in rows_in_order(rows, keys)]


def matches_of(search: VacancySearch, keys: Iterable[int]) -> list[Match]:
    """Return vacancies that a kept search found, in the order of `keys` (one query)."""
    wanted = wanted_of(search)
    rows = Vacancy.objects.in_bulk(list(keys))
    return [compare(rows[key], wanted, search.why_not.get(str(key), "")) for key in rows_in_order(rows, keys)]


def rows_in_order(rows: dict[int, Vacancy], keys: Iterable[int]) -> list[int]:
    """Return those keys that have a row; vacancies are never deleted, so that is all of them."""
    return [key for key in keys if key in rows]


def compare(vacancy: Vacancy, wanted: Wanted, why_not: str = "") -> Match:
    """Say point by point how a vacancy compares with what is sought."""
    points = (
        _profession(vacancy, wanted),
        _experience(vacancy, wanted),
        *([_district(vacancy, wanted)] if wanted.district else []),
    )
    return Match(vacancy, points, why_not)


def _profession(vacancy: Vacancy, wanted: Wanted) -> Point:
    has, asked = fold(vacancy.profession), fold(wanted.profession)
    if asked in has:
        return Point(True, _("the profession sought"))
    if any(name in has for name in spellings_of(wanted.profession)[1:]):
        return Point(True, _("the profession sought, in the other language"))
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


def _likest(rows: VacancyQuerySet, wanted: Wanted) -> list[int]:
    """Return the keys of the vacancies of the profession; the likest first, of equals the best paid."""
    spellings = spellings_of(wanted.profession)
    like = _spelt(spellings[0])
    for spelling in spellings[1:]:
        like |= Q(search_profession__contains=spelling)
    with _by_trigrams():
        found = list(rows.filter(like).order_by().values_list("pk", "search_profession", "pay"))
    scores = {profession: likeness(profession, spellings) for _key, profession, _pay in found}
    kept = [(-scores[profession], -(pay or 0), key) for key, profession, pay in found if scores[profession]]
    return [key for _score, _pay, key in sorted(kept)]


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
