"""`manage.py import_register FILE`: load a department's card index, all or nothing (docs/import.md)."""

from argparse import ArgumentParser
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from astana_employment.department.management.importing import ImportCommand
from registry.index.columns import COLUMNS
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.index.register import import_register


class Command(ImportCommand):
    """Loads people, documents, registrations and entries, or writes the template for them."""

    help = "Load a card index (people, registrations, entries) from FILE.csv or FILE.xlsx, all or nothing."
    importer = staticmethod(import_register)
    files = {"source": "file", "entries": "entries"}
    # Translators: the names of the two sheets of the template
    tables = {_("People"): COLUMNS, _("Entries"): ENTRY_COLUMNS}
    counts = {
        "people": _("People: %(added)d added, %(there)d already there."),
        "registrations": _("Registrations: %(added)d added, %(there)d already there."),
        "documents": _("Documents: %(added)d added."),
        "entries": _("Entries of the cards: %(added)d added, %(there)d already there."),
    }

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file of entries besides."""
        super().add_arguments(parser)
        parser.add_argument(
            "--entries",
            metavar="FILE",
            type=Path,
            help="entries of the record cards, for a CSV; a spreadsheet has them in further sheets",
        )
