"""The list of files to import, and the lists of what one of them would change."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astana_employment.department.import_reports import LISTS, remarks_of
from astana_employment.department.imports import import_kinds
from astana_employment.department.models import ImportFile
from astana_employment.department.templatetags.desk import day, tag
from astana_employment.toolbox.screens.table_page import noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from astana_employment.toolbox.tables_in.rows import Remark

_STATE = ImportFile.State
_TONES = {
    _STATE.CHECKING: "wait",
    _STATE.CHECKED: "act",
    _STATE.TAKING: "wait",
    _STATE.TAKEN: "done",
    _STATE.REFUSED: "late",
    _STATE.GIVEN_UP: "done",
}


class ListLink(NamedTuple):
    """One of the lists of a file: its name with its count, where it is shown, whether it is the shown one."""

    label: str
    url: str
    is_current: bool


def state_tag(row: ImportFile) -> SafeString:
    """Return how far a file has come, as a tag."""
    return tag(row.get_state_display(), _TONES[_STATE(row.state)])


def file_table(rows: "QuerySet[ImportFile]") -> Table[Any]:
    """Return the files that were brought."""
    columns: list[Column[Any]] = [
        Column(_("File"), lambda row: row.name, link=_address, key="name"),
        Column(_("What the file holds"), lambda row: import_kinds()[row.kind].label),
        Column(_("State"), screen=state_tag),
        Column(
            pgettext("a file", "Brought"),
            screen=lambda row: noted(day(row.brought_at), row.brought_by),
            key="brought",
            sort="brought_at",
        ),
    ]
    return Table(
        title=_("Files to import"),
        columns=columns,
        rows=rows,
        empty=_("No file was brought yet. Fill in an empty table, or bring the file that you have."),
    )


def _address(row: ImportFile) -> str:
    return reverse("import_detail", args=[row.pk])


def _name_of(which: str) -> str:
    return {
        "wrong": pgettext("rows of a file", "Wrong"),
        "doubtful": pgettext("rows of a file", "Doubtful"),
        "new": pgettext("rows of a file", "New"),
        "known": pgettext("rows of a file", "Known"),
    }[which]


def list_names(row: ImportFile, shown: str) -> list[ListLink]:
    """Return the lists of a file that was read, each with how many rows it has."""
    counts = row.report["counts"] if row.report else {}
    return [
        ListLink(f"{_name_of(which)}: {counts[which]}", f"{_address(row)}?list={which}", which == shown)
        for which in LISTS
    ]


def list_table(row: ImportFile, which: str) -> Table[Remark]:
    """Return one list of a file: where each row stands, and what is to be said of it."""
    columns: list[Column[Remark]] = [
        Column(_("Row"), _place_of, kind=Kind.CODE),
        Column(_("Column"), lambda remark: remark.column, key="column"),
        Column(_("What is said"), lambda remark: remark.said),
    ]
    if which in ("new", "known"):
        columns = [columns[0], Column(_("What it is"), lambda remark: remark.reason, key="what")]
    return Table(
        title=_name_of(which),
        columns=columns,
        rows=remarks_of(row.report or {}, which),
        empty=_("There are none."),
    )


def _place_of(remark: Remark) -> str:
    """Return «C12», or «12» for a whole row, the sheet before it when it is not the first."""
    place = remark.cell or str(remark.line)
    return f"{remark.table}: {place}" if remark.table else place
