"""The list of complaints with its four cells, the telephone calls, the terms in force."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, working_calendar
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page
from complaints.acts.oral import log_call
from complaints.acts.regimes import change_rolling
from complaints.list_forms import CallForm, ListFilter, RegimeForm
from complaints.lists import cells_for, filtered, left_of
from complaints.loaders import visible_to
from complaints.models import Complaint, ComplaintRegime, OralContact
from complaints.tables import call_table, complaint_table


@require_safe
def complaint_list(request: HttpRequest) -> HttpResponse:
    """List complaints, those due first at the top, under the four cells that add up."""
    user, day = officer(request), today()
    form = ListFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("q"):
        record_access(by=user, act=AccessRecord.Act.SEARCH, subject=Complaint, detail=wanted["q"])
    calendar = working_calendar()
    table = complaint_table(filtered(user, **wanted), lambda row: left_of(row, calendar, day))
    four, total, withdrawn = cells_for(user, day)
    context = {
        "form": form,
        "table": screen_page(table, request.GET),
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
    table = screen_page(call_table(OralContact.objects.select_related("by")), request.GET)
    record_access(by=officer(request), act=AccessRecord.Act.VIEW, subject=OralContact)
    return render(request, "complaints/calls.html", {"table": table})


class CallNew(ActView):
    """Log a telephone call."""

    form_class = CallForm
    title = _("Log a call")
    button = _("Log the call")
    over = _("Telephone calls")
    said = _("The call is logged.")
    back_to = "complaint_calls"

    def initial(self) -> dict[str, Any]:
        return {"called_on": today()}

    def act(self, form: CallForm) -> OralContact:
        return log_call(by=self.by, **form.values)


@require_safe
def regime_list(request: HttpRequest) -> HttpResponse:
    """Show the terms of the law, each with the days it is in force."""
    return render(request, "complaints/regimes.html", {"regimes": ComplaintRegime.objects.all()})


class RegimeEdit(ActView):
    """Set what a regime leaves open: whether a last day off moves (reading 56)."""

    button = _("Save")
    over = _("Terms of complaints")
    said = _("The setting is kept. It holds for complaints registered from now on.")
    form_class = RegimeForm
    rows, back_to = ComplaintRegime.objects, "complaint_regimes"
    row: ComplaintRegime

    @property
    def title(self) -> str:
        return self.row.shown_basis

    def act(self, form: RegimeForm) -> ComplaintRegime:
        return change_rolling(regime=self.row, rolls=form.cleaned_data["rolls"], by=self.by)
