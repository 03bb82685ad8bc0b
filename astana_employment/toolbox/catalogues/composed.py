"""Sentences that are put together when a page is made, and say something else than their parts.

A name after a colon reads as whom the act was for, a word before a number in the order of one language only,
a short text of two meanings as the other one.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import polib

from astana_employment.toolbox.catalogues.texts import TEMPLATES


class Composed(NamedTuple):
    """What a find shows, and its pattern."""

    shows: str
    pattern: re.Pattern[str]


_NAME = r"(?:get_short_name|\bby|\bwho)\b"
_NUMBER = r"\b(?:number|sequence|pk)\b"
_GLUED: Final = (
    Composed(
        "a name after an act reads as whom it was for; give the name a word of its own",
        re.compile(rf"{{{{[^}}]*\b(?:label|verb|act)(?:\|\w+)?\s*}}}}\s*[:,]\s*{{{{[^}}]*{_NAME}[^}}]*}}}}"),
    ),
    Composed(
        "a translated word before a number; write one text with the number in it",
        re.compile(rf"{{%\s*translate\s[^%]*%}}\s*(?:<b>)?\s*{{{{[^}}]*{_NUMBER}[^}}]*}}}}"),
    ),
    Composed(
        "a word before a number; write one text with the number in it",
        re.compile(rf"_display(?:\|\w+)*\s*}}}}\s*{{{{[^}}]*{_NUMBER}[^}}]*}}}}"),
    ),
)
_ACT_AND_NAME = re.compile(r"%\((?:act|what|label|event)\)s[:,] %\((?:who|by|name)\)s")
# English words of two meanings: where they have the plain one. Anywhere else they need a context.
MEANINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "letter": ("astana_employment/department/models/window.py", "templates/registry/hall/"),
    "Visit": ("registry/card/",),
    "Hand over": ("templates/certificates/", "certificates/"),
    "in person": ("complaints/models/",),
    "Person": ("registry/", "certificates/", "indicators/", "templates/registry/", "templates/certificates/"),
    "person": ("registry/",),
}


def composed_faults(root: Path) -> Iterator[str]:
    """Say where templates below `root` put a name after an act, or a translated word before a number."""
    for path in sorted((root / TEMPLATES).rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        for rule in _GLUED:
            for found in rule.pattern.finditer(html):
                yield f"{path.relative_to(root).as_posix()}: {rule.shows}: {' '.join(found[0].split())}"


def sentence_fault(text: str) -> str:
    """Return what is wrong with an act and a name that nothing but a mark parts; empty when nothing is."""
    found = _ACT_AND_NAME.search(text)
    return f"a name after an act reads as whom it was for: {found[0]}" if found else ""


def meaning_faults(wanted: polib.POFile) -> Iterator[str]:
    """Say which short texts of two meanings are used without a context outside of their plain meaning."""
    for entry in wanted:
        if not entry.msgctxt and (plain := MEANINGS.get(entry.msgid)):
            for place in sorted({name for name, _line in entry.occurrences}):
                if not place.startswith(plain):
                    yield f"“{entry.msgid}”: it has two meanings, {place} needs a context"
