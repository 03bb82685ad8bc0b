"""The visits of a day at a point: undo from the history, and what was served on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import attempt, officer, page_of, say, show_form
from astana_employment.department.records import record_access
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from registry.hall.acts.late_tickets import enter_times, enter_visit
from registry.hall.console import visit_rows, visits_of
from registry.hall.forms import DayForm, PaperVisitForm, TicketTimesForm
from registry.hall.loaders import get_point_for, get_ticket_for
from registry.hall.models import Point, QueueTicket
from registry.hall.pages.console import console_url


@require_GET
def visit_list(request: HttpRequest, point: int) -> HttpResponse:
    """Show the visits of a day at a point with their waits, the newest first; today's steps can be undone."""
    viewer = officer(request)
    place = get_point_for(viewer, point)
    form = DayForm(request.GET or None)
    day = form.shown
    record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=QueueTicket, detail=f"{point} {day}")
    page = page_of(request, visits_of(point, day))
    context = {
        "point": place,
        "back": console_url(viewer, point),
        "form": form,
        "day": day,
        "is_today": day == today(),
        "page": page,
        "visits": visit_rows(page, day),
    }
    return render(request, "registry/hall/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def visit_paper(request: HttpRequest, point: int) -> HttpResponse:
    """Enter a visit from paper notes; it counts as served, its wait is left out of the figures."""
    viewer = officer(request)
    place = get_point_for(viewer, point)
    form = PaperVisitForm(request.POST or None)
    context = {"form": form, "point": place}
    if request.method != "POST":
        return show_form(request, "registry/hall/paper.html", context)

    def act() -> None:
        values = form.cleaned_data
        ticket = enter_visit(
            point=point, purpose=values["purpose"], letter=values["letter"], times=form.times, by=viewer
        )
        say(request, _("Visit entered from paper notes: %(number)s.") % {"number": ticket.number})

    tried = attempt(form, act)
    if tried.is_done:
        return redirect("visit_list", point)
    return show_form(request, "registry/hall/paper.html", context, tried)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def ticket_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter from paper notes when an open ticket was called and served."""
    viewer = officer(request)
    ticket = get_ticket_for(viewer, pk)
    form = TicketTimesForm(request.POST or None, day=ticket.day)
    context = {"form": form, "point": Point(ticket.point), "ticket": ticket}
    if request.method != "POST":
        return show_form(request, "registry/hall/paper.html", context)
    tried = attempt(form, lambda: enter_times(ticket=ticket, times=form.times, by=viewer))
    if tried.is_done:
        say(request, _("Visit entered from paper notes: %(number)s.") % {"number": ticket.number})
        return redirect("visit_list", ticket.point)
    return show_form(request, "registry/hall/paper.html", context, tried)
