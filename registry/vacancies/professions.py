"""What a profession is called besides: sought by one name, it is found by all of them (clause 1).

An employer announces a vacancy in Kazakh or in Russian, of a man or of a woman; a search for one name that
missed the others would say "no suitable vacancy" where there is one. Which names mean one profession are data
of the department (`models.Profession`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from astana_employment.toolbox.kazakh import fold
from registry.vacancies.models import SHORTEST_WORD, ProfessionName

# «Водитель» and «учитель» are alike by two thirds, a word with one wrong letter by three quarters and more.
_LEAST_LIKENESS: Final = 0.7
_BEGINS: Final = 0.99
_OTHERWISE: Final = 0.98
_INSIDE: Final = 0.96
# «Әнші» (singer), folded, stands in «краншы» (crane operator).
_SHORTEST_INSIDE: Final = 6
_WORD = re.compile(r"\w+")


# The names of professions by their keys; and the same by the first word of each name.
Names = Mapping[int, Sequence[str]]
Heads = dict[str, list[tuple[tuple[str, ...], int, int]]]


@dataclass(frozen=True)
class Known:
    """What was asked, folded; the other names of it, as written; the professions that it names, by key."""

    asked: str
    names: tuple[str, ...] = ()
    professions: frozenset[int] = frozenset()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names folded, the one asked first."""
        return (self.asked, *map(fold, self.names))


def tidy(profession: str) -> str:
    """Return the name of a profession folded, with single blanks."""
    return " ".join(fold(profession).split())


def known_as(profession: str) -> Known:
    """Return what else a profession is called, in Kazakh and in Russian, if that is known (one query).

    «Автобус жүргізушісі» has a word that begins as «жүргізуші», so that «водитель» is sought as well. A
    name that stands in it beside words that name nothing is not: it would find more than was asked.
    """
    asked = tidy(profession)
    return known_among(asked, names_near([asked]))


def known_among(asked: str, names: Names) -> Known:
    """Return what else a profession, tidied, is called by some names (no query)."""
    words = _words(asked)
    meant = professions_in(asked, by_head(names))
    found = [
        name
        for key in sorted(meant)
        for is_whole in [any(_is_all_of(fold(name), words) for name in names[key])]
        for name in names[key]
        if fold(name) != asked and (is_whole or not _places(_words(fold(name)), words))
    ]
    return Known(asked, tuple(dict.fromkeys(found)), meant)


def by_head(names: Names) -> Heads:
    """Return names by their first word: the words of each, its length and its profession."""
    heads: Heads = defaultdict(list)
    for key, written in names.items():
        for name in map(fold, written):
            heads[_words(name)[0]].append((_words(name), len(name), key))
    return heads


def professions_in(text: str, heads: Heads) -> frozenset[int]:
    """Return which professions a folded text names; a longer name goes before one that stands within it.

    «Мал дәрігері» is a veterinary surgeon and no physician («дәрігер»).
    """
    words = _words(text)
    spans = [
        (place, place + len(sought), size, key)
        for place, word in enumerate(words)
        for end in range(SHORTEST_WORD, len(word) + 1)
        for sought, size, key in heads.get(word[:end], ())
        if _stands_at(place, sought, words)
    ]
    return frozenset(
        key
        for first, last, size, key in spans
        if not any(begin <= first and last <= end and size < other for begin, end, other, _key in spans)
    )


def others_among(announced: Iterable[str], known: Known) -> set[str]:
    """Return those of some folded announcements that name a known profession, and not what was asked.

    A slip of the pen gives no other word that people know: «радиолог» is no «кардиолог». What holds a name
    of what was asked is a kind of it when it does so by two names, so in both languages: «фитнес-тренер /
    фитнес-жаттықтырушы», but not «делопроизводитель / іс жүргізуші», who drives nothing (one query).
    """
    texts = list(announced)
    if not texts or not known.professions:
        return set()
    names = names_near(texts)
    heads = by_head(names)
    meant = {text: professions_in(text, heads) for text in texts}
    named = {key for keys in meant.values() for key in keys}
    kinds = {key for key in named if _is_kind_of(known, names[key])}
    same = known.professions | kinds
    return {text for text, keys in meant.items() if keys and not keys & same}


def _is_kind_of(known: Known, names: Iterable[str]) -> bool:
    written = [_words(fold(name)) for name in names]
    standing = sum(any(_places(_words(spelling), words) for words in written) for spelling in known.spellings)
    return standing >= min(2, len(known.spellings))


def names_near(texts: Iterable[str]) -> Names:
    """Return the names of every profession of which one may stand in folded texts, by its key (one query)."""
    words = {word for text in texts for word in _words(text)}
    names: dict[int, list[str]] = defaultdict(list)
    rows = ProfessionName.objects.of_groups_beginning(words)
    for key, name in rows.order_by("id").values_list("profession_id", "name"):
        names[key].append(name)
    return names


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text; kept, because a search takes the same names apart for each vacancy."""
    return tuple(_WORD.findall(text))


def _places(sought: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return where the words of a name are the beginnings of neighbouring words."""
    return [place for place in range(len(words)) if _stands_at(place, sought, words)]


def _stands_at(place: int, sought: Sequence[str], words: Sequence[str]) -> bool:
    return place + len(sought) <= len(words) and all(
        words[place + step].startswith(part) for step, part in enumerate(sought)
    )


def _is_all_of(name: str, words: Sequence[str]) -> bool:
    sought = _words(name)
    return len(sought) == len(words) and bool(_places(sought, words))


def likeness(announced: str, spellings: Sequence[str]) -> float:
    """Tell how like an announced profession, folded, is to one of some `spellings`: 1 is the same, 0 another.

    As asked comes before as called otherwise, that before a name inside a longer word, and that before a slip
    of the pen. Endings, and what follows a beginning (учитель, учительница), count for little.
    """
    asked = spellings[0]
    if asked == announced:
        return 1.0
    words = _words(announced)
    if _places(_words(asked), words):
        return _BEGINS
    if any(_places(_words(name), words) for name in spellings[1:]):
        return _OTHERWISE
    if asked in announced:
        return _INSIDE
    if any(len(name) >= _SHORTEST_INSIDE and name in announced for name in spellings[1:]):
        return _INSIDE
    # 4 µs a pair where difflib's SequenceMatcher took 27, with the same verdict: of 422,000 pairs of names,
    # plain, with endings and with slips, 8 more are alike, none of them two names of one profession.
    count = len(_words(asked))
    ratios = [
        Indel.normalized_similarity(asked, " ".join(words[place : place + count])[: len(asked) + 1])
        for place in range(max(len(words) - count + 1, 0))
    ]
    best = max(ratios, default=0.0)
    return min(best, _INSIDE) if best >= _LEAST_LIKENESS else 0.0
