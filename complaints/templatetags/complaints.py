"""What the pages of complaints need beyond the department's components: `{% load complaints %}`."""

from datetime import date

from django import template
from django.utils.translation import gettext

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from complaints.cells import Cell
from complaints.list_forms import CELL_LABELS
from complaints.models import Complaint

register = template.Library()


@register.filter
def short_name_of(member: StaffMember | None) -> str:
    """Return a surname with initials; empty for an act of nobody signed in (the public page)."""
    return member.get_short_name() if member is not None else ""


@register.filter
def how_ended(complaint: Complaint) -> str:
    """Say how a registered complaint ended, in time or late; empty while it still asks for an answer."""
    if complaint.is_open or complaint.due_on is None:
        return ""
    cell = complaint.cell_on(today())
    if complaint.ending == Complaint.Ending.ANONYMOUS:
        return complaint.get_ending_display()
    if complaint.ending == Complaint.Ending.FORWARDED:
        is_late = cell == Cell.ANSWERED_LATE
        return gettext("forwarded late") if is_late else gettext("forwarded in time")
    return str(CELL_LABELS[cell])


@register.filter
def ended_on(complaint: Complaint) -> date | None:
    """Return the day on which nothing more was due; None while an answer is."""
    return complaint.withdrawn_on or complaint.finished_on
