"""`manage.py import_register FILE`: load a department's card index, all or nothing (docs/import.md)."""

from argparse import ArgumentParser
from pathlib import Path

from astana_employment.department.management.importing import ImportCommand
from registry.imports import REGISTER


class Command(ImportCommand):
    """Loads people, documents, registrations and entries, or writes the template for them."""

    help = "Load a card index (people, registrations, entries) from an .xlsx, .xls, .ods or .csv file."
    kind = REGISTER
    files = {"source": "file", "entries": "entries"}

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file of entries besides."""
        super().add_arguments(parser)
        parser.add_argument(
            "--entries",
            metavar="FILE",
            type=Path,
            help="entries of the record cards, for a CSV; a spreadsheet has them in further sheets",
        )
