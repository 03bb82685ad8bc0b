"""The two addresses of every journal: a page of a period on screen, and the period as a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import AccessRecord, StaffMember
from astana_employment.department.pages.replies import asked_part, officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.fields import DayField
from astana_employment.toolbox.screens.period import Period, this_month
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.screens.tables import FORMATS, Table, file_response


class PeriodForm(forms.Form):
    """The days a journal covers, both included."""

    since = DayField(label=_("From"))
    until = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data

    @property
    def period(self) -> Period:
        """The period of a valid form."""
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


@dataclass(frozen=True, kw_only=True)
class JournalPage:
    """A journal as its addresses know it: its table for a period and a reader, its template, its names.

    `key` begins the names of its files; `logged_as` is what the read log calls it.
    """

    key: str
    subject: type[Model]
    table: Callable[[Period, StaffMember], Table[Any]]
    template: str
    logged_as: str
    context: Mapping[str, Any] = field(default_factory=dict)


def show_journal(request: HttpRequest, page: JournalPage) -> HttpResponse:
    """Show a journal for the period of the address, this month unless it names one; the look is logged."""
    return _show(request, page, _form_for(request))


def send_journal(request: HttpRequest, page: JournalPage, form: str) -> HttpResponseBase:
    """Return the journal of a period as PDF (of a long one a part), XLSX or CSV; Http404 for another form."""
    if form not in FORMATS:
        raise Http404
    period_form = _form_for(request)
    if not period_form.is_valid():
        return _show(request, page, period_form)
    user, period = officer(request), period_form.period
    table = page.table(period, user)
    part = asked_part(request, table.parts)
    detail = f"{page.logged_as} {period} {form} {part}/{table.parts}"
    record_access(by=user, act=AccessRecord.Act.DOWNLOAD, subject=page.subject, detail=detail)
    name = f"{page.key}_{period.first}_{period.last}"
    return file_response(table, form, file_name=name, made_by=user.get_short_name(), part=part)


def _form_for(request: HttpRequest) -> PeriodForm:
    """Return the form with the period of the address; this month when the address names none."""
    if "since" in request.GET or "until" in request.GET:
        return PeriodForm(request.GET)
    month = this_month()
    return PeriodForm({"since": numeric_date(month.first), "until": numeric_date(month.last)})


def _show(request: HttpRequest, page: JournalPage, form: PeriodForm) -> HttpResponse:
    context = {**page.context, "form": form}
    if not form.is_valid():
        return render(request, page.template, context, status=422)
    user = officer(request)
    table = page.table(form.period, user)
    detail = f"{page.logged_as} {form.period}"
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=page.subject, detail=detail)
    context |= {
        "table": screen_page(table, request.GET),
        "period": form.period,
        "parts": range(1, table.parts + 1),
    }
    return render(request, page.template, context)
