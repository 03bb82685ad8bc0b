"""Whether a paper is whole: every visible word of its HTML stands in the text layer of its PDF, on the page.

WeasyPrint drops without a word what it cannot place, a float that crosses the end of the page for one, and a
text that runs over the edge is in the file and on no sheet. So each paper is read back from its finished
bytes before anybody gets it, which takes 4 % of the time that making it takes (`docs/decisions/0016`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Final
from unicodedata import normalize

import pikepdf
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.papers.font import PaperError, same_glyphs

# What stands in the HTML and is not to be read on the sheet.
_UNSEEN: Final = frozenset({"style", "script", "head", "title"})
# A line breaks at a hyphen as it likes, and a syllable gets one that the HTML has not: no loss either way.
_HYPHENS: Final = dict.fromkeys(map(ord, "-\u00ad\u2010\u2060"))
# So many letters may not fit on one line.
_A_LINE: Final = 40
# A point of tolerance at the edge of the sheet: the box of a glyph is wider than its ink.
_EDGE: Final = 1.0

_Matrix = tuple[float, float, float, float, float, float]
_START: Final[_Matrix] = (1, 0, 0, 1, 0, 0)
# The operators of a page that say which letters it shows and where, each on a line of its own.
_OPERATORS: Final = re.compile(
    rb"^(?:(?P<state>[qQ])|(?P<matrix>(?:-?[\d.]+ ){6})(?P<sets>cm|Tm)|/(?P<font>\S+) (?P<size>[\d.]+) Tf"
    rb"|\[(?P<shown>[^\]\n]*)\] TJ)$",
    re.MULTILINE,
)
_PIECES: Final = re.compile(rb"<([\da-f]*)>|(-?[\d.]+(?:e-?\d+)?)")
_MAPPED: Final = re.compile(rb"^<([\da-f]{4})> <([\da-f]+)>$", re.MULTILINE)


class NotWholeError(PaperError):
    """Words of a paper were lost on the way to its PDF."""

    reason = _("not all of its words found a place on the sheet")


def require_whole(texts: Sequence[str], pdf: bytes) -> None:
    """Raise `NotWholeError` when a text of a paper (one a node of its HTML) is not to be read in its PDF."""
    if lost := lost_words(texts, letters_of(pdf)):
        raise NotWholeError(f"The paper lost these words: {' '.join(lost)[:300]}")


def texts_of(element: Any) -> Iterator[str]:
    """Walk through the texts of an HTML tree that are to be seen, each between two tags, as they stand."""
    if element.tag in _UNSEEN:
        return
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from texts_of(child)
        if child.tail:
            yield child.tail


def lost_words(texts: Sequence[str], letters: str) -> list[str]:
    """Return the words of the texts that the letters of a PDF do not have, each letter standing for one.

    A text is sought from where the last one ended, then anywhere: what floats is drawn out of order. One
    that is not there in one piece (a row that goes on overleaf) is sought word by word, and what is too long
    for a line, and may go on overleaf itself, letter by letter.
    """
    page = _Letters(letters)
    lost: list[str] = []
    for text in texts:
        if not page.take(_plain(text)):
            lost += [word for word in text.split() if not _took(page, _plain(word))]
    return lost


def _took(page: "_Letters", word: str) -> bool:
    return page.take(word) or (len(word) > _A_LINE and all(page.take(letter) for letter in word))


class _Letters:
    """The letters of a PDF, each of which can be taken once."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._free = bytearray(b"\1" * len(letters))
        self._after = 0

    def take(self, text: str) -> bool:
        """Take the letters of a text, the nearest after the last ones first; False if there are none."""
        if not text:
            return True
        for start in (self._after, 0):
            found = self._letters.find(text, start)
            while found >= 0 and not all(self._free[found : found + len(text)]):
                found = self._letters.find(text, found + 1)
            if found >= 0:
                self._after = found + len(text)
                self._free[found : self._after] = bytes(len(text))
                return True
        return False


@cache
def _alike() -> dict[int, int | None]:
    return {**same_glyphs(), **_HYPHENS}


def _plain(text: str) -> str:
    """Return a text without blanks and hyphens; of letters that share a glyph, one stands for all."""
    return "".join(normalize("NFC", text).translate(_alike()).split())


# --- the text layer ------------------------------------------------------------------------------
def letters_of(pdf: bytes) -> str:
    """Return what can be read on the sheets of a PDF of ours, in the order it is drawn, without blanks.

    What lies off the sheet is left out.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts: dict[Any, _Font] = {}
        return _plain("".join(_Page(page, fonts).text for page in opened.pages))


class _Font:
    """How the glyphs of one embedded font read, and how wide they are, in thousandths of the font's size."""

    def __init__(self, font: Any) -> None:
        pairs = _MAPPED.findall(font.ToUnicode.read_bytes())
        self.letters = {glyph: bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
        self.widths: dict[bytes, float] = {}
        widths = iter(font.DescendantFonts[0].W)
        for first, row in zip(widths, widths, strict=True):
            for place, width in enumerate(row):
                self.widths[b"%04x" % (int(first) + place)] = float(width)


class _Page:
    """One sheet, read operator by operator."""

    def __init__(self, page: Any, fonts: dict[Any, _Font]) -> None:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        self._box = (left - _EDGE, bottom - _EDGE, right + _EDGE, top + _EDGE)
        self._fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if font.objgen not in fonts:
                fonts[font.objgen] = _Font(font)
            self._fonts[name[1:].encode()] = fonts[font.objgen]
        self._now, self._line = _START, _START
        self._states: list[_Matrix] = []
        read = []
        for found in _OPERATORS.finditer(page.Contents.read_bytes()):
            match found.lastgroup:
                case "shown":
                    read.append(self._shown(found["shown"]))
                case "size":
                    self._font, self._size = self._fonts[found["font"]], float(found["size"])
                case _:
                    self._place(found)
        self.text = "".join(read)

    def _place(self, found: re.Match[bytes]) -> None:
        """Do what changes where the next letters stand."""
        match found["state"] or found["sets"]:
            case b"q":
                self._states.append(self._now)
            case b"Q":
                self._now = self._states.pop()
            case b"cm":
                self._now = _times(_matrix(found["matrix"]), self._now)
            case b"Tm":
                self._line = _matrix(found["matrix"])

    def _shown(self, shown: bytes) -> str:
        """Return the letters of one piece of a line, nothing if they do not lie on the sheet."""
        text: list[str] = []
        width = 0.0
        for glyphs, shift in _PIECES.findall(shown):
            width -= float(shift or 0)
            for start in range(0, len(glyphs), 4):
                glyph = glyphs[start : start + 4]
                text.append(self._font.letters.get(glyph, ""))
                width += self._font.widths.get(glyph, 0)
        left, bottom, right, top = self._box
        at = _times(self._line, self._now)
        end = _times((1, 0, 0, 1, width * self._size / 1000, 0), at)
        is_on = all(left <= x <= right and bottom <= y <= top for x, y in (at[4:], end[4:]))
        return "".join(text) if is_on else ""


def _matrix(numbers: bytes) -> _Matrix:
    a, b, c, d, e, f = map(float, numbers.split())
    return a, b, c, d, e, f


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    """Return the matrix that does first one, then two."""
    return (
        one[0] * two[0] + one[1] * two[2],
        one[0] * two[1] + one[1] * two[3],
        one[2] * two[0] + one[3] * two[2],
        one[2] * two[1] + one[3] * two[3],
        one[4] * two[0] + one[5] * two[2] + two[4],
        one[4] * two[1] + one[5] * two[3] + two[5],
    )
