"""The grounds found on all record cards, for the head of division, on screen and as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import asked_part, officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.screens.tables import FORMATS, Table, file_response
from registry.people.models import UnemploymentRegistration
from registry.standing.findings import FindingRow, finding_table
from registry.standing.forms import FindingFilterForm


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """List the grounds found on a day, today unless the address names another one."""
    form = FindingFilterForm(request.GET)
    table = _table(form)
    context: dict[str, Any] = {"form": form}
    if table is None:
        return render(request, "registry/standing/findings.html", context, status=422)
    _log(request, form, AccessRecord.Act.VIEW)
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "table": screen_page(table, request.GET),
        "day": form.day,
        "filters": query.urlencode(),
        "kept": query.items(),
        "parts": range(1, table.parts + 1),
    }
    return render(request, "registry/standing/findings.html", context)


@require_safe
def finding_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return the same list as PDF (of a long one, a part), XLSX or CSV."""
    if form not in FORMATS:
        raise Http404
    filters = FindingFilterForm(request.GET)
    table = _table(filters)
    if table is None:
        return render(request, "registry/standing/findings.html", {"form": filters}, status=422)
    part = asked_part(request, table.parts)
    _log(request, filters, AccessRecord.Act.DOWNLOAD)
    return file_response(
        table,
        form,
        file_name=f"grounds_{filters.day}",
        made_by=officer(request).get_short_name(),
        part=part,
    )


def _table(form: FindingFilterForm) -> Table[FindingRow] | None:
    """Return the table of valid filters; None when they are not, or no edition was in force."""
    if not form.is_valid():
        return None
    try:
        return finding_table(form.day, form.wanted)
    except LookupError:
        form.add_error("on", _("No edition of the standard was in force on this day."))
        return None


def _log(request: HttpRequest, form: FindingFilterForm, act: str) -> None:
    filters = " ".join(f"{name}={value}" for name, value in form.cleaned_data.items() if value)
    record_access(by=officer(request), act=act, subject=UnemploymentRegistration, detail=f"grounds {filters}")
