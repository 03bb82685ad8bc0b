"""The font of the papers, and what it cannot print.

Such a character is refused when it is typed, and again before rendering. What comes from outside, a file's
name for one, is kept as it came and printed with a stand-in: a paper that has to be given does not wait for
it (clause 23).
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from astana_employment.toolbox.errors import RuleViolation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# One whole font file a weight. Web-font subset files under one family name give wrong glyphs while the text
# layer looks right; the italics have no Cyrillic letter at all, so papers have none.
FONT_FAMILY = "Paper Serif"
FONT_WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}
# Whitespace that HTML folds away and no font needs to have.
_FOLDED = frozenset("\n\r\t\f")
# An empty box of the font's own, as screens show for what they lack.
STAND_IN = "☐"
# Joins or varies its neighbours and shows nothing itself: the second half of many an emoji.
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class PaperError(Exception):
    """A paper could not be made; no half-made paper ever leaves this package.

    The message says why for the log; `reason` for whoever waits for the paper, in his or her language.
    """

    reason: "StrOrPromise" = _("the cause stands in the log of the desk, for the administrator")


class MissingCharactersError(PaperError):
    """The paper's font has no glyph for some characters: they would print as empty boxes."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"The paper's font has no character {describe_characters(characters)}")
        self.characters = characters
        self.reason = format_lazy(_("the font of the papers lacks: {}"), describe_characters(characters))


def font_path(weight: int) -> Path:
    """Return the TrueType file of a weight (400, 600 or 700) of the papers' font."""
    path = Path(str(files("font_source_serif_pro") / "files" / f"SourceSerifPro-{FONT_WEIGHTS[weight]}.ttf"))
    if not path.is_file():
        raise PaperError(f"The papers' font file is missing: {path.name}")
    return path


@cache
def _glyph_names() -> dict[int, str]:
    """Return the name of the glyph of each character that every weight of the papers' font has."""
    from fontTools.ttLib import TTFont

    maps: list[dict[int, str]] = []
    for weight in FONT_WEIGHTS:
        with TTFont(font_path(weight), lazy=True) as font:
            maps.append(font.getBestCmap())
    return {code: name for code, name in maps[0].items() if all(code in one for one in maps)}


def same_glyphs() -> dict[int, int]:
    """Return, for each character drawn with another one's glyph (’ with ʼ), the first of them."""
    first: dict[str, int] = {}
    for code, name in sorted(_glyph_names().items()):
        first.setdefault(name, code)
    return {code: first[name] for code, name in _glyph_names().items() if first[name] != code}


def advances(weight: int) -> dict[int, float]:
    """Return how wide each character of a weight is, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(font_path(weight), lazy=True) as font:
        widths, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / units for code, name in font.getBestCmap().items()}


def missing_characters(text: str) -> str:
    """Return the characters of `text`, each once and in order, that some weight of the papers' font lacks."""
    known = _glyph_names()
    return "".join(char for char in dict.fromkeys(text) if ord(char) not in known and char not in _FOLDED)


def with_stand_ins(text: str) -> str:
    """Return a text that can be printed: what the font lacks as a stand-in, or left out if it is invisible.

    Composed first: a file's name from a Mac has «й» as two characters, of which the font has one.
    """
    text = _VARIATIONS.sub("", unicodedata.normalize("NFC", text))
    lacking = missing_characters(text)
    return text.translate({ord(char): _stand_in(char) for char in lacking}) if lacking else text


def _stand_in(char: str) -> str:
    category = unicodedata.category(char)
    if category.startswith("Z"):
        return " "
    return "" if category in ("Cc", "Cf") else STAND_IN


def require_printable(text: str, *, field: str | None = None) -> str:
    """Return a text if the papers' font has all its characters; RuleViolation, beside `field`, if not."""
    try:
        validate_printable(text)
    except ValidationError as error:
        raise RuleViolation("; ".join(error.messages), clause="printable", field=field) from error
    return text


def describe_characters(characters: str) -> str:
    """Return characters as «☎» (U+260E), so that an invisible one can be recognised, too."""
    return ", ".join(f"«{char}» (U+{ord(char):04X})" for char in characters)


def validate_printable(text: str) -> None:
    """Refuse, when it is typed, a text that could not be printed: a validator for form and model fields."""
    if characters := missing_characters(text):
        raise ValidationError(
            ngettext_lazy(
                "The paper's font has no character %(characters)s. Please write it another way.",
                "The paper's font has no characters %(characters)s. Please write them another way.",
                len(characters),
            ),
            code="unprintable",
            params={"characters": describe_characters(characters)},
        )
