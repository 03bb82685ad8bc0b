"""The journal of complaints on screen and as files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from astana_employment.department.pages.journals import JournalPage, send_journal, show_journal
from complaints.journal import journal_table
from complaints.models import Complaint

PAGE = JournalPage(
    key="complaints",
    subject=Complaint,
    table=journal_table,
    template="complaints/journal.html",
    logged_as="journal",
)


@require_safe
def complaint_journal(request: HttpRequest) -> HttpResponse:
    """Show the journal of complaints for a period, this month unless the address names one."""
    return show_journal(request, PAGE)


@require_safe
def complaint_journal_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return the journal of a period as PDF (of a long one a part), XLSX or CSV."""
    return send_journal(request, PAGE, form)
