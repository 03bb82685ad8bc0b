"""Texts in Kazakh and Russian outside the catalogues: papers, wordings, reference data, pages of last resort.

They are held to the same style as the translations; what the law says in Kazakh keeps its own words.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from astana_employment.toolbox.catalogues.style import style_faults
from astana_employment.toolbox.catalogues.texts import APPS, TEMPLATES

# The words of the standard and of its Annex 3: only our Russian translation of them is ours to mend.
_LAW: Final = (
    "indicators/publication/clauses.toml",
    "indicators/annex3/texts.toml",
    "registry/law/ground_texts.py",
)
# No text of the desk: invented people, the patterns of the rules, words that people may write in their files.
_NOT_SAID: Final = (
    "astana_employment/sample/",
    "astana_employment/toolbox/catalogues/",
    "registry/index/columns.py",
    "registry/index/entry_columns.py",
    "registry/vacancies/importing.py",
    "registry/vacancies/professions.py",
)
_ON_PAPER: Final = ("wording.py", "notices.py", "/papers/", "/pdf/")
_LAST_RESORT: Final = ("500.html", "503.html")
_CYRILLIC = re.compile(r"[а-яё]{2}", re.IGNORECASE)
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_TEMPLATE_TAG = re.compile(r"{#.*?#}|{%.*?%}|<style\b.*?</style>", re.DOTALL)
_FILLED_IN = re.compile(r"{{.*?}}", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|h\d|dt|dd|td|th|title|br|div|section|span|a|label|button)\b[^>]*>")
_MARKUP = re.compile(r"<[^>]*>", re.DOTALL)


class Printed(NamedTuple):
    """A text, its language, where it stands, and whether it is printed on a paper to one person."""

    place: str
    language: str
    text: str
    on_paper: bool


def printed_faults(root: Path) -> Iterator[str]:
    """Say which texts below `root` that are in no catalogue a native reader would strike out."""
    for one in printed_texts(root):
        if one.language == "kk" and one.place in _LAW:
            continue
        for fault in style_faults("", one.text, one.language, on_paper=one.on_paper):
            yield f"{one.place}: {fault} in “{one.text[:90]}”"


def printed_texts(root: Path) -> Iterator[Printed]:
    """Return every Kazakh and Russian text of the code and of papers below `root`."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            place = path.relative_to(root).as_posix()
            if "/migrations/" not in place and not place.startswith(_NOT_SAID):
                yield from _noted(place, _literals(path.read_text(encoding="utf-8")))
        for path in sorted((root / app).rglob("*.toml")):
            place = path.relative_to(root).as_posix()
            yield from _noted(place, _leaves(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in sorted((root / TEMPLATES).rglob("*.html")):
        place = path.relative_to(root).as_posix()
        if "/pdf/" in place or place.endswith(_LAST_RESORT):
            yield from _noted(place, _lines(path.read_text(encoding="utf-8")))


def _noted(place: str, texts: Iterator[str]) -> Iterator[Printed]:
    on_paper = any(part in place for part in _ON_PAPER)
    of_file = {"_kk.html": "kk", "_ru.html": "ru"}.get(place[-8:])
    for text in texts:
        if _CYRILLIC.search(text):
            yield Printed(place, of_file or ("kk" if _KAZAKH.search(text) else "ru"), text, on_paper)


def _leaves(value: Any) -> Iterator[str]:
    """Return the texts of a table of data, however deep they stand."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)


def _literals(code: str) -> Iterator[str]:
    """Return the texts of a module, what is filled in as {}; docstrings are not told to anybody."""
    tree = ast.parse(code)
    pieces = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    pieces |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.value


def _lines(html: str) -> Iterator[str]:
    """Return what a template says between its tags, what is filled in as {}."""
    text = _FILLED_IN.sub("{}", _TEMPLATE_TAG.sub(" ", html))
    for piece in _BLOCK.split(text):
        yield " ".join(_MARKUP.sub("", piece).split())
