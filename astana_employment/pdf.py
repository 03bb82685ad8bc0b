"""Papers: HTML to PDF that is PDF/A-3a (to be kept) and PDF/UA-1 (to be read aloud) at once.

WeasyPrint is imported by the first paper, not by the start of the server. How a page is made, and why,
stands in `docs/decisions/0004-papers.md`.
"""

import html as html_text
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext_lazy

# One whole font file a weight. Web-font subset files under one family name give wrong glyphs while the text
# layer looks right; the italics have no Cyrillic letter at all, so papers have none.
FONT_FAMILY = "Paper Serif"
FONT_WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}
# The letterhead, in the words of the standard's clause 4.
DEPARTMENT_NAME = {
    "kk": "«Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар департаменті» мемлекеттік мекемесі",
    "ru": "Государственное учреждение «Департамент занятости и социальных программ города Астаны»",
    "en": "State institution “Department of Employment and Social Programmes of the City of Astana”",
}
DEPARTMENT_PLACE = {
    "kk": "Астана қаласы, Иманбаева көшесі, 68а",
    "ru": "город Астана, улица Иманбаева, 68а",
    "en": "Astana, Imanbayeva street, 68a",
}
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


def render_pdf(html: str, *, identifier: bytes = b"") -> bytes:
    """Return the PDF/A-3a and PDF/UA-1 of a whole HTML document that extends
    `astana_employment/pdf/base.html`.

    The same HTML and identifier give the same bytes; without an identifier the HTML's own hash serves.
    Raises `MissingCharactersError` before anything is rendered, and `PaperError` when the HTML names a file
    outside the project or anything on the network, or when WeasyPrint reports an error.
    """
    if characters := missing_characters(html_text.unescape(html)):
        raise MissingCharactersError(characters)
    from astana_employment.pdf_engine import render

    return render(html, identifier or sha256(html.encode()).digest()[:16])


# How closely a letter is set: roomy, and the two classes of `paper.css` for a long one.
DENSITIES: Final = ("", "dense", "dense close")


def render_letter(html_of: Callable[[str], str]) -> bytes:
    """Return the PDF of a letter in the first of the DENSITIES that keeps it to one page, else in the last.

    `html_of` gives the HTML in a density. The same letter gives the same bytes; errors as in `render_pdf`.
    """
    pdf = b""
    for density in DENSITIES:
        pdf = render_pdf(html_of(density))
        if page_count(pdf) == 1:
            break
    return pdf


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def render_html(template: str, context: Mapping[str, Any], language: str) -> str:
    """Return the HTML of a paper in `language` (kk, ru or en: the paper's, whatever the user's own is).

    The template extends `astana_employment/pdf/base.html`, which sets the letterhead from what is added here.
    """
    letterhead = {
        "language": language,
        "department_name": DEPARTMENT_NAME[language],
        "department_place": DEPARTMENT_PLACE[language],
    }
    with translation.override(language):
        return render_to_string(template, {**context, **letterhead})


def render_template(
    template: str, context: Mapping[str, Any], language: str, *, identifier: bytes = b""
) -> bytes:
    """Return the PDF of a paper's template; errors as in `render_pdf`."""
    return render_pdf(render_html(template, context, language), identifier=identifier)


def join_pdfs(papers: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all papers in order, for printing them in one go.

    It is a print job, not a paper: it is not stored and claims no PDF/A. No papers raise `ValueError`.
    """
    if not papers:
        raise ValueError("There is nothing to join")
    import pikepdf

    with pikepdf.new() as joined:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as source:
                joined.pages.extend(source.pages)
        output = BytesIO()
        joined.save(output)
        return output.getvalue()
