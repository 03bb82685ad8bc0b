"""The journal of complaints for any period, in the order of their numbers, none left out.

Who is complained of sees the number of such a complaint and its days, but not whose it is.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.period import Period
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from complaints.cells import Cell
from complaints.list_forms import CELL_LABELS
from complaints.models import Answer, Complaint, ComplaintAgainst

_RELATED = ("assigned_to", "registered_by", "receipt__paper", "answer__paper", "earlier", "escalated_from")


def journal_table(period: Period, user: StaffMember) -> Table[Complaint]:
    """Return the journal of a period as a table, as this member of staff may see it."""
    rows = Complaint.objects.registered_between(period.first, period.last)
    rows = rows.select_related(*_RELATED).prefetch_related("complainants").order_by("year", "sequence")
    return Table(
        title=_("Journal of complaints"),
        columns=_columns(user),
        rows=rows,
        note=str(period),
        empty=_("No complaint was registered in this period."),
        hint=_("Choose other days above."),
    )


def _columns(user: StaffMember) -> list[Column[Complaint]]:
    hidden = frozenset(ComplaintAgainst.objects.filter(staff=user).values_list("complaint_id", flat=True))

    def seen(read: Callable[[Complaint], Any]) -> Callable[[Complaint], Any]:
        return lambda row: "–" if row.pk in hidden else read(row)

    return [
        Column(
            label=_("Number"),
            value=lambda row: row.number,
            width=15,
            kind=Kind.CODE,
            link=lambda row: "" if row.pk in hidden else reverse("complaint_detail", args=[row.pk]),
        ),
        Column(label=_("Registered on"), value=lambda row: row.registered_on, width=12, kind=Kind.DAY),
        Column(label=_("How it came"), value=lambda row: row.get_channel_display(), width=11),
        Column(label=_("Kind"), value=lambda row: row.get_kind_display(), width=9),
        Column(label=_("Who complains"), value=seen(_author), width=22, kind=Kind.NAME),
        Column(label=_("About whom or what"), value=seen(lambda row: row.against), width=16),
        Column(label=_("Receipt copy"), value=lambda row: _number(row, "receipt"), width=15, kind=Kind.CODE),
        Column(label=_("Answer by"), value=lambda row: row.due_on, width=12, kind=Kind.DAY),
        Column(
            label=_("Who decides"),
            value=lambda row: row.assigned_to.get_short_name() if row.assigned_to else "",
            width=15,
            kind=Kind.NAME,
        ),
        Column(label=_("Answered on"), value=lambda row: row.finished_on, width=12, kind=Kind.DAY),
        Column(label=_("Answer"), value=lambda row: _number(row, "answer"), width=15, kind=Kind.CODE),
        Column(label=_("Decision"), value=seen(_decision), width=24),
        Column(label=_("In time"), value=_in_time, width=13),
        Column(label=_("State"), value=lambda row: row.get_state_display(), width=13),
    ]


def _author(row: Complaint) -> str:
    return row.author or gettext("anonymous")


def _number(row: Complaint, kind: str) -> str:
    found = getattr(row, kind, None)
    return str(found.number) if found else ""


def _decision(row: Complaint) -> str:
    """Say what was decided, once it is signed."""
    answer: Answer | None = getattr(row, "answer", None)
    if answer is None or answer.issue_block is None:
        return str(row.get_ending_display()) if row.ending else ""
    justified = gettext("justified") if answer.is_justified else gettext("not justified")
    return f"{answer.get_outcome_display()}; {justified}"


def _in_time(row: Complaint) -> str:
    cell = row.cell_on(today())
    return "" if cell == Cell.WITHDRAWN else str(CELL_LABELS[cell])
