"""The console of a window and of the chancellery: queue left, the person being served right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.models import AccessRecord, Role, StaffMember
from astana_employment.department.pages.replies import (
    attempt,
    number_in,
    officer,
    posted_version,
    show_form,
)
from astana_employment.department.records import record_access
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.hall.acts import calls, tickets
from registry.hall.console import console_of, person_context
from registry.hall.forms import TakeForm
from registry.hall.loaders import get_point_for, get_ticket_for, points_of
from registry.hall.models import Point, Purpose, QueueTicket, TicketState
from registry.hall.questions import at_clerk
from registry.hall.work import work_lists
from registry.people.loaders import get_person_for
from registry.people.models import IntakeApplication

Act = Callable[[QueueTicket, StaffMember, HttpRequest], object]


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show the console of one's own window, or of the point that the head of division chose.

    Who works at no window (deputy director, director) sees the work of all windows.
    """
    viewer = officer(request)
    points = points_of(viewer)
    chosen = number_in(request.GET.get("point", ""))
    if not points or (viewer.home_window_id is None and chosen is None):
        record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=IntakeApplication, detail="desk")
        return render(request, "registry/hall/desk.html", work_lists(request, viewer))
    return _console(request, Point(chosen) if chosen in points else points[0])


@require_GET
def chancellery_desk(request: HttpRequest) -> HttpResponse:
    """Show the console of the chancellery, the fifth point (reading 50)."""
    return _console(request, Point.CHANCELLERY)


def _console(request: HttpRequest, point: Point, *, problem: str = "", status: int = 200) -> HttpResponse:
    viewer = officer(request)
    get_point_for(viewer, point)
    console = console_of(viewer, point)
    context: dict[str, Any] = {
        "console": console,
        "problem": problem,
        **person_context(viewer, console.current),
    }
    if point != Point.CHANCELLERY:
        record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=IntakeApplication, detail="desk")
        if console.current is None:
            context |= work_lists(request, viewer)
    return render(request, "registry/hall/console.html", context, status=status)


@require_GET
def queue_part(request: HttpRequest, point: int) -> HttpResponse:
    """Answer the console's question whether its queue has changed: 204 when it shows what there is.

    Nothing one types stands in this part, so that it may be replaced at any moment.
    """
    viewer = officer(request)
    console = console_of(viewer, get_point_for(viewer, point))
    if request.GET.get("seen") == console.version:
        return HttpResponse(status=204)
    shown = request.GET.get("ticket", "")
    current = f"{console.current.pk}.{console.current.version}" if console.current else ""
    context = {"console": console, "is_moved": shown != current, "shown": shown}
    return render(request, "registry/hall/queue.html", context)


@require_POST
@once
def queue_next(request: HttpRequest, point: int) -> HttpResponse:
    """Call the next; with `finish`, finish first who is at the window."""
    viewer = officer(request)
    place = get_point_for(viewer, point)

    def act() -> None:
        finished = number_in(request.POST.get("finish", ""))
        if finished is not None:
            ticket = get_ticket_for(viewer, finished)
            calls.finish(ticket=ticket, by=viewer, version=posted_version(request))
        calls.call_next(point=point, by=viewer)

    return _answer(request, place, act)


@require_POST
@once
def ticket_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Lead a ticket a step on, or undo its last one; back to the page it was asked on."""
    if act not in ACTS:
        raise Http404
    viewer = officer(request)
    ticket = get_ticket_for(viewer, pk)
    return _answer(request, _point_of(request, viewer, ticket), lambda: ACTS[act](ticket, viewer, request))


def _answer(request: HttpRequest, point: Point, act: Callable[[], object]) -> HttpResponse:
    """Act and lead back to the console; what is refused is said there, with the queue as it is now."""
    try:
        act()
    except RuleViolation as error:
        return _console(request, point, problem=" ".join(error.messages), status=422)
    except StaleRecord as error:
        return _console(request, point, problem=_moved(error), status=409)
    if request.POST.get("next") == "visits":
        return redirect("visit_list", point)
    return redirect(console_url(officer(request), point))


def _moved(error: StaleRecord) -> str:
    """Say who moved a ticket meanwhile, and how."""
    if not error.changes:
        return _("The ticket has been moved meanwhile. Look at the queue again.")
    event = error.changes[0]
    values = {"what": event.label, "who": event.by.get_short_name() if event.by else "–"}
    return _("The ticket has been moved meanwhile: %(what)s, %(who)s.") % values


def console_url(viewer: StaffMember, point: int) -> str:
    """Return the address of the console of a point for a member of staff."""
    if point == Point.CHANCELLERY and viewer.has_role(Role.CHANCELLERY):
        return reverse("chancellery_desk")
    own = viewer.own_window.number if viewer.own_window else None
    return reverse("desk") if point == own else f"{reverse('desk')}?point={point}"


def _point_of(request: HttpRequest, viewer: StaffMember, ticket: QueueTicket) -> Point:
    """Return the point whose console asked; the ticket's own when it does not say."""
    asked = number_in(request.POST.get("point", ""))
    points = points_of(viewer)
    if asked in points:
        return Point(asked)
    return Point(ticket.point) if ticket.point in points else points[0]


def _hand_over(ticket: QueueTicket, by: StaffMember, request: HttpRequest) -> None:
    to_point = number_in(request.POST.get("to_point", "")) or 0
    calls.hand_over(ticket=ticket, to_point=to_point, by=by, version=posted_version(request))


def _plain(act: Callable[..., QueueTicket]) -> Act:
    return lambda ticket, by, request: act(ticket=ticket, by=by, version=posted_version(request))


ACTS: dict[str, Act] = {
    "recall": lambda ticket, by, _request: calls.recall(ticket=ticket, by=by),
    "serve": _plain(calls.start_serving),
    "finish": _plain(calls.finish),
    "no-show": _plain(calls.mark_no_show),
    "left": _plain(calls.mark_left),
    "put-back": _plain(calls.put_back),
    "undo": _plain(calls.undo),
    "hand-over": _hand_over,
}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def queue_take(request: HttpRequest, point: int) -> HttpResponse:
    """Take a person without a ticket: serve at once, or (`wait`) give a ticket to wait with."""
    viewer = officer(request)
    place = get_point_for(viewer, point)
    form = TakeForm(
        request.POST or None,
        initial={"purpose": _usual(point)},
        may_override=viewer.has_role(Role.HEAD_OF_DIVISION),
    )
    context = {"form": form, "point": place, "back": console_url(viewer, point)}
    if request.method != "POST":
        return show_form(request, "registry/hall/take.html", context)
    tried = attempt(form, lambda: _take(request, point, form.cleaned_data))
    if tried.is_done:
        return redirect(console_url(viewer, point))
    return show_form(request, "registry/hall/take.html", context, tried)


def _usual(point: int) -> str:
    return Purpose.COMPLAINT if point == Point.CHANCELLERY else Purpose.RECEIVE


def _take(request: HttpRequest, point: int, values: dict[str, Any]) -> None:
    """Serve or give a ticket, as the button says, and say the number."""
    visit = {"letter": "", "by": officer(request), **values}
    if "wait" in request.POST:
        taken = tickets.take_ticket(**visit)
    else:
        taken = tickets.take_at_window(point=point, **visit)
    _say_ticket(request, taken)


def _say_ticket(request: HttpRequest, taken: tickets.TakenTicket) -> None:
    values = {"number": taken.ticket.number, "point": taken.ticket.get_point_display()}
    if taken.is_new:
        text = _("Ticket %(number)s: %(point)s.")
    else:
        text = _("This person has ticket %(number)s already: %(point)s.")
    said = text % values
    if taken.ticket.state == TicketState.WAITING:
        address = reverse("ticket_slip", args=[taken.ticket.pk])
        said = format_html('{} <a href="{}">{}</a>', said, address, _("Print the ticket"))
    messages.success(request, said)


@require_POST
@once
def person_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """From a person's page: note whose visit the ticket at the window is, or take the person in."""
    viewer = officer(request)
    person = get_person_for(viewer, pk)
    points = points_of(viewer)
    if not points:
        raise PermissionDenied
    current = at_clerk(viewer)
    point = Point(current.point) if current else points[0]

    def act() -> None:
        if "attach" in request.POST and current is not None:
            tickets.set_person(ticket=current, person=person, by=viewer)
            return
        purpose = request.POST.get("purpose", "")
        _take(request, point, {"purpose": purpose, "person": person})

    return _answer(request, point, act)
