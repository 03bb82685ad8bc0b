"""The journals on screen and as files."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.dates import numeric_date
from astana_employment.fields import DayField
from astana_employment.models import AccessRecord
from astana_employment.records import record_access
from astana_employment.tables import FORMATS, file_response, screen_page
from astana_employment.views.replies import asked_part, officer
from certificates.journals import JOURNALS, Journal, Period, this_month


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


def _journal(key: str) -> Journal:
    try:
        return JOURNALS[key]
    except KeyError:
        raise Http404 from None


def form_for(request: HttpRequest) -> PeriodForm:
    """Return the form with the period of the address; this month when the address names none."""
    if "since" in request.GET or "until" in request.GET:
        return PeriodForm(request.GET)
    month = this_month()
    return PeriodForm({"since": numeric_date(month.first), "until": numeric_date(month.last)})


@require_safe
def journal(request: HttpRequest, key: str = "registrations") -> HttpResponse:
    """Show a journal for a period."""
    chosen = _journal(key)
    return _show(request, chosen, form_for(request))


def _show(request: HttpRequest, chosen: Journal, form: PeriodForm) -> HttpResponse:
    context: dict[str, Any] = {"journal": chosen, "journals": JOURNALS.values(), "form": form}
    if not form.is_valid():
        return render(request, "certificates/journal.html", context, status=422)
    table = chosen.table(form.period)
    record_access(
        by=officer(request),
        act=AccessRecord.Act.VIEW,
        subject=chosen.model,
        detail=f"{chosen.key} {form.period}",
    )
    context |= {
        "table": screen_page(table, request.GET.get("page")),
        "period": form.period,
        "parts": range(1, table.parts + 1),
    }
    return render(request, "certificates/journal.html", context)


@require_safe
def journal_file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """Return the journal of a period as PDF (for long ones, a part of it), XLSX or CSV."""
    chosen, period_form = _journal(key), form_for(request)
    if form not in FORMATS:
        raise Http404
    if not period_form.is_valid():
        return _show(request, chosen, period_form)
    user, period = officer(request), period_form.period
    table = chosen.table(period)
    part = asked_part(request, table.parts)
    record_access(
        by=user,
        act=AccessRecord.Act.DOWNLOAD,
        subject=chosen.model,
        detail=f"{chosen.key} {period} {form} {part}/{table.parts}",
    )
    return file_response(
        table,
        form,
        file_name=f"{chosen.key}_{period.first}_{period.last}",
        made_by=user.get_short_name(),
        part=part,
    )
