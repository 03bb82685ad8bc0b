"""The bank of vacancies; what professions are called; the search for suitable vacancies (clause 1)."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.changes import changes_of
from astana_employment.department.models import Event, StaffMember
from astana_employment.department.pages.act import ActView, DepartmentAct, Fact
from astana_employment.department.pages.replies import PAGE_SIZE, say
from astana_employment.department.permissions import may_open
from astana_employment.department.records import subject_type
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import TablePage, kazakh_order, screen_page
from astana_employment.toolbox.tables_in.columns import template_rows
from astana_employment.toolbox.tables_in.files import as_csv, as_xlsx
from registry.people.loaders import get_person_for
from registry.people.models.registration import current_registration
from registry.people.pages.people import PersonAct
from registry.vacancies import acts
from registry.vacancies.forms import (
    CloseForm,
    ExplainForm,
    FilterForm,
    ProfessionFilterForm,
    ProfessionForm,
    SearchForm,
    VacancyForm,
)
from registry.vacancies.importing import COLUMNS
from registry.vacancies.models import Profession, Vacancy, VacancyQuerySet, VacancySearch
from registry.vacancies.professions import known_as
from registry.vacancies.search import matches_of, named, near_misses, wanted_of
from registry.vacancies.tables import profession_table, search_table, vacancy_table

MOST_EVENTS = 20
MOST_PAST = 20
_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


# --- the bank ------------------------------------------------------------------------------------
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
        for spelling in known_as(text).spellings:
            like |= named(spelling)
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


class VacancyAdd(ActView):
    """Enter a vacancy."""

    form_class = VacancyForm
    is_wide = True
    back_to = "vacancy_list"
    title = _("Enter a vacancy")
    over = _("Vacancies")
    button = _("Save")
    said = _("The vacancy is entered: %(name)s")

    def act(self, form: VacancyForm) -> Vacancy:
        return acts.add_vacancy(fields=form.cleaned_data, by=self.by)


class _OfVacancy(ActView):
    rows = Vacancy
    row: Vacancy

    @property
    def over(self) -> str:
        return str(self.row)

    @property
    def back(self) -> str:
        return reverse("vacancy_detail", args=[self.row.pk])


class VacancyEdit(_OfVacancy):
    """Change a vacancy."""

    is_wide = True
    title = _("Change the vacancy")
    button = _("Save")
    said = _("Saved: %(name)s")

    def make_form(self, data: QueryDict | None) -> VacancyForm:
        return VacancyForm(data, initial={name: getattr(self.row, name) for name in acts.FIELDS})

    def act(self, form: VacancyForm) -> Vacancy:
        return acts.edit_vacancy(
            vacancy=self.row, version=self.version, changes=form.cleaned_data, by=self.by
        )


class VacancyClose(_OfVacancy):
    """Close a vacancy that is filled or withdrawn."""

    template_name = "registry/vacancies/close.html"
    form_class = CloseForm
    title = _("Close the vacancy")
    said = _("The vacancy is closed: %(name)s")

    def act(self, form: CloseForm) -> Vacancy:
        return acts.close_vacancy(vacancy=self.row, version=self.version, by=self.by, **form.cleaned_data)

    def context(self, form: CloseForm) -> dict[str, Any]:
        return {"open_offers": _open_offers(self.row)}


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


# --- what professions are called -------------------------------------------------------------------
@require_GET
def profession_list(request: HttpRequest) -> HttpResponse:
    """List the professions in use in Kazakh order, or those that were closed."""
    form = ProfessionFilterForm(request.GET)
    form.is_valid()
    sought = form.cleaned_data.get("q", "").strip()
    is_closed = form.cleaned_data.get("show") == "closed"
    rows = Profession.objects.filter(closed_on__isnull=not is_closed)
    if sought:
        rows = rows.named_like(sought)
    rows = rows.order_by(kazakh_order("names_kk__0"), "pk")
    table = profession_table(rows, sought=sought, is_closed=is_closed)
    context = {"form": form, "table": screen_page(table, request.GET)}
    return render(request, "registry/vacancies/profession_list.html", context)


class _Names(DepartmentAct):
    form_class = ProfessionForm
    back_to = "profession_list"
    over = _("Professions")
    button = _("Save")
    lead = _(
        "A search for one of these names finds vacancies announced under any of them. A name stands in one"
        " profession only."
    )


class ProfessionAdd(_Names):
    """Add a profession with its names."""

    title = _("Add a profession")
    said = _("The profession is added: %(name)s")

    def act(self, form: ProfessionForm) -> Profession:
        return acts.add_profession(**form.cleaned_data, by=self.by)


class ProfessionEdit(_Names):
    """Correct the names of a profession; what was corrected before stands below."""

    template_name = "registry/vacancies/profession_edit.html"
    rows = Profession.objects.in_use()
    title = _("Correct the names of a profession")
    said = _("Saved: %(name)s")
    row: Profession

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in acts.NAMES}

    def act(self, form: ProfessionForm) -> Profession:
        return acts.edit_profession(
            profession=self.row, version=self.version, **form.cleaned_data, by=self.by
        )

    def context(self, form: ProfessionForm) -> dict[str, Any]:
        events = Event.objects.filter(subject_type=subject_type(Profession), subject_id=self.row.pk)
        return {"history": [(each, changes_of(each)) for each in events.select_related("by").order_by("-id")]}


class ProfessionClose(DepartmentAct):
    """Close a profession, with the reason."""

    form_class = ReasonForm
    rows, back_to = Profession.objects.in_use(), "profession_list"
    title = _("Close a profession")
    lead = _(
        "From now on a search for one of these names no longer finds the others. Searches made before keep"
        " what they compared."
    )
    button = _("Close the profession")
    tone = "danger"
    said = _("The profession is closed: %(name)s")
    row: Profession

    @property
    def over(self) -> str:
        return str(self.row)

    def facts(self) -> list[Fact]:
        return [
            Fact(_("Names in Kazakh"), ", ".join(self.row.names_kk)),
            Fact(_("Names in Russian"), ", ".join(self.row.names_ru)),
        ]

    def act(self, form: ReasonForm) -> Profession:
        reason = form.cleaned_data["reason"]
        return acts.close_profession(profession=self.row, version=self.version, reason=reason, by=self.by)


# --- the search ----------------------------------------------------------------------------------
class VacancySearchAsk(PersonAct):
    """Ask what is sought for a person, begun with what was sought last; every search is kept."""

    template_name = "registry/vacancies/search.html"
    form_class = SearchForm
    title = _("Search suitable vacancies")
    button = _("Search")

    def instead(self) -> HttpResponse | None:
        """Lead away from somebody who is not registered."""
        registration = current_registration(self.row)
        if registration is None:
            say(self.request, str(_("Suitable vacancies are sought for a registered person.")))
            return redirect(self.back)
        self.registration = registration
        return super().instead()

    @cached_property
    def past(self) -> list[VacancySearch]:
        """What was sought before, the last first."""
        searches = VacancySearch.objects.filter(registration=self.registration).select_related("by")
        return list(searches.order_by("-id")[:MOST_PAST])

    @property
    def table(self) -> TablePage:
        """What was sought before, on the page below the form."""
        return screen_page(search_table(self.past, person=self.row.pk), None)

    def initial(self) -> dict[str, Any]:
        names = ("profession", "experience_years", "district")
        return {name: getattr(self.past[0], name) for name in names} if self.past else {}

    def act(self, form: SearchForm) -> VacancySearch:
        return acts.search_vacancies(registration=self.registration, wanted=form.wanted, by=self.by)

    def after(self, done: VacancySearch) -> str:
        return reverse("vacancy_search_detail", args=[self.row.pk, done.pk])


class VacancySearchExplain(ActView):
    """Take down why vacancies that were found do not suit the person."""

    http_method_names = ["post"]
    template_name = "registry/vacancies/found.html"
    said = _("What was said of the vacancies is kept.")
    row: VacancySearch

    def load(self, by: StaffMember, pk: int, search_pk: int) -> VacancySearch:
        searches = VacancySearch.objects.select_related("registration__person", "by")
        return get_object_or_404(searches, pk=search_pk, registration__person=get_person_for(by, pk))

    @property
    def back(self) -> str:
        url = reverse("vacancy_search_detail", args=[self.row.registration.person_id, self.row.pk])
        page = self.request.GET.get("page", "")
        return f"{url}?page={page}" if page.isdecimal() else url

    def make_form(self, data: QueryDict | None) -> ExplainForm:
        self.page = Paginator(self.row.found, PAGE_SIZE).get_page(self.request.GET.get("page"))
        self.matches = matches_of(self.row, self.page.object_list)
        return ExplainForm(data, matches=self.matches)

    def act(self, form: ExplainForm) -> VacancySearch:
        rest = form.cleaned_data["for_the_rest"]
        return acts.explain_search(search=self.row, reasons=form.reasons, for_the_rest=rest, by=self.by)

    def context(self, form: ExplainForm) -> dict[str, Any]:
        is_current = self.row.registration.ended_on is None and self.row.searched_on == today()
        return {
            "search": self.row,
            "person": self.row.registration.person,
            "page": self.page,
            "rows": [(match, form.why(match)) for match in self.matches],
            "near": near_misses(wanted_of(self.row), today()) if is_current else [],
            "is_current": is_current,
            "may_work": is_current and may_open(self.by, "vacancy_search_explain"),
            "open_count": len(self.row.open_questions),
        }


class VacancySearchDetail(VacancySearchExplain):
    """Show what was sought and found, each vacancy with how it fits, and what nearly fits."""

    http_method_names = ["get", "head"]
