"""Names of people as they are found and compared: one key for all the spellings of a name.

The database makes the same keys in SQL functions (`department/migrations/0002_names.py`): the patterns below
are written so that PostgreSQL and Python read them alike, and a test compares the two.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from astana_employment.toolbox.kazakh import FOLD_FROM, FOLD_TO, fold

# What parts no people: blanks, hyphens and dashes, apostrophes, dots, accents that stand alone, the soft
# hyphen and whatever else is not seen.
SIGNS = (
    r"[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u02B0-\u036F\u061C\u180E\u2000-\u206F"
    r"\u2212\u2E00-\u2E7F\u3000\u3164\uFE00-\uFE0F\uFEFF]"
)
# Letters that have no accent to take off: Đặng is Dang, Əliyev is Aliyev. The rest is `kazakh.fold`.
LETTERS_FROM = "đłøıəðς" + FOLD_FROM
LETTERS_TO = "dloiadσ" + FOLD_TO
# One sound in two writings, and letters written twice: Джамбул, Жамбыл; Мұхаммед, Мухамед; Қайырбек, Каирбек.
ZH, TWICE = r"(?:д*ж)+", r"(.)\1+"
# Жұмабекұлы, Жумабекович; Серікқызы, Сериковна. Where the father's name ends in a vowel or й, the two differ
# in it.
SON_OR_DAUGHTER = (
    r"^(..+?)(?:инична|ична|овна|евна|кизи|ович|евич|ули|угли|огли|ич"
    r"|uly|uli|kyzy|kizi|qyzy|ovich|evich|ovna|evna)$"
)
LAST_VOWELS = r"^(..+?)[аеиоуюяaeiouy]+$"
# Павел, Павлович; Лев, Львович; Яков, Яковлевич.
FLEETING = r"^(пав)е(л)$|^(л)е(в)$|^(яков)л$"

_SIGNS, _TWICE, _ZH = re.compile(SIGNS), re.compile(TWICE), re.compile(ZH)
_SON_OR_DAUGHTER, _LAST_VOWELS = re.compile(SON_OR_DAUGHTER), re.compile(LAST_VOWELS)
_FLEETING = re.compile(FLEETING)
_LETTERS = str.maketrans("đłøıəðς", "dloiadσ")
# What has been typed of an ending so far, when somebody searches: Сериков…, Серікұ…
_BEGUN_ENDING = re.compile(r"(?<=..)(?:ов|ови|овн|ев|еви|евн|у|ул|киз|ки|уг|угл|ог|огл)$")

# What stands in a name beside letters.
_HYPHENS, _APOSTROPHES = re.compile(r"[\u2010-\u2015\u2043\u2212]"), re.compile(r"[`\u00B4\u2032\u2035]")
_UNSEEN = re.compile(r"[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]")
_BESIDE_LETTERS = frozenset("-.' ’ʼʻ")
LOST = frozenset("?*¿\ufffd")
"""What programs write for a letter that the encoding of a file does not have."""
_NO_PATRONYMIC = frozenset(
    [
        *("нет", "нету", "жоқ", "жок", "отсутствует", "неимеется", "неуказано", "безотчества", "нетотчества"),
        *("бо", "прочерк", "әкесініңатыжоқ", "none", "no", "nopatronymic"),
    ]
)

# Keys of the keyboard, without and with Shift, and the letters they make in the Kazakh and Russian layouts.
_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`23458" + "90=" + '{}:"<>~@#$%*()+'
_ON_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюёәіңғү" + "ұқһ" + "хъжэбюёәіңғүұқһ"
_TO_CYRILLIC = str.maketrans(_KEYS, _ON_KEYS)
_TO_LATIN = str.maketrans(_ON_KEYS[:33], _KEYS[:33])
_LATIN_KEY, _CYRILLIC_KEY = re.compile(r"[a-z]"), re.compile(r"[а-я\u0451]")


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """Return the one key of a surname's or given name's spellings: Әли-Заде, Али Заде, Ализаде.

    For finding and comparing only, like `kazakh.fold`.
    """
    return _once(_letters(text))


@lru_cache(maxsize=65536)
def fold_patronymic(text: str) -> str:
    """Return the one key of a patronymic's spellings, in Kazakh and in Russian: Жұмабекұлы, Жумабекович."""
    father = _LAST_VOWELS.sub(r"\1", _SON_OR_DAUGHTER.sub(r"\1", _letters(text)))
    return _once(_FLEETING.sub(r"\1\2\3\4\5", father))


def tidy_name(text: str) -> str:
    """Return a name as it is stored: one kind of hyphen, apostrophes for accents, nothing unseen."""
    return _APOSTROPHES.sub("’", _HYPHENS.sub("-", _UNSEEN.sub("", text))).strip()


def not_in_names(text: str) -> list[str]:
    """Return the signs, each once, that no name has: all but letters, hyphen, apostrophe, dot and blank."""
    strange = (sign for sign in text if not sign.isalpha() and sign not in _BESIDE_LETTERS)
    return list(dict.fromkeys(sign for sign in strange if not unicodedata.category(sign).startswith("M")))


def has_no_patronymic(text: str) -> bool:
    """Tell whether a text says in words or with a dash that there is no patronymic: нет, жоқ, б/о, -."""
    letters = "".join(filter(str.isalpha, text.lower()))
    is_dash = bool(text.strip()) and not letters and not_in_names(text) in ([], ["/"], ["_"])
    return letters in _NO_PATRONYMIC or is_dash


def begun_patronymics(text: str) -> set[str]:
    """Return the keys that a patronymic may have that begins with `text`: Сериков is Серік…, too."""
    whole = _BEGUN_ENDING.sub("", _letters(text))
    return {fold_patronymic(text), fold_patronymic(whole)}


def one_slip_apart(first: str, second: str) -> bool:
    """Tell whether two words differ by one letter: another, more, less, or two neighbours exchanged."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = next((place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    if start is None:
        return True
    one, two = first[start:], second[start:]
    if len(one) != len(two):
        return one[1:] == two or one == two[1:]
    return one[1:] == two[1:] or (one[:2] == two[1::-1] and one[2:] == two[2:])


def slips_of(word: str) -> set[str]:
    """Return all words one slip apart from a folded one, in its own alphabet: some sixty for each letter."""
    letters = "abcdefghijklmnopqrstuvwxyz" if word.isascii() else "абвгджзеиклмнопрстуфхцчшщюя"
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {left + right[1:] for left, right in parts if right}
    other = {left + letter + right[1:] for left, right in parts if right for letter in letters}
    more = {left + letter + right for left, right in parts for letter in letters}
    exchanged = {word[:place] + b + a + word[place + 2 :] for place, (a, b) in enumerate(pairwise(word))}
    return {_once(slip) for slip in less | other | more | exchanged} - {word}


def other_layouts(text: str) -> list[str]:
    """Return what was meant if the keyboard had another layout: «F[vtnjd» is «ахметов», «ЯРФТП» is «zhang».

    Only words with letters are read again, so that a year stays a year. A hyphen is Ө on the Kazakh layout.
    """
    words = text.lower().split()
    if any(map(_LATIN_KEY.search, words)):
        plain = _typed(words, _LATIN_KEY, _TO_CYRILLIC)
        hyphens = _typed([word.replace("-", "ө") for word in words], _LATIN_KEY, _TO_CYRILLIC)
        return list(dict.fromkeys((plain, hyphens)))
    return [_typed(words, _CYRILLIC_KEY, _TO_LATIN)] if any(map(_CYRILLIC_KEY.search, words)) else []


def _letters(text: str) -> str:
    bare = _SIGNS.sub("", unicodedata.normalize("NFKD", text))
    return fold(bare.lower().translate(_LETTERS))


def _once(letters: str) -> str:
    return _TWICE.sub(r"\1", _ZH.sub("ж", letters))


def _typed(words: list[str], key: re.Pattern[str], layout: dict[int, int]) -> str:
    return " ".join(word.translate(layout) if key.search(word) else word for word in words)
