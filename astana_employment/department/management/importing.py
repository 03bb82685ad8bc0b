"""What every import does in somebody's name: its command, its templates, and the events it leaves."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from astana_employment.department.imports import ImportKind
from astana_employment.department.models import Event, Role, StaffMember
from astana_employment.department.records import subject_type
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.tables_in.columns import UnreadableFileError, template_rows
from astana_employment.toolbox.tables_in.delimited import ENCODINGS
from astana_employment.toolbox.tables_in.files import as_csv, as_xlsx
from astana_employment.toolbox.tables_in.importing import BATCH, LONGEST_LIST, Report
from astana_employment.toolbox.tables_in.lines import Source
from astana_employment.toolbox.tables_in.rows import Remark
from astana_employment.toolbox.verbs import label_of

# A row that was stored, the file it stands in, its values, and the day on which it happened.
Act = tuple[models.Model, str, dict[str, Any], date | None]


def record_imported(verb: str, acts: Iterable[Act], *, by: StaffMember) -> None:
    """Append one event for each row that was stored, in bulk and in the transaction that stored them."""
    label_of(verb)
    events = [
        Event(
            at=now(),
            verb=verb,
            subject_type=subject_type(row),
            subject_id=row.pk,
            by=by,
            case_file=case_file,
            after=after,
            happened_on=happened_on,
        )
        for row, case_file, after, happened_on in acts
    ]
    Event.objects.bulk_create(events, batch_size=BATCH)


class ImportCommand(BaseCommand):
    """Loads a kind of file, or writes the template for it; a subclass says which."""

    kind: ClassVar[ImportKind]
    # The options that name files, by the arguments of the importer.
    files: ClassVar[Mapping[str, str]] = {"source": "file"}

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file or the template, who imports, and how the file and the report are written."""
        parser.add_argument("file", nargs="?", type=Path, help="the table: .xlsx, .xls, .ods or .csv")
        parser.add_argument("--by", metavar="USERNAME", help="who imports (else the first administrator)")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the report and of the template's headings",
        )
        parser.add_argument("--encoding", choices=ENCODINGS, help="how a CSV is written (else found out)")
        parser.add_argument("--check", action="store_true", help="only check: nothing is stored")
        parser.add_argument("--template", metavar="NEW_FILE", type=Path, help="write an empty template")

    def handle(self, *_args: object, **options: Any) -> None:
        """Import or write the template; CommandError (exit code 1) when the file was refused."""
        with translation.override(options["language"]):
            if options["template"]:
                self._write_template(options["template"], options["language"])
            elif any(options[option] for option in self.files.values()):
                self._import(options)
            else:
                raise CommandError(_("Name the file to import, or --template NEW_FILE."))

    def _write_template(self, path: Path, language: str) -> None:
        """Write a template; an XLSX has every table as a sheet, further CSVs get the sheet's name behind."""
        rows = [template_rows(language, columns) for columns in self.kind.tables.values()]
        names = [str(name) for name in self.kind.tables]
        ending = path.suffix.lower()
        if ending == ".xlsx":
            files = {path: as_xlsx(*rows, names=names)}
        elif ending == ".csv":
            paths = [path, *(path.with_stem(f"{path.stem}-{name.lower()}") for name in names[1:])]
            files = dict(zip(paths, map(as_csv, rows), strict=True))
        else:
            raise CommandError(_("A template is a .csv or an .xlsx file."))
        for new in files:
            if new.exists():
                raise CommandError(_("%(path)s exists already.") % {"path": new})
        for new, content in files.items():
            new.write_bytes(content)
        self.stdout.write(_("Template written: %(path)s") % {"path": path})

    def _import(self, options: Mapping[str, Any]) -> None:
        sources = {
            name: Source(Path(options[option]), options["encoding"], options["language"])
            for name, option in self.files.items()
            if options[option]
        }
        try:
            report = self.kind.importer(**sources, by=who(options["by"]), is_rehearsal=options["check"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if report.bad_rows:
            self._list(self.stderr, report.problems)
            raise CommandError(_refusal(report))
        self._list(self.stdout, report.notices)
        if report.notice_count > len(report.notices):
            self.stdout.write(
                _("%(count)d notices in all; the first %(shown)d are listed.")
                % {"count": report.notice_count, "shown": len(report.notices)}
            )
        for kind, remarks in report.by_kind.items():
            self.stdout.write(f"{kind}: {len(remarks)}")
            self._list(self.stdout, remarks[:LONGEST_LIST])
        if report.has_further:
            self._write_notices(next(iter(sources.values())).path, report)
        for name, text in self.kind.counts.items():
            self.stdout.write(text % {"added": report.added[name], "there": report.there[name]})
        if options["check"]:
            self.stdout.write(_("This was a check only: nothing was stored."))

    def _write_notices(self, path: Path, report: Report) -> None:
        """Write all notices beside the file that was read, for the eyes of whoever imports alone."""
        target = path.with_name(f"{path.stem}-notices.txt")
        lines = [line_of(remark) for remark in _sorted((*report.notices, *report.further))]
        for kind, remarks in report.by_kind.items():
            lines += ["", f"{kind}: {len(remarks)}", *map(line_of, _sorted(remarks))]
        try:
            target.touch(mode=0o600)
            target.write_text("\n".join([*lines, ""]), encoding="utf-8-sig")
        except OSError as error:
            text = _("The list of all notices could not be written: %(path)s: %(reason)s")
            self.stderr.write(text % {"path": target, "reason": error.strerror})
        else:
            self.stdout.write(_("All notices: %(path)s") % {"path": target})

    @staticmethod
    def _list(target: Any, remarks: Iterable[Remark]) -> None:
        for remark in _sorted(remarks):
            target.write(line_of(remark))


def _sorted(remarks: Iterable[Remark]) -> list[Remark]:
    return sorted(remarks, key=lambda remark: (remark.table, remark.line))


def _refusal(report: Report) -> str:
    text = ngettext(
        "%(bad)d bad row of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
        "%(bad)d bad rows of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
        report.bad_rows,
    )
    shown = len({(problem.table, problem.line) for problem in report.problems})
    return text % {"bad": report.bad_rows, "rows": report.rows, "shown": shown}


def who(username: str | None) -> StaffMember:
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


def line_of(remark: Remark) -> str:
    """Return «line 12, Тегі (C12): reason», a further table before it; one on the whole row has no column."""
    if remark.table:
        return f"{remark.table}: {line_of(replace(remark, table=''))}"
    text = _("line %(line)d, %(column)s: %(reason)s") if remark.column else _("line %(line)d: %(reason)s")
    column = f"{remark.column} ({remark.cell})" if remark.cell else remark.column
    return text % {"line": remark.line, "column": column, "reason": remark.said}
