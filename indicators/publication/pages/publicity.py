"""What was sent to the akim's office, and what appeared in the mass media (resolution, clause 2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.pages.replies import attempt, officer, page_of, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from indicators.publication.acts import record_dispatch, record_publication
from indicators.publication.models import MediaPublication
from indicators.reports.forms import DispatchForm, PublicationForm
from indicators.reports.loaders import get_report_for

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
        return show_form(request, "indicators/report_act.html", context)
    tried = attempt(form, lambda: record_dispatch(report=report, by=user, **form.cleaned_data))
    if not tried.is_done:
        return show_form(request, "indicators/report_act.html", context, tried)
    say(request, _("Recorded: %(number)s") % {"number": form.cleaned_data["outgoing_number"]})
    return redirect("report_detail", pk)


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """List what appeared when and where, the latest first."""
    page = page_of(request, MediaPublication.objects.select_related("by", "voided_by"))
    return render(request, "indicators/publications.html", {"page": page})


@require_http_methods(FORM)
@once
def publication_add(request: HttpRequest) -> HttpResponse:
    """Record a publication."""
    form = PublicationForm(request.POST or None)
    if request.method != "POST":
        return show_form(request, "indicators/publication_form.html", {"form": form})
    tried = attempt(form, lambda: record_publication(by=officer(request), **form.cleaned_data))
    if not tried.is_done:
        return show_form(request, "indicators/publication_form.html", {"form": form}, tried)
    say(request, _("The publication is recorded."))
    return redirect("publication_list")
