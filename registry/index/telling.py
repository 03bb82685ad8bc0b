"""What the commands that import say, and the templates they write."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from astana_employment.department.models import Role, StaffMember
from astana_employment.toolbox.tables_in.report import Remark, Report
from astana_employment.toolbox.tables_in.spreadsheet import write_template


def save_template(path: Path, *tables: list[list[str]], names: tuple[str, ...] = ()) -> None:
    """Write a template as CSV or XLSX; CommandError for another ending and for a file that is there.

    An XLSX has every table as a sheet; of several CSVs the further ones get their name behind the first's.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        raise CommandError(_("A template is a .csv or an .xlsx file."))
    paths = [path]
    if ending == ".csv":
        paths += [path.with_stem(f"{path.stem}-{name.lower()}") for name in names[1:]]
    for new in paths:
        if new.exists():
            raise CommandError(_("%(path)s exists already.") % {"path": new})
    if ending == ".xlsx":
        path.write_bytes(write_template(*tables, names=names))
        return
    for new, rows in zip(paths, tables, strict=True):
        new.write_bytes(as_csv(rows))


def refuse(command: BaseCommand, report: Report) -> NoReturn:
    """List what is wrong with the first bad rows and end with CommandError (exit code 1)."""
    for problem in sorted(report.problems, key=lambda remark: (remark.table, remark.line)):
        command.stderr.write(line_of(problem))
    raise CommandError(
        ngettext(
            "%(bad)d bad row of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
            "%(bad)d bad rows of %(rows)d; the first %(shown)d are listed. Nothing was stored.",
            report.bad_rows,
        )
        % {
            "bad": report.bad_rows,
            "rows": report.rows,
            "shown": len({(problem.table, problem.line) for problem in report.problems}),
        }
    )


def tell_notices(command: BaseCommand, report: Report) -> None:
    """List the first notices, and say how many there are in all."""
    for notice in sorted(report.notices, key=lambda remark: (remark.table, remark.line)):
        command.stdout.write(line_of(notice))
    if report.notice_count > len(report.notices):
        command.stdout.write(
            _("%(count)d notices in all; the first %(shown)d are listed.")
            % {"count": report.notice_count, "shown": len(report.notices)}
        )


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
    """Return «line 12, Тегі: reason», a further table before it; a remark on the whole row has no column."""
    if remark.table:
        return f"{remark.table}: {line_of(replace(remark, table=''))}"
    if remark.column:
        return _("line %(line)d, %(column)s: %(reason)s") % {
            "line": remark.line,
            "column": remark.column,
            "reason": remark.reason,
        }
    return _("line %(line)d: %(reason)s") % {"line": remark.line, "reason": remark.reason}


def as_csv(rows: list[list[str]]) -> bytes:
    """Return a CSV that a spreadsheet opens by itself: UTF-8 with BOM, parted by semicolons."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
