"""What Django and the packages around it can say to a visitor, and whether it is translated."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polib

from astana_employment.toolbox.catalogues.texts import (
    CatalogueError,
    FullKey,
    full_key_of,
    ordered,
    read_catalogue,
    shown_key,
)


class Package(NamedTuple):
    """A catalogue of a package: where it lies, the language that lists its texts, and what is never shown.

    Never shown here are names of languages, pages for developers, the admin, fields that no form has, mail,
    sign-up and social accounts.
    """

    module: str
    folder: str
    source: str
    hidden: tuple[str, ...]


PACKAGES = (
    Package("django", "conf/locale", "en", ("conf/global_settings.py", "contrib/", "views/")),
    Package(
        "django",
        "contrib/auth/locale",
        "en",
        (
            "contrib/auth/admin.py",
            "contrib/auth/apps.py",
            "contrib/auth/hashers.py",
            "contrib/auth/models.py",
            "contrib/auth/views.py",
            "contrib/auth/templates/",
        ),
    ),
    Package(
        "django",
        "contrib/postgres/locale",
        "en",
        (
            "contrib/postgres/apps.py",
            "contrib/postgres/fields/hstore.py",
            "contrib/postgres/forms/hstore.py",
            "contrib/postgres/validators.py",
        ),
    ),
    Package(
        "allauth",
        "locale",
        "en",
        (
            "account/admin.py",
            "account/models.py",
            "headless/",
            "idp/",
            "mfa/",
            "socialaccount/",
            "templates/",
            "usersessions/",
        ),
    ),
    # django-axes ships no English catalogue; its Russian one lists its texts.
    Package("axes", "locale", "ru", ("axes/admin.py",)),
)


def package_faults(own: polib.POFile, language: str) -> Iterator[str]:
    """Say which texts of the packages nobody translates, and which of ours no package has any more.

    `own` is the catalogue of `locale_django/` for `language`. CatalogueError when a package's catalogue
    cannot be read.
    """
    held = {full_key_of(entry) for entry in own}
    known: set[FullKey] = set()
    for package in PACKAGES:
        folder = _folder_of(package)
        texts = read_catalogue(_catalogue_in(folder, package.source))
        known |= {full_key_of(entry) for entry in texts}
        shown = {full_key_of(entry) for entry in texts if not _is_hidden(entry, package.hidden)}
        lacking = shown - held - _translated(_catalogue_in(folder, language))
        yield from (f"{shown_key(key)}: not translated by {package.module}" for key in ordered(lacking))
    yield from (f"{shown_key(key)}: no package says this" for key in ordered(held - known))


def _folder_of(package: Package) -> Path:
    found = find_spec(package.module)
    if found is None or found.origin is None:
        raise CatalogueError(f"The package {package.module} is not installed.")
    return Path(found.origin).parent / package.folder


def _catalogue_in(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def _translated(path: Path) -> set[FullKey]:
    if not path.exists():
        return set()
    return {full_key_of(entry) for entry in read_catalogue(path) if entry.translated()}


def _is_hidden(entry: polib.POEntry, hidden: tuple[str, ...]) -> bool:
    return all(name.startswith(hidden) for name, _line in entry.occurrences)
