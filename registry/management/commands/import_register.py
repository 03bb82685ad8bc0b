"""`manage.py import_register FILE`: load a department's card index, all or nothing (docs/import.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from astana_employment.toolbox.tables_in.columns import template_rows
from astana_employment.toolbox.tables_in.lines import UnreadableFileError
from astana_employment.toolbox.tables_in.reading import ENCODINGS
from astana_employment.toolbox.tables_in.report import Report
from registry.index.columns import COLUMNS
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.index.register import Source, import_register
from registry.index.telling import refuse, save_template, tell_notices, who


class Command(BaseCommand):
    """Loads people, documents and registrations from CSV or XLSX, or writes the template for them."""

    help = "Load a card index (people, registrations, entries) from FILE.csv or FILE.xlsx, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file or the template, who imports, and how the file and the report are written."""
        parser.add_argument("file", nargs="?", type=Path, help="the card index: .csv or .xlsx")
        parser.add_argument(
            "--entries",
            metavar="FILE",
            type=Path,
            help="entries of the record cards, for a CSV; a spreadsheet has them in further sheets",
        )
        parser.add_argument("--by", metavar="USERNAME", help="who imports (else the first administrator)")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the report and of the template's headings",
        )
        parser.add_argument("--encoding", choices=ENCODINGS, help="how a CSV is written (else UTF-8)")
        parser.add_argument("--check", action="store_true", help="only check: nothing is stored")
        parser.add_argument("--template", metavar="NEW_FILE", type=Path, help="write an empty template")

    def handle(self, *_args: object, **options: Any) -> None:
        """Import or write the template; CommandError (exit code 1) when the file was refused."""
        with translation.override(options["language"]):
            if options["template"]:
                self._write_template(options["template"], options["language"])
            elif options["file"] is None and options["entries"] is None:
                raise CommandError(_("Name the file to import, or --template NEW_FILE."))
            else:
                self._import(options)

    def _write_template(self, path: Path, language: str) -> None:
        tables = {
            # Translators: the names of the two sheets of the template
            _("People"): template_rows(language, COLUMNS),
            _("Entries"): template_rows(language, ENTRY_COLUMNS),
        }
        save_template(path, *tables.values(), names=tuple(tables))
        self.stdout.write(_("Template written: %(path)s") % {"path": path})

    def _import(self, options: dict[str, Any]) -> None:
        source, entries = (
            Source(options[name], options["encoding"], options["language"]) if options[name] else None
            for name in ("file", "entries")
        )
        try:
            report = import_register(
                source=source, entries=entries, by=who(options["by"]), is_rehearsal=options["check"]
            )
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if report.bad_rows:
            refuse(self, report)
        self._tell(report, is_rehearsal=options["check"])

    def _tell(self, report: Report, *, is_rehearsal: bool) -> None:
        tell_notices(self, report)
        self.stdout.write(
            _("People: %(added)d added, %(there)d already there.")
            % {"added": report.people_added, "there": report.people_there}
        )
        self.stdout.write(
            _("Registrations: %(added)d added, %(there)d already there.")
            % {"added": report.registrations_added, "there": report.registrations_there}
        )
        self.stdout.write(_("Documents: %(added)d added.") % {"added": report.documents_added})
        self.stdout.write(
            _("Entries of the cards: %(added)d added, %(there)d already there.")
            % {"added": report.entries_added, "there": report.entries_there}
        )
        if is_rehearsal:
            self.stdout.write(_("This was a check only: nothing was stored."))
