"""Today's list of a window, and the breaches that the head of division has to judge."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import PAGE_SIZE, officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from registry.card.lists import KeyPaginator, breach_keys, due_keys
from registry.hall.work import asked_window
from registry.people.models import UnemploymentRegistration


@require_GET
def due_list(request: HttpRequest) -> HttpResponse:
    """Show what is due today or late: of one's own window, or with `windows=all` of all four."""
    viewer = officer(request)
    window = asked_window(request, viewer)
    record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=UnemploymentRegistration, detail="due")
    context = {
        "is_all": window is None,
        "has_window": viewer.home_window_id is not None,
        "page": KeyPaginator(due_keys(window, today()), PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "registry/card/due_list.html", context)


@require_GET
def judgement_list(request: HttpRequest) -> HttpResponse:
    """Show the breaches whose reason nobody has judged yet, the oldest first."""
    viewer = officer(request)
    record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=UnemploymentRegistration, detail="judgements")
    page = KeyPaginator(breach_keys(today()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "registry/card/judgement_list.html", {"page": page})
