"""Kazakh letters: their order, their Russian misspellings, their Latin doubles, and initials.

Nothing here needs an ICU build or a locale: the database uses the same four constants in two immutable SQL
functions, `translate(lower(t), FROM, TO)`, so a list sorted in Python and one sorted in SQL agree.
"""

import re
import unicodedata
from functools import lru_cache

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
"""The 42 letters in their order. Code points do not follow it (Ә stands after Я there)."""

SORT_FROM = ALPHABET.lower()
# 42 consecutive capitals from U+0400. A lower-cased text holds none of them, so no digit or Latin letter of
# a name is taken for a Kazakh one; Latin stays before Cyrillic, blanks and hyphens before every letter.
SORT_TO = "".join(chr(0x0400 + place) for place in range(len(ALPHABET)))

# The letters of FOLD_FROM past the length of FOLD_TO are dropped, as SQL's translate() does it: Айгүл is
# Айгуль in a Russian passport. Ы goes with И because both spell one vowel: Ғалым, Галим; Қадыр, Кадир.
FOLD_FROM = "әғқңөұүһіыёйэўєґїъь"
FOLD_TO = "агкноуухииеиеуеги"

_SORT = str.maketrans(SORT_FROM, SORT_TO)
_FOLD = str.maketrans(FOLD_FROM[: len(FOLD_TO)], FOLD_TO, FOLD_FROM[len(FOLD_TO) :])

# Letters that a Latin or another Cyrillic keyboard makes and that look like a Kazakh one. Small т, м, в
# are missing on purpose: Latin t, m, b do not look like them, and guessing a name is worse than asking.
_LATIN_DOUBLES = dict(
    zip(
        "ABCEHIKMOPTXYËƏƟ" + "aceihkopxyëəɵ",
        "АВСЕНІКМОРТХУЁӘӨ" + "асеіһкорхуёәө",
        strict=True,
    )
)
_CYRILLIC_DOUBLES = {cyrillic: latin for latin, cyrillic in _LATIN_DOUBLES.items()}
_CODE_DOUBLES = dict(zip("АВЕКМНРСТУХ" + "авекмнрстух", "ABEKMHPCTYX" + "abekmhpctyx", strict=True))

_NEIGHBOUR_LETTERS = {"Ў": "У", "Є": "Е", "Ґ": "Г", "Ї": "І", "Ł": "Л", "Ø": "О"}
_DIGRAPHS = {"SH": "Ш", "CH": "Ч", "ZH": "Ж", "KH": "Х", "TS": "Ц", "YA": "Я", "YU": "Ю", "YO": "Ё"}
_LATIN_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "АБКДЕФГХИЖКЛМНОПҚРСТУВУКЙЗ", strict=True))

_WORD = re.compile(r"[^\W\d_]+")


def sort_key(text: str) -> str:
    """Give the text under which `text` sorts in Kazakh order, capitals and small letters alike.

    Compare keys as plain strings (in SQL: COLLATE "C").
    """
    return text.lower().translate(_SORT)


def fold(text: str) -> str:
    """Give one spelling for all the spellings of a name: Әбілқасым, Абилкасым; Айгүл, Айгуль.

    For finding and comparing only; what is shown and printed is the name as it stands in the document.
    """
    return text.lower().translate(_FOLD)


@lru_cache(maxsize=8192)
def surname_letter(surname: str) -> str | None:
    """Give the one of the 42 letters that sends a surname to its window (clause 11, reading 59).

    A Latin surname goes by its sound (Sh → Ш, then single letters), after its accents are taken off; a
    particle counts as written (de la Cruz → Д). None means no letter fits: window 4, changeable by hand.
    """
    word = next(iter(_WORD.findall(mend_lookalikes(surname)[0])), "").upper()
    first = word[:1]
    if not first:
        return None
    if first in ALPHABET:
        return first
    if first in _NEIGHBOUR_LETTERS:
        return _NEIGHBOUR_LETTERS[first]
    if is_cyrillic(first):
        return None
    bare = without_accents(word)
    return _DIGRAPHS.get(bare[:2]) or _LATIN_LETTERS.get(bare[:1])


def mend_lookalikes(text: str) -> tuple[str, list[str]]:
    """Put Kazakh letters in place of the foreign ones that look like them, inside Cyrillic words.

    Gives the mended text (in Unicode's composed form) and the letters that were replaced, each once, in
    the order met: say them in a notice. A word that holds any other Latin letter, or no Cyrillic one at
    all, stays as it is.
    """
    replaced: dict[str, None] = {}

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        foreign = [letter for letter in word if not is_cyrillic(letter)]
        if len(foreign) == len(word) or any(letter not in _LATIN_DOUBLES for letter in foreign):
            return word
        replaced.update(dict.fromkeys(foreign))
        return "".join(_LATIN_DOUBLES.get(letter, letter) for letter in word)

    return _WORD.sub(mend, unicodedata.normalize("NFC", text)), list(replaced)


def mend_latin(text: str) -> tuple[str, list[str]]:
    """Put Latin letters in place of the Cyrillic ones that look like them, inside Latin words.

    Gives what `mend_lookalikes` gives; a word of Cyrillic letters alone stays as it is.
    """
    replaced: dict[str, None] = {}

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        foreign = [letter for letter in word if is_cyrillic(letter)]
        if len(foreign) == len(word) or any(letter not in _CYRILLIC_DOUBLES for letter in foreign):
            return word
        replaced.update(dict.fromkeys(foreign))
        return "".join(_CYRILLIC_DOUBLES.get(letter, letter) for letter in word)

    return _WORD.sub(mend, unicodedata.normalize("NFC", text)), list(replaced)


def latin_lookalikes(text: str) -> tuple[str, list[str]]:
    """Put Latin letters in place of Cyrillic А В Е К М Н Р С Т У Х, for codes written in Latin letters.

    Gives the mended text and the letters that were replaced, each once, in the order met.
    """
    replaced = dict.fromkeys(letter for letter in text if letter in _CODE_DOUBLES)
    return "".join(_CODE_DOUBLES.get(letter, letter) for letter in text), list(replaced)


def is_cyrillic(letter: str) -> bool:
    """Tell whether one character is a Cyrillic letter, of any language."""
    return unicodedata.name(letter, "").startswith("CYRILLIC")


def without_accents(text: str) -> str:
    """Take the accents off Latin letters: Müller → Muller. Ł and Ø have none to take off."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def initials(surname: str, given: str, patronymic: str = "") -> str:
    """Give «А.Е.С.»: all that the public check of a paper says about its holder."""
    return "".join(f"{letter}." for letter in map(_first_letter, (surname, given, patronymic)) if letter)


def short_name(surname: str, given: str, patronymic: str = "") -> str:
    """Give «Ахметов Е. С.», for lists and for the name beside a signature."""
    letters = [f"{letter}." for letter in map(_first_letter, (given, patronymic)) if letter]
    return " ".join([surname.strip(), *letters]).strip()


def _first_letter(name: str) -> str:
    found = _WORD.search(name)
    return found[0][0].upper() if found else ""
