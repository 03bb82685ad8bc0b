"""Recording that a report went to the akim's office, and voiding such a record (resolution, clause 2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from indicators.reports.acts.sending import record_dispatch, void_dispatch
from indicators.reports.forms import DispatchForm
from indicators.reports.loaders import get_report_for
from indicators.reports.models import ReportDispatch
from indicators.voiding.pages import void_page

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@once
def report_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a report went to the akim's office."""
    user = officer(request)
    report = get_report_for(user, pk)
    form = DispatchForm(request.POST or None, initial={"sent_on": today()})
    context = {
        "report": report,
        "form": form,
        "title": _("Record the sending"),
        "lead": _("The report went to the division for monitoring of state services of the akim's office."),
        "button": _("Record the sending"),
    }
    if request.method != "POST":
        return show_form(request, "indicators/reports/report_act.html", context)
    tried = attempt(form, lambda: record_dispatch(report=report, by=user, **form.cleaned_data))
    if not tried.is_done:
        return show_form(request, "indicators/reports/report_act.html", context, tried)
    say(request, _("Recorded: %(number)s") % {"number": form.cleaned_data["outgoing_number"]})
    return redirect("report_detail", pk)


@require_http_methods(FORM)
@once
def dispatch_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the record of a sending."""
    row = get_object_or_404(ReportDispatch.objects.valid(), pk=pk)
    report = get_report_for(officer(request), row.report_id)
    facts = [report.title, str(row.get_how_display()), f"№ {row.outgoing_number}", f"{row.sent_on:%d.%m.%Y}"]
    back = reverse("report_detail", args=[report.pk])
    return void_page(request, facts, back, lambda **said: void_dispatch(dispatch=row, **said))
