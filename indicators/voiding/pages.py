"""Voiding a sending, a publication or a batch of slips that was recorded wrongly."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from indicators.annex3.periods import Period
from indicators.publication.acts import void_dispatch, void_publication
from indicators.publication.models import MediaPublication, ReportDispatch
from indicators.reports.forms import VoidForm
from indicators.reports.loaders import get_report_for
from indicators.surveys.acts import void_slips
from indicators.surveys.models import Audience, SlipBatch

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@once
def dispatch_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the record of a sending."""
    row = get_object_or_404(ReportDispatch.objects.valid(), pk=pk)
    report = get_report_for(officer(request), row.report_id)
    facts = [report.title, str(row.get_how_display()), f"№ {row.outgoing_number}", f"{row.sent_on:%d.%m.%Y}"]
    back = reverse("report_detail", args=[report.pk])
    return _void(request, facts, back, lambda **said: void_dispatch(dispatch=row, **said))


@require_http_methods(FORM)
@once
def publication_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the record of a publication."""
    row = get_object_or_404(MediaPublication.objects.valid(), pk=pk)
    facts = [str(row.get_what_display()), row.medium, row.place, f"{row.published_on:%d.%m.%Y}"]
    back = reverse("publication_list")
    return _void(request, facts, back, lambda **said: void_publication(publication=row, **said))


@require_http_methods(FORM)
@once
def slips_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a batch of visitors' slips."""
    row = get_object_or_404(SlipBatch.objects.valid().filter(audience=Audience.VISITOR), pk=pk)
    facts = [
        f"{row.filled_on:%d.%m.%Y}",
        _("slips given out: %(count)d") % {"count": row.handed_out},
        row.typed_by.get_short_name(),
    ]
    back = f"{reverse('survey_results')}?period={Period.quarter_of(row.filled_on).code}"
    return _void(request, facts, back, lambda **said: void_slips(batch=row, **said))


def _void(request: HttpRequest, facts: list[str], back: str, act: Callable[..., object]) -> HttpResponse:
    form = VoidForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "facts": " · ".join(facts), "back": back}
    if request.method != "POST":
        return show_form(request, "indicators/void.html", context)
    tried = attempt(form, lambda: act(reason=form.cleaned_data["reason"], by=officer(request)))
    if not tried.is_done:
        return show_form(request, "indicators/void.html", context, tried)
    say(request, _("The entry is voided; it stays to be read."))
    return redirect(back)
