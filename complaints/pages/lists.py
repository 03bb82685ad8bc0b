"""The list of complaints with its four cells, the telephone calls, the terms in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import AccessRecord, working_calendar
from astana_employment.department.pages.replies import attempt, officer, page_of, say, show_form
from astana_employment.department.records import record_access
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from complaints.acts.oral import log_call
from complaints.acts.regimes import change_rolling
from complaints.list_forms import CallForm, ListFilter, RegimeForm
from complaints.lists import cells_for, filtered, left_of
from complaints.loaders import visible_to
from complaints.models import Complaint, ComplaintRegime, OralContact


@require_safe
def complaint_list(request: HttpRequest) -> HttpResponse:
    """List complaints, those due first at the top, under the four cells that add up."""
    user, day = officer(request), today()
    form = ListFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, filtered(user, **wanted))
    if wanted.get("q"):
        record_access(by=user, act=AccessRecord.Act.SEARCH, subject=Complaint, detail=wanted["q"])
    calendar = working_calendar()
    four, total, withdrawn = cells_for(user, day)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, left_of(row, calendar, day)) for row in page],
        "cells": four,
        "chosen": wanted.get("cell", ""),
        "total": total,
        "withdrawn": withdrawn,
        "arrived": visible_to(user).arrived().count(),
    }
    return render(request, "complaints/list.html", context)


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """List the telephone calls, the latest first; they are no complaints (reading 24)."""
    page = page_of(request, OralContact.objects.select_related("by"))
    record_access(by=officer(request), act=AccessRecord.Act.VIEW, subject=OralContact)
    return render(request, "complaints/calls.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def call_new(request: HttpRequest) -> HttpResponse:
    """Log a telephone call."""
    user = officer(request)
    form = CallForm(request.POST or None, initial={"called_on": today()})
    if request.method != "POST":
        return show_form(request, "complaints/call_form.html", {"form": form})
    tried = attempt(form, lambda: log_call(by=user, **form.values))
    if not tried.is_done:
        return show_form(request, "complaints/call_form.html", {"form": form}, tried)
    say(request, _("The call is logged."))
    return redirect("complaint_calls")


@require_safe
def regime_list(request: HttpRequest) -> HttpResponse:
    """Show the terms of the law, each with the days it is in force."""
    return render(request, "complaints/regimes.html", {"regimes": ComplaintRegime.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def regime_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what a regime leaves open: whether a last day off moves (reading 56)."""
    user = officer(request)
    regime = get_object_or_404(ComplaintRegime, pk=pk)
    form = RegimeForm(request.POST or None, instance=regime)
    context = {"form": form, "regime": regime}
    if request.method != "POST":
        return show_form(request, "complaints/regime_form.html", context)
    tried = attempt(form, lambda: change_rolling(regime=regime, rolls=form.cleaned_data["rolls"], by=user))
    if not tried.is_done:
        return show_form(request, "complaints/regime_form.html", context, tried)
    say(request, _("The setting is kept. It holds for complaints registered from now on."))
    return redirect("complaint_regimes")
