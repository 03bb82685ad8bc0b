"""The journal of complaints on screen and as files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from astana_employment.models import AccessRecord
from astana_employment.records import record_access
from astana_employment.tables import FORMATS, file_response, screen_page
from astana_employment.views.replies import asked_part, officer
from certificates.views.journals import PeriodForm, form_for
from complaints.journal import journal_table
from complaints.models import Complaint

TEMPLATE = "complaints/journal.html"


@require_safe
def complaint_journal(request: HttpRequest) -> HttpResponse:
    """Show the journal of complaints for a period, this month unless the address names one."""
    return _show(request, form_for(request))


def _show(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form}, status=422)
    user = officer(request)
    table = journal_table(form.period, user)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=Complaint, detail=f"journal {form.period}")
    context = {
        "form": form,
        "period": form.period,
        "table": screen_page(table, request.GET.get("page")),
        "parts": range(1, table.parts + 1),
    }
    return render(request, TEMPLATE, context)


@require_safe
def complaint_journal_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return the journal of a period as PDF (of a long one a part), XLSX or CSV."""
    if form not in FORMATS:
        raise Http404
    period_form = form_for(request)
    if not period_form.is_valid():
        return _show(request, period_form)
    user, period = officer(request), period_form.period
    table = journal_table(period, user)
    part = asked_part(request, table.parts)
    detail = f"journal {period} {form} {part}/{table.parts}"
    record_access(by=user, act=AccessRecord.Act.DOWNLOAD, subject=Complaint, detail=detail)
    name = f"complaints_{period.first}_{period.last}"
    return file_response(table, form, file_name=name, made_by=user.get_short_name(), part=part)
