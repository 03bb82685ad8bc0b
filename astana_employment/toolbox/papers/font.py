"""The font of the papers, and what it cannot print: refused when it is typed, and again before rendering."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext_lazy

from astana_employment.toolbox.errors import RuleViolation

# One whole font file a weight. Web-font subset files under one family name give wrong glyphs while the text
# layer looks right; the italics have no Cyrillic letter at all, so papers have none.
FONT_FAMILY = "Paper Serif"
FONT_WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}
# Whitespace that HTML folds away and no font needs to have.
_FOLDED = frozenset("\n\r\t\f")


class PaperError(Exception):
    """A paper could not be made; the message says why. No half-made paper ever leaves this module."""


class MissingCharactersError(PaperError):
    """The paper's font has no glyph for some characters: they would print as empty boxes."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"The paper's font has no character {describe_characters(characters)}")
        self.characters = characters


def font_path(weight: int) -> Path:
    """Return the TrueType file of a weight (400, 600 or 700) of the papers' font."""
    path = Path(str(files("font_source_serif_pro") / "files" / f"SourceSerifPro-{FONT_WEIGHTS[weight]}.ttf"))
    if not path.is_file():
        raise PaperError(f"The papers' font file is missing: {path.name}")
    return path


@cache
def _font_characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    coverage: list[set[int]] = []
    for weight in FONT_WEIGHTS:
        with TTFont(font_path(weight), lazy=True) as font:
            coverage.append(set(font.getBestCmap()))
    return frozenset(set.intersection(*coverage))


def missing_characters(text: str) -> str:
    """Return the characters of `text`, each once and in order, that some weight of the papers' font lacks."""
    known = _font_characters()
    return "".join(char for char in dict.fromkeys(text) if ord(char) not in known and char not in _FOLDED)


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
