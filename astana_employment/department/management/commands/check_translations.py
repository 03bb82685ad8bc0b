"""Fail while a text of the interface is not said in Kazakh and Russian, or is said wrongly."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from astana_employment.toolbox.catalogues.faults import faults
from astana_employment.toolbox.catalogues.texts import CatalogueError

SHOWN = 200


class Command(BaseCommand):
    """Part of `make check`; changes nothing and needs no database."""

    help = "Compare the catalogues with the code: missing, untranslated, fuzzy or misshapen texts fail."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name the faults, at most the first 200 of them; CommandError when there is one."""
        try:
            found = faults(settings.BASE_DIR)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        for line in found[:SHOWN]:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} faults in the translations: see docs/languages.md.")
        self.stdout.write("Every text is said in Kazakh and Russian.")
