"""Which complaints a list shows, and how they are told: the four cells, days left, the file's history."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from astana_employment.department.models import Event, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import WorkingCalendar, left_until
from complaints.cells import FOUR, Cell
from complaints.list_forms import CELL_LABELS
from complaints.loaders import visible_to
from complaints.models import OPEN, Complaint

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_WITH_ALL = "all"


@dataclass(frozen=True)
class CellCount:
    """One of the four cells with its number, as a link above the list."""

    key: str
    label: "StrOrPromise"
    count: int
    is_late: bool


def cells_for(user: StaffMember, day: date) -> tuple[list[CellCount], int, int]:
    """Return the four cells of all complaints a user may see, their sum, and how many were withdrawn."""
    counts = visible_to(user).cell_counts(day)
    four = [
        CellCount(
            cell.value, CELL_LABELS[cell], counts[cell.value], cell in (Cell.OPEN_LATE, Cell.ANSWERED_LATE)
        )
        for cell in FOUR
    ]
    return four, sum(row.count for row in four), counts[Cell.WITHDRAWN.value]


def filtered(user: StaffMember, *, q: str = "", cell: str = "", whose: str = "") -> QuerySet[Complaint]:
    """Return the complaints of a filter that a user may see, those due first at the top."""
    rows = visible_to(user).registered()
    if q:
        rows = rows.filter(
            Q(number__icontains=q.strip()) | Q(complainants__name__icontains=q.strip())
        ).distinct()
    elif not cell:
        rows = rows.filter(state__in=OPEN)
    if cell and cell != _WITH_ALL:
        rows = rows.in_cell(cell, today())
    if whose == "mine":
        rows = rows.filter(assigned_to=user)
    related = rows.select_related("assigned_to").prefetch_related("complainants")
    return related.order_by("due_on", "id")


def left_of(complaint: Complaint, calendar: WorkingCalendar, day: date) -> int | None:
    """Return the working days to go until the answer is due, None for one that is finished."""
    if not complaint.is_open or complaint.due_on is None:
        return None
    return left_until(complaint.due_on, day, calendar)


def history_of(complaint: Complaint) -> list[Event]:
    """Return what happened in the file of a complaint, the latest first."""
    return list(Event.objects.filter(case_file=complaint.case_file).select_related("by", "allowed_by"))


def alike(complaint: Complaint, user: StaffMember) -> list[Complaint]:
    """Return earlier complaints of the same author, by IIN or full name, for linking repeated ones."""
    first = complaint.representative
    if first is None:
        return []
    same = Q(complainants__name__iexact=first.name)
    if first.iin:
        same |= Q(complainants__iin=first.iin)
    earlier = visible_to(user).registered().filter(same, pk__lt=complaint.pk)
    return list(earlier.distinct().order_by("-id")[:5])


def rule_on_screen(complaint: Complaint) -> str:
    """Return the rule that a complaint's due date comes from, in the language of the screen."""
    due, basis = complaint.entry.due, complaint.entry.regime.basis(complaint.kind)
    words = {
        "working_days": gettext("working days after the day of registration: %(count)s (%(basis)s)"),
        "calendar_days": gettext("calendar days after the day of registration: %(count)s (%(basis)s)"),
    }
    return words[due.unit] % {"count": due.count, "basis": basis}
