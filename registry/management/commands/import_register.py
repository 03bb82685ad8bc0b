"""`manage.py import_register FILE`: load a department's card index, all or nothing (docs/import.md)."""

import csv
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from astana_employment.models import Role, StaffMember
from registry.importing.columns import template_rows
from registry.importing.reading import ENCODINGS, UnreadableFileError
from registry.importing.register import Source, import_register
from registry.importing.report import Remark, Report
from registry.importing.spreadsheet import write_template


class Command(BaseCommand):
    """Loads people, documents and registrations from CSV or XLSX, or writes the template for them."""

    help = "Load a card index (people, documents, registrations) from FILE.csv or FILE.xlsx, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file or the template, who imports, and how the file and the report are written."""
        parser.add_argument("file", nargs="?", type=Path, help="the card index: .csv or .xlsx")
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
            elif options["file"] is None:
                raise CommandError(_("Name the file to import, or --template NEW_FILE."))
            else:
                self._import(options)

    def _write_template(self, path: Path, language: str) -> None:
        rows = template_rows(language)
        ending = path.suffix.lower()
        if ending not in {".csv", ".xlsx"}:
            raise CommandError(_("A template is a .csv or an .xlsx file."))
        if path.exists():
            raise CommandError(_("%(path)s exists already.") % {"path": path})
        path.write_bytes(write_template(rows) if ending == ".xlsx" else _as_csv(rows))
        self.stdout.write(_("Template written: %(path)s") % {"path": path})

    def _import(self, options: dict[str, Any]) -> None:
        source = Source(options["file"], options["encoding"], options["language"])
        try:
            report = import_register(source=source, by=_who(options["by"]), is_rehearsal=options["check"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if report.bad_rows:
            self._refuse(report)
        self._tell(report, is_rehearsal=options["check"])

    def _refuse(self, report: Report) -> None:
        for problem in sorted(report.problems, key=lambda remark: remark.line):
            self.stderr.write(_line_of(problem))
        raise CommandError(
            ngettext(
                "%(bad)d bad row of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
                "%(bad)d bad rows of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
                report.bad_rows,
            )
            % {
                "bad": report.bad_rows,
                "rows": report.rows,
                "shown": len({problem.line for problem in report.problems}),
            }
        )

    def _tell(self, report: Report, *, is_rehearsal: bool) -> None:
        for notice in sorted(report.notices, key=lambda remark: remark.line):
            self.stdout.write(_line_of(notice))
        if report.notice_count > len(report.notices):
            self.stdout.write(
                _("%(count)d notices in all; the first %(shown)d are listed.")
                % {"count": report.notice_count, "shown": len(report.notices)}
            )
        self.stdout.write(
            _("People: %(added)d added, %(there)d already there.")
            % {"added": report.people_added, "there": report.people_there}
        )
        self.stdout.write(
            _("Registrations: %(added)d added, %(there)d already there.")
            % {"added": report.registrations_added, "there": report.registrations_there}
        )
        self.stdout.write(_("Documents: %(added)d added.") % {"added": report.documents_added})
        if is_rehearsal:
            self.stdout.write(_("This was a check only: nothing was stored."))


def _who(username: str | None) -> StaffMember:
    """Return who imports; CommandError when there is no such member of staff."""
    staff = StaffMember.objects.filter(is_active=True)
    if username:
        found = staff.filter(username=username).first()
        message = _("There is no member of staff with the user name %(name)s.") % {"name": username}
    else:
        found = staff.filter(role=Role.ADMINISTRATOR).order_by("pk").first()
        message = _("There is no administrator. Say who imports: --by USERNAME.")
    if found is None:
        raise CommandError(message)
    return found


def _line_of(remark: Remark) -> str:
    """Return «line 12, Тегі: reason»; a remark on the whole row names no column."""
    if remark.column:
        return _("line %(line)d, %(column)s: %(reason)s") % {
            "line": remark.line,
            "column": remark.column,
            "reason": remark.reason,
        }
    return _("line %(line)d: %(reason)s") % {"line": remark.line, "reason": remark.reason}


def _as_csv(rows: list[list[str]]) -> bytes:
    """Return a CSV that a spreadsheet opens by itself: UTF-8 with BOM, parted by semicolons."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
