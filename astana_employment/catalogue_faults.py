"""What is wrong with the catalogues: texts missing, left over, untranslated, uncertain or misshapen.

Each fault is one line that names the file, the text and what is wrong with it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polib

from astana_employment.catalogue_packages import package_faults
from astana_employment.catalogues import (
    TRANSLATED,
    catalogue_path,
    extract,
    full_key_of,
    key_of,
    ordered,
    plural_count,
    read_catalogue,
    shown_key,
)
from astana_employment.kazakh import mend_lookalikes

_PERCENT = re.compile(r"%(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[sdifr%]")
_BRACES = re.compile(r"\{\w*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&\w+;")
_EDGE = re.compile(r"\A(\s*).*?(\s*)\Z", re.DOTALL)
_ENDINGS = ".:?!…"


def faults(root: Path) -> list[str]:
    """Return every fault of the catalogues below `root`; an empty list when all is well.

    CatalogueError when the texts cannot be collected or a catalogue cannot be read.
    """
    wanted = extract(root)
    found: list[str] = []
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


def _labelled(path: Path, lines: Iterable[str]) -> Iterator[str]:
    return (f"{path}: {line}" for line in lines)


def coverage_faults(catalogue: polib.POFile, wanted: polib.POFile) -> Iterator[str]:
    """Say which texts of the code a catalogue lacks, and which it has that nothing asks for."""
    asked = set(map(full_key_of, wanted))
    held = {full_key_of(entry) for entry in catalogue if not entry.obsolete}
    yield from (f"{shown_key(key)}: missing, run update_messages" for key in ordered(asked - held))
    yield from (
        f"{shown_key(key)}: nothing asks for it, run update_messages" for key in ordered(held - asked)
    )
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
    if entry.msgid_plural and set(entry.msgstr_plural) != set(range(plural_count(language))):
        return [f"needs {plural_count(language)} plural forms"]
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(translations):
        return ["not translated"]
    source = entry.msgid_plural or entry.msgid
    return list(dict.fromkeys(fault for text in translations for fault in _text_faults(source, text)))


def _text_faults(source: str, translation: str) -> Iterator[str]:
    for name, parts in _PARTS.items():
        if parts(source) != parts(translation):
            yield f"{name} differ: {_written(parts(source))} and {_written(parts(translation))}"
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
