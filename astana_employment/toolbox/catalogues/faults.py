"""What is wrong with the catalogues: texts missing, left over, untranslated, uncertain or misshapen.

Each fault is one line that names the file, the text and what is wrong with it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polib

from astana_employment.toolbox.catalogues.composed import composed_faults, meaning_faults, sentence_fault
from astana_employment.toolbox.catalogues.packages import package_faults
from astana_employment.toolbox.catalogues.printed import printed_faults
from astana_employment.toolbox.catalogues.style import style_faults
from astana_employment.toolbox.catalogues.texts import (
    PLURAL_COUNTS,
    TEMPLATES,
    TRANSLATED,
    catalogue_path,
    extract,
    full_key_of,
    key_of,
    ordered,
    read_catalogue,
    shown_key,
)
from astana_employment.toolbox.kazakh import mend_lookalikes

_PERCENT = re.compile(r"%(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[sdifr%]")
_BRACES = re.compile(r"\{\w*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&\w+;")
_EDGE = re.compile(r"\A(\s*).*?(\s*)\Z", re.DOTALL)
_ENDINGS = ".:?!…"
# Of a template, what a visitor does not read: notes, tags of the template language, what those translate, and
# the names of classes that a page gives its base.
_NOT_READ = re.compile(
    r"{%\s*comment\b.*?endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"|{%\s*block\s+\w+_class\s*%}.*?endblock\s*%}|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->",
    re.DOTALL,
)
_READ_ALOUD = re.compile(r'\b(?:aria-label|title|placeholder|alt|label)="([^"]*)"')
_MARKUP = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Papers are texts of their own in each language; the page of last resort says everything three times.
_NOT_TRANSLATED = ("pdf/", "500.html", "503.html")


def faults(root: Path) -> list[str]:
    """Return every fault of the catalogues below `root`; an empty list when all is well.

    CommandError when the texts cannot be collected, CatalogueError when a catalogue cannot be read.
    """
    wanted = extract(root)
    found = [*bare_texts(root), *composed_faults(root), *meaning_faults(wanted), *printed_faults(root)]
    for language in TRANSLATED:
        path = catalogue_path(root, language)
        catalogue = read_catalogue(path)
        found += _labelled(path.relative_to(root), coverage_faults(catalogue, wanted))
        found += _labelled(path.relative_to(root), catalogue_faults(catalogue, language))
        own = catalogue_path(root, language, "locale_django")
        packages = read_catalogue(own)
        found += _labelled(own.relative_to(root), package_faults(packages, language))
        found += _labelled(own.relative_to(root), catalogue_faults(packages, language))
    return found


def bare_texts(root: Path) -> Iterator[str]:
    """Say which templates hold words that nobody marked for translation."""
    for path in sorted((root / TEMPLATES).rglob("*.html")):
        name = path.relative_to(root).as_posix()
        if any(part in name for part in _NOT_TRANSLATED):
            continue
        html = _NOT_READ.sub(" ", path.read_text(encoding="utf-8"))
        texts = [*_READ_ALOUD.findall(html), _MARKUP.sub(" ", html)]
        if words := [word for text in texts for word in _WORD.findall(text)]:
            yield f"{name}: not marked for translation: {' '.join(words[:8])}"


def _labelled(path: Path, lines: Iterable[str]) -> Iterator[str]:
    return (f"{path}: {line}" for line in lines)


def coverage_faults(catalogue: polib.POFile, wanted: polib.POFile) -> Iterator[str]:
    """Say which texts of the code a catalogue lacks, and which it has that nothing asks for."""
    asked = set(map(full_key_of, wanted))
    held = {full_key_of(entry) for entry in catalogue if not entry.obsolete}
    yield from (f"{shown_key(key)}: missing, run makemessages" for key in ordered(asked - held))
    yield from (f"{shown_key(key)}: nothing asks for it, run makemessages" for key in ordered(held - asked))
    yield from (f"{shown_key(key_of(entry))}: obsolete" for entry in catalogue.obsolete_entries())


def catalogue_faults(catalogue: polib.POFile, language: str) -> Iterator[str]:
    """Say which entries of a catalogue are not translated, uncertain or misshapen."""
    doubled = [key for key, count in Counter(map(key_of, catalogue)).items() if count > 1]
    yield from (f"{shown_key(key)}: stands twice" for key in doubled)
    for entry in catalogue:
        if not entry.obsolete:
            yield from (f"{shown_key(key_of(entry))}: {fault}" for fault in entry_faults(entry, language))


def entry_faults(entry: polib.POEntry, language: str) -> list[str]:
    """Return what is wrong with one translation."""
    if entry.fuzzy:
        return ["fuzzy"]
    if entry.msgid_plural and set(entry.msgstr_plural) != set(range(PLURAL_COUNTS[language])):
        return [f"needs {PLURAL_COUNTS[language]} plural forms"]
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(translations):
        return ["not translated"]
    source = entry.msgid_plural or entry.msgid
    is_counted = bool(entry.msgid_plural)
    found = (
        fault
        for text in translations
        for fault in (
            *_text_faults(source, text),
            *style_faults(source, text, language, is_counted=is_counted),
        )
    )
    return list(dict.fromkeys(found))


def _text_faults(source: str, translation: str) -> Iterator[str]:
    for name, parts in _PARTS.items():
        if parts(source) != parts(translation):
            yield f"{name} differ: {_written(parts(source))} and {_written(parts(translation))}"
    if fault := sentence_fault(translation):
        yield fault
    foreign = mend_lookalikes(translation)[1]
    if foreign:
        yield f"Latin letters inside Cyrillic words: {' '.join(foreign)}"


def _written(parts: object) -> str:
    return " ".join(sorted(map(str, parts))) if isinstance(parts, Counter) else repr(parts)


def _edges(text: str) -> tuple[str, ...]:
    found = _EDGE.match(text)
    return found.groups() if found else ()


def _ending(text: str) -> str:
    """Return the mark that ends a sentence; a single word («Jan.») is none."""
    last = text.rstrip()[-1:]
    return last if last in _ENDINGS and " " in text.strip() else ""


_PARTS: dict[str, Callable[[str], object]] = {
    "placeholders": lambda text: Counter(_PERCENT.findall(text)),
    "names in braces": lambda text: Counter(_BRACES.findall(text)),
    "tags": lambda text: Counter(_TAG.findall(text)),
    "blanks at the ends": _edges,
    "final marks": _ending,
}
