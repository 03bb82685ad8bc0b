"""The catalogues of the interface's texts: where they lie, what the code asks for, and how they are renewed.

English is the text in the code; Kazakh and Russian stand in `locale/`. What Django and the packages around
it say in Kazakh and Russian stands apart in `locale_django/`, because no text of our code asks for it.
"""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.utils.translation.template import templatize

APPS = ("astana_employment", "registry", "certificates", "complaints", "indicators")
TEMPLATES = "templates"
TRANSLATED = ("kk", "ru")
EXTRACTOR = "xgettext"
WIDTH = 100
# As Django's own catalogues have them, so that theirs and ours count alike.
PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
}
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)

Key = tuple[str | None, str]
FullKey = tuple[str | None, str, str]


class CatalogueError(Exception):
    """The texts cannot be collected: a program is missing, or a source cannot be read."""


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


def plural_count(language: str) -> int:
    """Return how many forms a counted text has in a language."""
    return int(PLURAL_FORMS[language].removeprefix("nplurals=").split(";")[0])


def sources(root: Path) -> Iterator[Path]:
    """Yield the files that may hold texts, in a stable order: the apps' code, then the templates."""
    for app in APPS:
        yield from (path for path in sorted((root / app).rglob("*.py")) if "migrations" not in path.parts)
    yield from (path for path in sorted((root / TEMPLATES).rglob("*")) if path.suffix in {".html", ".txt"})


def extract(root: Path) -> polib.POFile:
    """Return every text that the code and the templates below `root` mark for translation.

    CatalogueError when GNU gettext is not installed or a file cannot be read by it.
    """
    program = shutil.which(EXTRACTOR)
    if program is None:
        raise CatalogueError(
            f"There is no {EXTRACTOR}: install GNU gettext (Debian: apt-get install gettext)."
        )
    with TemporaryDirectory() as folder:
        copies = [_copy_for_extraction(path, root, Path(folder)) for path in sources(root)]
        listed = "\n".join(str(path) for path in copies)
        command = [program, "--language=Python", "--from-code=UTF-8", "--add-comments=Translators"]
        command += ["--add-location=file", "--files-from=-", "--output=-"]
        command += [f"--keyword={keyword}" for keyword in KEYWORDS]
        said = subprocess.run(  # noqa: S603 - every word of the command is ours
            command, cwd=folder, input=listed, capture_output=True, text=True, check=False
        )
    if said.returncode:
        raise CatalogueError(said.stderr.strip())
    return polib.pofile(said.stdout, wrapwidth=WIDTH) if said.stdout else polib.POFile()


def _copy_for_extraction(path: Path, root: Path, folder: Path) -> Path:
    """Copy a source below `folder`, a template turned into Python; return its short path."""
    short = path.relative_to(root)
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        try:
            text = templatize(text, origin=str(short))
        except SyntaxError as error:
            raise CatalogueError(str(error)) from error
    copy = folder / short
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, encoding="utf-8")
    return short


def renewed(catalogue: polib.POFile, wanted: polib.POFile, language: str) -> polib.POFile:
    """Return a catalogue of exactly the wanted texts, in their order, with the translations already there.

    No translation is guessed from a similar text, and none is kept that nothing asks for.
    """
    known = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.metadata = {
        "Project-Id-Version": "astana-employment",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for entry in wanted:
        old = known.get(key_of(entry))
        same = old if old is not None and old.msgid_plural == entry.msgid_plural else None
        fresh.append(_renewed_entry(entry, same, plural_count(language)))
    return fresh


def _renewed_entry(wanted: polib.POEntry, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    flags = [flag for flag in wanted.flags if flag != "fuzzy"]
    entry = polib.POEntry(
        msgid=wanted.msgid,
        msgid_plural=wanted.msgid_plural,
        msgctxt=wanted.msgctxt,
        comment=wanted.comment,
        occurrences=[(name, "") for name in dict.fromkeys(name for name, _line in wanted.occurrences)],
        flags=[*flags, "fuzzy"] if old is not None and old.fuzzy else flags,
    )
    if wanted.msgid_plural:
        blank = dict.fromkeys(range(forms), "")
        entry.msgstr_plural = {**blank, **old.msgstr_plural} if old is not None else blank
    elif old is not None:
        entry.msgstr = old.msgstr
    return entry


def update_catalogues(root: Path) -> dict[str, int]:
    """Write the catalogues of `locale/` anew from the code; return how many texts each still lacks."""
    wanted = extract(root)
    missing = {}
    for language in TRANSLATED:
        path = catalogue_path(root, language)
        catalogue = read_catalogue(path) if path.exists() else polib.POFile()
        fresh = renewed(catalogue, wanted, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))
        missing[language] = sum(not entry.translated() for entry in fresh)
    return missing
