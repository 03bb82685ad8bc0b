"""Collect the texts of the code and the templates into the catalogues of `locale/`."""

import re
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

from astana_employment.toolbox.catalogues.texts import (
    APPS,
    TEMPLATES,
    TRANSLATED,
    WIDTH,
    catalogue_path,
    read_catalogue,
)

_WIDTH = f"--width={WIDTH}"
_CHANGES_WITHOUT_A_TEXT = re.compile(r'^"(?:POT-Creation-Date|Report-Msgid-Bugs-To):.*\n', re.MULTILINE)


class Command(makemessages.Command):
    """Django's own, told where our texts stand, in the folder it is called in, and how our catalogues look.

    Run it after a text was added or changed; then translate what it says is missing. It guesses nothing from
    a similar text and keeps nothing that nobody asks for.
    """

    xgettext_options = [*makemessages.Command.xgettext_options, _WIDTH]
    msguniq_options = [*makemessages.Command.msguniq_options, _WIDTH]
    msgmerge_options = [*makemessages.Command.msgmerge_options, _WIDTH, "--no-fuzzy-matching"]
    msgattrib_options = [*makemessages.Command.msgattrib_options, _WIDTH]

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the catalogues and say how many texts each lacks; CommandError without GNU gettext."""
        ours = {"locale": list(TRANSLATED), "add_location": "file", "no_obsolete": True}
        super().handle(*args, **{**options, **ours})
        for language in TRANSLATED if self.verbosity else ():
            lacking = [not entry.translated() for entry in read_catalogue(catalogue_path(Path(), language))]
            self.stdout.write(f"{language}: {sum(lacking)} not translated")

    def build_potfiles(self) -> list[str]:
        """Collect the texts, into our own catalogues only: those of the packages are kept by hand."""
        self.locale_paths = [str(Path("locale").absolute())]
        found = super().build_potfiles()
        for path in map(Path, found):
            text = path.read_text(encoding="utf-8")
            path.write_text(_CHANGES_WITHOUT_A_TEXT.sub("", text), encoding="utf-8")
        return found

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        """Return the files that may hold texts: the apps' code, then the templates."""
        found = super().find_files
        return [file for folder in (*APPS, TEMPLATES) for file in found(f"{root}/{folder}")]
