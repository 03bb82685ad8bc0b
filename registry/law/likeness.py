"""How alike two cards are: pure comparisons that stand behind the panel of likely duplicates.

Names are compared folded (`kazakh.fold`), so that Әбілқасымов and Абилкасымов are one spelling.
"""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from astana_employment.toolbox.kazakh import fold

# Ахметов and Ахмедов share 5 of their 11 trigrams; two unrelated surnames in -ов share one or two.
LIKE_SURNAME = 0.4
NEAR_DAYS = timedelta(days=366)

_WORD = re.compile(r"\w+")


class Reason(StrEnum):
    """Why two cards are shown side by side."""

    SAME_DOCUMENT = "same_document"
    LIKE_NUMBER = "like_number"
    LIKE_SURNAME = "like_surname"
    SAME_GIVEN_NAMES = "same_given_names"
    NEAR_BIRTH_DATE = "near_birth_date"


class Features(NamedTuple):
    """What is compared: names as written, former surnames folded, the date of birth, the three numbers."""

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


def _trigrams(text: str) -> set[str]:
    padded = [f"  {word} " for word in _WORD.findall(text.lower())]
    return {word[place : place + 3] for word in padded for place in range(len(word) - 2)}


def is_one_slip(first: str, second: str) -> bool:
    """Tell whether two codes of one length differ by one character, or by two neighbours swapped."""
    if not first or len(first) != len(second) or first == second:
        return False
    places = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(places) == 1:
        return True
    left, right = places[0], places[-1]
    return (
        len(places) == 2
        and right == left + 1
        and first[left] == second[right]
        and first[right] == second[left]
    )


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
    elif _has_same_names(new, card) and _is_near(new.birth_date, card.birth_date):
        found.append(Reason.NEAR_BIRTH_DATE)
    return found


def _has_like_surname(new: Features, card: Features) -> bool:
    surname = fold(new.surname)
    known = (fold(card.surname), *card.former_surnames)
    return any(trigram_similarity(surname, other) >= LIKE_SURNAME for other in known)


def _has_same_given_names(new: Features, card: Features) -> bool:
    """A surname changes with marriage: given name, patronymic and date of birth stay."""
    return (
        bool(new.given_name and new.patronymic)
        and fold(new.given_name) == fold(card.given_name)
        and fold(new.patronymic) == fold(card.patronymic)
    )


def _has_same_names(new: Features, card: Features) -> bool:
    """Surname and given name agree and the patronymics do not contradict each other."""
    patronymics = {fold(new.patronymic), fold(card.patronymic)} - {""}
    return (
        fold(new.surname) == fold(card.surname)
        and fold(new.given_name) == fold(card.given_name)
        and len(patronymics) < 2
    )


def _is_near(one: date, two: date) -> bool:
    """Within a year, or with day and month the same, or day and month swapped: slips of a hand."""
    if abs(one - two) <= NEAR_DAYS or (one.day, one.month) == (two.day, two.month):
        return True
    return one.year == two.year and (one.day, one.month) == (two.month, two.day)
