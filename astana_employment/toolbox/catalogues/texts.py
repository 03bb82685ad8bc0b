"""The catalogues of the interface's texts: where they lie, and what the code asks for.

English is the text in the code; Kazakh and Russian stand in `locale/`. What Django and the packages around
it say in Kazakh and Russian stands apart in `locale_django/`, because no text of our code asks for it.
"""

from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import polib
from django.core.management import call_command

APPS = ("astana_employment", "registry", "certificates", "complaints", "indicators")
TEMPLATES = "templates"
TRANSLATED = ("kk", "ru")
WIDTH = 100
# As Django's own catalogues have them, so that theirs and ours count alike.
PLURAL_COUNTS = {"kk": 2, "ru": 4}

Key = tuple[str | None, str]
FullKey = tuple[str | None, str, str]


class CatalogueError(Exception):
    """A catalogue is missing or cannot be read."""


def key_of(entry: polib.POEntry) -> Key:
    """Return what tells one text from another: its context, if any, and the English."""
    return entry.msgctxt, entry.msgid


def full_key_of(entry: polib.POEntry) -> FullKey:
    """Return the key with the English plural, empty for a text that is not counted."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def ordered(keys: Iterable[FullKey]) -> list[FullKey]:
    """Return keys in a stable order, for messages."""
    return sorted(keys, key=lambda key: tuple(part or "" for part in key))


def shown_key(key: Key | FullKey) -> str:
    """Return a text as a message names it: its beginning, and its context, if any."""
    context, text = key[:2]
    shown = text if len(text) <= 90 else f"{text[:90]}…"
    return f"“{shown}”" + (f" [{context}]" if context else "")


def catalogue_path(root: Path, language: str, folder: str = "locale") -> Path:
    """Return where the catalogue of a language lies: `locale` for our texts, `locale_django` for Django's."""
    return root / folder / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> polib.POFile:
    """Read a catalogue; CatalogueError names the file when it is missing or cannot be read."""
    if not path.is_file():  # polib would take the path for a catalogue's text
        raise CatalogueError(f"{path}: there is no such catalogue")
    try:
        return polib.pofile(str(path), wrapwidth=WIDTH, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def extract(root: Path) -> polib.POFile:
    """Return every text that the code and the templates below `root` mark for translation.

    CommandError when GNU gettext is not installed or cannot read a file. It works on a copy: makemessages
    writes beside the templates and into the catalogues, and a check changes nothing.
    """
    with TemporaryDirectory() as copy, chdir(copy):
        for folder in (*APPS, TEMPLATES):
            copytree(root / folder, folder)
        Path("locale").mkdir()
        call_command("makemessages", verbosity=0)
        return read_catalogue(catalogue_path(Path(copy), TRANSLATED[0]))
