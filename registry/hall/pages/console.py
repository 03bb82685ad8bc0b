"""The console of a window and of the chancellery: queue left, the person being served right."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.models import AccessRecord, Event, Role, StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import number_in, officer
from astana_employment.department.records import record_access
from registry.hall.acts import calls, tickets
from registry.hall.console import console_of, person_context
from registry.hall.forms import TakeForm
from registry.hall.loaders import get_point_for, get_ticket_for, points_of
from registry.hall.models import Point, Purpose, QueueTicket, TicketState
from registry.hall.questions import at_clerk
from registry.hall.work import work_lists
from registry.people.loaders import get_person_for
from registry.people.models import IntakeApplication, Person

CONSOLE = "registry/hall/console.html"
STEPS: dict[str, Callable[..., QueueTicket]] = {
    "recall": calls.recall,
    "serve": calls.start_serving,
    "finish": calls.finish,
    "no-show": calls.mark_no_show,
    "left": calls.mark_left,
    "put-back": calls.put_back,
    "undo": calls.undo,
    "hand-over": calls.hand_over,
}


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
    point = Point(chosen) if chosen in points else points[0]
    return render(request, CONSOLE, _console(request, viewer, point))


@require_GET
def chancellery_desk(request: HttpRequest) -> HttpResponse:
    """Show the console of the chancellery, the fifth point (reading 50)."""
    return render(request, CONSOLE, _console(request, officer(request), Point.CHANCELLERY))


def _console(request: HttpRequest, viewer: StaffMember, point: Point) -> dict[str, Any]:
    """Return what the console of a point shows to who works there."""
    get_point_for(viewer, point)
    console = console_of(viewer, point)
    context = {"console": console, "problem": "", **person_context(viewer, console.current)}
    if point != Point.CHANCELLERY:
        record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=IntakeApplication, detail="desk")
        if console.current is None:
            context |= work_lists(request, viewer)
    return context


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


def console_url(viewer: StaffMember, point: int) -> str:
    """Return the address of the console of a point for a member of staff."""
    if point == Point.CHANCELLERY and viewer.has_role(Role.CHANCELLERY):
        return reverse("chancellery_desk")
    own = viewer.own_window.number if viewer.own_window else None
    return reverse("desk") if point == own else f"{reverse('desk')}?point={point}"


# --- the buttons ---------------------------------------------------------------------------------
class AtPoint(ActView):
    """An act at a point, whose console it goes back to; a ticket that it made is told by its number."""

    point: Point

    def load(self, by: StaffMember, *args: Any, **address: Any) -> Any:
        self.point = get_point_for(by, address["point"])

    @property
    def over(self) -> str:
        return capfirst(str(self.point.label))

    @property
    def back(self) -> str:
        if self.request.POST.get("next") == "visits":
            return reverse("visit_list", args=[self.point])
        return console_url(self.by, self.point)

    def take(self, values: dict[str, Any]) -> tickets.TakenTicket:
        """Serve a person or give a ticket, as the button says."""
        visit = {"letter": "", "by": self.by, **values}
        if "wait" in self.request.POST:
            return tickets.take_ticket(**visit)
        return tickets.take_at_window(point=self.point, **visit)

    def words(self, form: BaseForm, done: object) -> str:
        if not isinstance(done, tickets.TakenTicket):
            return super().words(form, done)
        ticket, is_new = done
        text = _("Ticket %(number)s: %(point)s.")
        if not is_new:
            text = _("This person has ticket %(number)s already: %(point)s.")
        said = str(text) % {"number": ticket.number, "point": ticket.get_point_display()}
        if ticket.state != TicketState.WAITING:
            return said
        slip = reverse("ticket_slip", args=[ticket.pk])
        return format_html('{} <a href="{}">{}</a>', said, slip, _("Print the ticket"))


class QueueTake(AtPoint):
    """Take a person without a ticket: serve at once, or (`wait`) give a ticket to wait with."""

    template_name = "registry/hall/take.html"
    title = _("Take a person without a ticket")
    button = _("Serve now")

    def make_form(self, data: QueryDict | None) -> TakeForm:
        usual = Purpose.COMPLAINT if self.point == Point.CHANCELLERY else Purpose.RECEIVE
        may_override = self.by.has_role(Role.HEAD_OF_DIVISION)
        return TakeForm(data, initial={"purpose": usual}, may_override=may_override)

    def act(self, form: TakeForm) -> tickets.TakenTicket:
        return self.take(form.cleaned_data)


class _Press(AtPoint):
    """A button of the console; what is refused is said there, with the queue as it is now."""

    http_method_names = ["post"]
    template_name = CONSOLE

    def context(self, form: BaseForm) -> dict[str, Any]:
        refused = " ".join(map(str, form.non_field_errors()))
        problem = _moved(self.tried.changes) if self.tried and self.tried.is_stale else refused
        return _console(self.request, self.by, self.point) | {"problem": problem}


def _moved(changes: Sequence[Event]) -> str:
    """Say who moved a ticket meanwhile, and how."""
    if not changes:
        return str(_("The ticket has been moved meanwhile. Look at the queue again."))
    event = changes[0]
    values = {"what": event.label, "who": event.by.get_short_name() if event.by else "–"}
    return _("The ticket has been moved meanwhile: %(what)s (by %(who)s).") % values


class QueueNext(_Press):
    """Call the next; with `finish`, finish first who is at the window."""

    def act(self, form: BaseForm) -> QueueTicket | None:
        finished = number_in(self.request.POST.get("finish", ""))
        if finished is not None:
            ticket = get_ticket_for(self.by, finished)
            calls.finish(ticket=ticket, by=self.by, version=self.version)
        return calls.call_next(point=self.point, by=self.by)


class TicketAct(_Press):
    """Lead a ticket a step on, or undo its last one; back to the page it was asked on."""

    row: QueueTicket

    def load(self, by: StaffMember, pk: int, act: str) -> QueueTicket:
        if act not in STEPS:
            raise Http404
        ticket, points = get_ticket_for(by, pk), points_of(by)
        asked = number_in(self.request.POST.get("point", ""))
        self.point = Point(next((each for each in (asked, ticket.point) if each in points), points[0]))
        return ticket

    def act(self, form: BaseForm) -> QueueTicket:
        step = self.kwargs["act"]
        values: dict[str, Any] = {} if step == "recall" else {"version": self.version}
        if step == "hand-over":
            values["to_point"] = number_in(self.request.POST.get("to_point", "")) or 0
        return STEPS[step](ticket=self.row, by=self.by, **values)


class PersonTicket(_Press):
    """From a person's page: note whose visit the ticket at the window is, or take the person in."""

    row: Person

    def load(self, by: StaffMember, pk: int) -> Person:
        person, points = get_person_for(by, pk), points_of(by)
        if not points:
            raise PermissionDenied
        self.current = at_clerk(by)
        self.point = Point(self.current.point) if self.current else points[0]
        return person

    def act(self, form: BaseForm) -> QueueTicket | tickets.TakenTicket:
        if "attach" in self.request.POST and self.current is not None:
            return tickets.set_person(ticket=self.current, person=self.row, by=self.by)
        return self.take({"purpose": self.request.POST.get("purpose", ""), "person": self.row})
