"""Renew the catalogues of the interface's texts from the code and the templates."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from astana_employment.toolbox.catalogues.texts import CatalogueError, update_catalogues


class Command(BaseCommand):
    """Run after a text was added or changed; then translate what it says is missing."""

    help = "Collect every text of the code and the templates into locale/; say how many lack a translation."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the catalogues; CommandError when GNU gettext is missing or a source cannot be read."""
        try:
            missing = update_catalogues(settings.BASE_DIR)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        for language, count in missing.items():
            self.stdout.write(f"{language}: {count} not translated")
