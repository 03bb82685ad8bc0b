"""The search for suitable vacancies from a person's card, and what it found (clause 1)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.pages.replies import (
    PAGE_SIZE,
    Attempt,
    attempt,
    officer,
    say,
    show_form,
)
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from registry.people.loaders import get_person_for
from registry.people.models.registration import current_registration
from registry.vacancies import acts as actions
from registry.vacancies.forms import ExplainForm, SearchForm
from registry.vacancies.models import VacancySearch
from registry.vacancies.search import matches_of, near_misses, wanted_of

FORM = ["GET", "HEAD", "POST"]
MOST_PAST = 20


@require_http_methods(FORM)
@once
def vacancy_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is sought for a person, begun with what was sought last; every search is kept."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("vacancy_search", person.pk)
    registration = current_registration(person)
    if registration is None:
        say(request, _("Suitable vacancies are sought for a registered person."))
        return redirect("person_detail", person.pk)
    searches = VacancySearch.objects.filter(registration=registration).select_related("by")
    past = list(searches.order_by("-id")[:MOST_PAST])
    initial = _asked(past[0]) if past else {}
    form = SearchForm(request.POST or None, initial=initial)
    tried: Attempt | None = None
    if request.method == "POST":
        kept: list[VacancySearch] = []
        tried = attempt(
            form,
            lambda: kept.append(
                actions.search_vacancies(registration=registration, wanted=form.wanted, by=officer(request))
            ),
        )
        if tried.is_done:
            return redirect("vacancy_search_detail", person.pk, kept[0].pk)
    context = {"form": form, "person": person, "past": past}
    return show_form(request, "registry/vacancies/search.html", context, tried)


def _asked(search: VacancySearch) -> dict[str, object]:
    names = ("profession", "experience_years", "district")
    return {name: getattr(search, name) for name in names}


@require_GET
def vacancy_search_detail(request: HttpRequest, pk: int, search_pk: int) -> HttpResponse:
    """Show what was sought and found, each vacancy with how it fits, and what nearly fits."""
    return _found_page(request, _search_for(request, pk, search_pk))


@require_POST
@once
def vacancy_search_explain(request: HttpRequest, pk: int, search_pk: int) -> HttpResponse:
    """Take down why vacancies that were found do not suit the person."""
    return _found_page(request, _search_for(request, pk, search_pk))


def _search_for(request: HttpRequest, pk: int, search_pk: int) -> VacancySearch:
    person = get_person_for(officer(request), pk)
    searches = VacancySearch.objects.select_related("registration__person", "by")
    return get_object_or_404(searches, pk=search_pk, registration__person=person)


def _found_page(request: HttpRequest, search: VacancySearch) -> HttpResponse:
    page = Paginator(search.found, PAGE_SIZE).get_page(request.GET.get("page"))
    matches = matches_of(search, page.object_list)
    form = ExplainForm(request.POST or None, matches=matches)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.explain_search(
                search=search,
                reasons=form.reasons,
                for_the_rest=form.cleaned_data["for_the_rest"],
                by=officer(request),
            ),
        )
        if tried.is_done:
            say(request, _("What was said of the vacancies is kept."))
            return HttpResponseRedirect(_address(request, search))
    may_work = may_open(request.user, "vacancy_search_explain")
    is_current = search.registration.ended_on is None and search.searched_on == today()
    context = {
        "search": search,
        "person": search.registration.person,
        "wanted": wanted_of(search),
        "page": page,
        "rows": [(match, form.why(match)) for match in matches],
        "form": form,
        "near": near_misses(wanted_of(search), today()) if is_current else [],
        "is_current": is_current,
        "may_work": may_work and is_current,
        "open_count": len(search.open_questions),
    }
    return show_form(request, "registry/vacancies/found.html", context, tried)


def _address(request: HttpRequest, search: VacancySearch) -> str:
    url = reverse("vacancy_search_detail", args=[search.registration.person_id, search.pk])
    page = request.GET.get("page", "")
    return f"{url}?page={page}" if page.isdecimal() else url
