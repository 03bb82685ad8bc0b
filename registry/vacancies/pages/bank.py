"""The bank of vacancies: the list, a vacancy, entering, changing and closing one."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.models import Event
from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    officer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.permissions import may_open
from astana_employment.department.records import subject_type
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.kazakh import fold
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.tables_in.columns import template_rows
from astana_employment.toolbox.tables_in.files import as_csv, as_xlsx
from registry.vacancies import acts as actions
from registry.vacancies.forms import CloseForm, FilterForm, VacancyForm, vacancy_initial
from registry.vacancies.importing import COLUMNS
from registry.vacancies.models import Vacancy, VacancyQuerySet
from registry.vacancies.professions import spellings_of
from registry.vacancies.tables import vacancy_table

FORM = ["GET", "HEAD", "POST"]
MOST_EVENTS = 20
_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """Show the vacancies, those open today unless all are asked for."""
    form = FilterForm(request.GET)
    form.is_valid()
    table = vacancy_table(_filtered(form), is_filtered=any(form.cleaned_data.values()))
    context = {
        "form": form,
        "table": screen_page(table, request.GET),
        "may_work": may_open(request.user, "vacancy_add"),
    }
    return render(request, "registry/vacancies/list.html", context)


def _filtered(form: FilterForm) -> VacancyQuerySet:
    rows = Vacancy.objects.all()
    wanted = form.cleaned_data
    if wanted.get("show") != "all":
        rows = rows.open_on(today())
    if wanted.get("district"):
        rows = rows.filter(district=wanted["district"])
    if text := wanted.get("q", "").strip():
        like = Q(employer__icontains=text)
        for spelling in spellings_of(fold(text)):
            like |= Q(search_profession__contains=spelling)
        rows = rows.filter(like)
    return rows.order_by("-open_from", "-pk")


@require_GET
def vacancy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a vacancy, the offers of it that are still open, and what was done with it."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("entered_by"), pk=pk)
    events = Event.objects.filter(subject_type=subject_type(Vacancy), subject_id=pk).select_related("by")
    context = {
        "vacancy": vacancy,
        "is_open": vacancy.is_open_on(today()),
        "may_close": vacancy.open_until is None or vacancy.open_until > today(),
        "may_work": may_open(request.user, "vacancy_edit"),
        "open_offers": _open_offers(vacancy),
        "events": list(events.order_by("-id")[:MOST_EVENTS]),
    }
    return render(request, "registry/vacancies/detail.html", context)


def _open_offers(vacancy: Vacancy) -> int:
    return vacancy.offers.valid().filter(answer="open").count()


@require_http_methods(FORM)
@once
def vacancy_add(request: HttpRequest) -> HttpResponse:
    """Enter a vacancy."""
    form = VacancyForm(request.POST or None)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(form, lambda: actions.add_vacancy(fields=form.values(), by=officer(request)))
        if tried.is_done:
            say(request, _("The vacancy is entered: %(name)s") % {"name": form.cleaned_data["profession"]})
            return redirect("vacancy_list")
    return show_form(request, "registry/vacancies/form.html", {"form": form}, tried)


@require_http_methods(FORM)
@once
def vacancy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a vacancy."""
    vacancy = get_object_or_404(Vacancy, pk=pk)
    form = VacancyForm(request.POST or None, initial=vacancy_initial(vacancy))
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.edit_vacancy(
                vacancy=vacancy,
                version=posted_version(request),
                changes=form.values(),
                by=officer(request),
            ),
        )
        if tried.is_done:
            say(request, _("Saved: %(name)s") % {"name": form.cleaned_data["profession"]})
            return redirect("vacancy_detail", pk)
        vacancy.refresh_from_db()
    version = shown_version(request, vacancy.version, tried)
    context = {"form": form, "vacancy": vacancy, "version": version}
    return show_form(request, "registry/vacancies/form.html", context, tried)


@require_http_methods(FORM)
@once
def vacancy_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a vacancy that is filled or withdrawn."""
    vacancy = get_object_or_404(Vacancy, pk=pk)
    form = CloseForm(request.POST or None)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.close_vacancy(
                vacancy=vacancy, version=posted_version(request), by=officer(request), **form.cleaned_data
            ),
        )
        if tried.is_done:
            say(request, _("The vacancy is closed: %(name)s") % {"name": vacancy})
            return redirect("vacancy_detail", pk)
        vacancy.refresh_from_db()
    version = shown_version(request, vacancy.version, tried)
    context = {
        "form": form,
        "vacancy": vacancy,
        "version": version,
        "open_offers": _open_offers(vacancy),
    }
    return show_form(request, "registry/vacancies/close.html", context, tried)


@require_GET
def vacancy_template(request: HttpRequest, ending: str) -> HttpResponse:  # noqa: ARG001 (a view)
    """Give the empty table for the import of vacancies."""
    if ending not in _CONTENT_TYPES:
        raise Http404
    rows = template_rows(get_language() or "kk", COLUMNS)
    content = as_xlsx(rows) if ending == "xlsx" else as_csv(rows)
    response = HttpResponse(content, content_type=_CONTENT_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="vacancies.{ending}"'
    return response
