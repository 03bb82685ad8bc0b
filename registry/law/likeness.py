"""How alike two cards are: pure comparisons that stand behind the panel of likely duplicates.

Names are compared by their keys (`toolbox.names`): Әбілқасымов and Абилкасымов are one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from astana_employment.toolbox.names import fold_name, fold_patronymic, one_slip_apart

# Ахметов and Ахмедов share 5 of their 11 trigrams; two unrelated surnames in -ов share one or two.
LIKE_SURNAME = 0.4
# In two letters one slip leaves nothing of a surname: Ли and Пи are two families.
SHORTEST_WITH_SLIP = 3
# No card has an earlier date of birth.
EARLIEST_YEAR = 1900
_A_DAY = timedelta(days=1)

_WORD = re.compile(r"\w+")

Who = TypeVar("Who")


class Reason(StrEnum):
    """Why two cards are shown side by side."""

    SAME_DOCUMENT = "same_document"
    LIKE_NUMBER = "like_number"
    LIKE_SURNAME = "like_surname"
    SAME_GIVEN_NAMES = "same_given_names"
    NEAR_BIRTH_DATE = "near_birth_date"


class Features(NamedTuple):
    """What is compared: names as written, keys of former surnames, the date of birth, the three numbers."""

    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    codes: tuple[str, str, str]
    former_surnames: tuple[str, ...] = ()


def trigram_similarity(first: str, second: str) -> float:
    """Return the share of common trigrams from 0 to 1, counted as PostgreSQL's pg_trgm counts it."""
    one, two = _trigrams(first), _trigrams(second)
    return len(one & two) / len(one | two) if one and two else 0.0


# A file of 100,000 cards compares each surname with some seven others: 3 s less.
@lru_cache(maxsize=16384)
def _trigrams(text: str) -> frozenset[str]:
    padded = [f"  {word} " for word in _WORD.findall(text.lower())]
    return frozenset(word[place : place + 3] for word in padded for place in range(len(word) - 2))


def is_one_slip(first: str, second: str) -> bool:
    """Tell whether two codes of one length differ by one character, or by two neighbours swapped."""
    return len(first) == len(second) and one_slip_apart(first, second)


@lru_cache(maxsize=16384)
def near_days(day: date) -> frozenset[date]:
    """Return the days that a slip of a hand makes of one: a digit, two neighbours, day and month swapped.

    The day before and after, and the same day a year off, are slips of the head. The day itself is left out.
    """
    digits = f"{day:%d%m}{day.year:04d}"
    texts = {digits[:place] + digit + digits[place + 1 :] for place in range(8) for digit in "0123456789"}
    texts |= {digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] for place in range(7)}
    texts.add(digits[2:4] + digits[:2] + digits[4:])
    texts |= {f"{digits[:4]}{year:04d}" for year in (day.year - 1, day.year + 1)}
    days = {day - _A_DAY, day + _A_DAY}
    for text in texts:
        with suppress(ValueError):
            days.add(date(int(text[4:]), int(text[2:4]), int(text[:2])))
    return frozenset(near for near in days if near != day and near.year >= EARLIEST_YEAR)


def reasons_of_likeness(new: Features, card: Features) -> list[Reason]:
    """Return why two cards may be one person's; nothing when they are not alike."""
    found: list[Reason] = []
    if any(is_one_slip(one, two) for one, two in zip(new.codes, card.codes, strict=True)):
        found.append(Reason.LIKE_NUMBER)
    if new.birth_date == card.birth_date:
        if _has_like_surname(new, card):
            found.append(Reason.LIKE_SURNAME)
        elif _has_same_given_names(new, card):
            found.append(Reason.SAME_GIVEN_NAMES)
    elif card.birth_date in near_days(new.birth_date) and _has_same_names(new, card):
        found.append(Reason.NEAR_BIRTH_DATE)
    return found


def _has_like_surname(new: Features, card: Features) -> bool:
    surname = fold_name(new.surname)
    known = (fold_name(card.surname), *card.former_surnames)
    return any(_is_like(surname, other) for other in known)


def _is_like(one: str, other: str) -> bool:
    """Tell whether two surnames share enough, or differ by one slip: Ким and Кам share one trigram."""
    has_slip = min(len(one), len(other)) >= SHORTEST_WITH_SLIP and one_slip_apart(one, other)
    return has_slip or trigram_similarity(one, other) >= LIKE_SURNAME


def _has_same_given_names(new: Features, card: Features) -> bool:
    """A surname changes with marriage: given name, patronymic and date of birth stay."""
    return (
        bool(new.given_name and new.patronymic)
        and fold_name(new.given_name) == fold_name(card.given_name)
        and fold_patronymic(new.patronymic) == fold_patronymic(card.patronymic)
    )


def _has_same_names(new: Features, card: Features) -> bool:
    """Surname and given name agree and the patronymics do not contradict each other."""
    patronymics = {fold_patronymic(new.patronymic), fold_patronymic(card.patronymic)} - {""}
    return (
        fold_name(new.surname) == fold_name(card.surname)
        and fold_name(new.given_name) == fold_name(card.given_name)
        and len(patronymics) < 2
    )


class Crowd(Generic[Who]):
    """Cards among which the like ones are found without comparing each with each: those of a whole file.

    Compared are, as at the desk, the cards with the same date of birth or with the surname near it.
    """

    def __init__(self) -> None:
        self._by_day: dict[date, list[tuple[Who, Features]]] = defaultdict(list)
        self._by_surname: dict[str, dict[date, list[tuple[Who, Features]]]] = defaultdict(dict)

    def add(self, who: Who, features: Features) -> None:
        """Let a card be found from now on."""
        self._by_day[features.birth_date].append((who, features))
        days = self._by_surname[fold_name(features.surname)]
        days.setdefault(features.birth_date, []).append((who, features))

    def like(self, new: Features) -> Iterator[tuple[Who, list[Reason]]]:
        """Walk through the cards that may be the same person's, with the reasons."""
        for who, features in self._near(new):
            if reasons := reasons_of_likeness(new, features):
                yield who, reasons

    def _near(self, new: Features) -> Iterator[tuple[Who, Features]]:
        yield from self._by_day.get(new.birth_date, ())
        if days := self._by_surname.get(fold_name(new.surname)):
            for day in sorted(days.keys() & near_days(new.birth_date)):
                yield from days[day]
