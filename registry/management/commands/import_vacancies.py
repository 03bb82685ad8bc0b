"""`manage.py import_vacancies FILE`: load a list of vacancies, all or nothing (docs/vacancies.md)."""

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
from registry.index.register import Source
from registry.index.telling import refuse, save_template, tell_notices, who
from registry.index.vacancies import COLUMNS, import_vacancies


class Command(BaseCommand):
    """Loads vacancies from CSV or XLSX, or writes the template for them."""

    help = "Load vacancies into the bank from FILE.csv or FILE.xlsx, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file or the template, who imports, and how the file and the report are written."""
        parser.add_argument("file", nargs="?", type=Path, help="the vacancies: .csv or .xlsx")
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
                save_template(options["template"], template_rows(options["language"], COLUMNS))
                self.stdout.write(_("Template written: %(path)s") % {"path": options["template"]})
            elif options["file"] is None:
                raise CommandError(_("Name the file to import, or --template NEW_FILE."))
            else:
                self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        source = Source(options["file"], options["encoding"], options["language"])
        try:
            report = import_vacancies(source=source, by=who(options["by"]), is_rehearsal=options["check"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if report.bad_rows:
            refuse(self, report)
        tell_notices(self, report)
        self.stdout.write(
            _("Vacancies: %(added)d added, %(there)d already there.")
            % {"added": report.added, "there": report.there}
        )
        if options["check"]:
            self.stdout.write(_("This was a check only: nothing was stored."))
