"""The figures: the running quarter in twelve pictures, the cases behind each, and how they are measured."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import officer
from astana_employment.department.permissions import may_open
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.screens.tables import Table
from indicators.annex3.definitions import DEFINITIONS, VERSION
from indicators.annex3.periods import Period
from indicators.annex3.texts import GROUPS, INDICATORS
from indicators.measures import SOURCES
from indicators.measures.case_columns import COLUMNS, shown_cases
from indicators.measures.cases import CaseSource
from indicators.reports.outputs.pictures import pictures
from indicators.reports.recent import recent_sheet
from indicators.reports.rows import trends


@require_safe
def indicator_dashboard(request: HttpRequest) -> HttpResponse:
    """Show the quarter that runs, or another one by `period`, in twelve pictures; a minute old at most."""
    running = Period.quarter_of(today())
    period = _period(request, running)
    sheet, computed_at = recent_sheet(period)
    language = get_language() or "kk"
    context = {
        "period": period,
        "is_running": period == running,
        "sheet": sheet,
        "pictures": pictures(
            sheet.rows, trends(period, sheet.rows), language, is_open=period.last >= today()
        ),
        "quarters": [*running.quarters_before(7), running][::-1],
        "may_see_cases": may_open(request.user, "indicator_cases"),
        "computed_at": computed_at,
    }
    return render(request, "indicators/reports/dashboard.html", context)


@require_safe
def indicator_method(request: HttpRequest) -> HttpResponse:
    """Show the definitions in the language of the screen."""
    groups = [(group, [(row, DEFINITIONS[row.code]) for row in group.indicators]) for group in GROUPS]
    return render(request, "indicators/reports/method.html", {"groups": groups, "version": VERSION})


@require_safe
def indicator_cases(request: HttpRequest, code: str) -> HttpResponse:
    """List the cases behind a figure, in the numerator or with `in=no` not in it; the look is logged."""
    user = officer(request)
    if code not in INDICATORS:
        raise Http404
    period = _period(request, Period.quarter_of(today()))
    source = _source(code, request.GET.get("source", ""))
    is_counted = request.GET.get("in") != "no"
    counted, total = source.count(period)
    # «not in it» of a source that only adds to the numerator, or only to the other side, is empty.
    cases = source.cases(period).filter(is_counted=is_counted)
    record_access(
        by=user,
        act=AccessRecord.Act.SEARCH,
        subject=cases.model,
        detail=f"{code} {period.code} {source.key} {'in' if is_counted else 'not in'}",
    )
    table: Table[Any] = Table(
        title=source.label,
        columns=COLUMNS[source.key],
        rows=shown_cases(source.key, cases, user),
        empty=_("No case."),
    )
    context = {
        "indicator": INDICATORS[code],
        "definition": DEFINITIONS[code],
        "period": period,
        "source": source,
        "is_counted": is_counted,
        "tabs": _tabs(code, period, source, is_counted, counted, total),
        "table": screen_page(table, request.GET),
    }
    return render(request, "indicators/reports/cases.html", context)


def _tabs(
    code: str, period: Period, source: CaseSource, is_counted: bool, counted: int, total: int
) -> list[dict[str, Any]]:
    """Return the links between the lists of a figure, the present one marked, with its source's counts."""
    rows: list[dict[str, Any]] = []
    for other in SOURCES[code]:
        for wanted in (True, False):
            asked = {"period": period.code, "source": other.key, "in": "yes" if wanted else "no"}
            if period.as_of:
                asked["as_of"] = period.as_of.isoformat()
            is_here = other is source
            rows.append(
                {
                    "url": f"?{urlencode(asked)}",
                    "label": other.label,
                    "is_counted": wanted,
                    "count": (counted if wanted else total - counted) if is_here else None,
                    "is_current": is_here and wanted == is_counted,
                }
            )
    return rows


def _source(code: str, key: str) -> CaseSource:
    """Return the chosen source of an indicator, by default its first; Http404 for one it has not."""
    sources = {source.key: source for source in SOURCES[code]}
    if not key:
        return SOURCES[code][0]
    if key not in sources:
        raise Http404
    return sources[key]


def _period(request: HttpRequest, default: Period) -> Period:
    """Return the period in the address; Http404 for none, and for one that has not begun."""
    text = request.GET.get("period", "")
    if not text:
        return default
    try:
        as_of = request.GET.get("as_of", "")
        period = Period.parse(text, date.fromisoformat(as_of) if as_of else None)
    except ValueError as error:
        raise Http404(str(error)) from error
    if period.first > today():
        raise Http404(_("The period lies in the future: %(period)s.") % {"period": period.label})
    return period
