"""The journals on screen and as files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from astana_employment.department.pages.journals import JournalPage, send_journal, show_journal
from certificates.journals import JOURNALS


def _page(key: str) -> JournalPage:
    try:
        chosen = JOURNALS[key]
    except KeyError:
        raise Http404 from None
    return JournalPage(
        key=chosen.key,
        subject=chosen.model,
        table=lambda period, _reader: chosen.table(period),
        template="certificates/journal.html",
        logged_as=chosen.key,
        context={"journal": chosen, "journals": JOURNALS.values()},
    )


@require_safe
def journal(request: HttpRequest, key: str = "registrations") -> HttpResponse:
    """Show a journal for a period."""
    return show_journal(request, _page(key))


@require_safe
def journal_file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """Return the journal of a period as PDF (for long ones, a part of it), XLSX or CSV."""
    return send_journal(request, _page(key), form)
