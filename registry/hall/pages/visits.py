"""The visits of a day at a point: undo from the history, and what was served on paper."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from astana_employment.department.models import AccessRecord, StaffMember
from astana_employment.department.pages.act import Fact
from astana_employment.department.pages.replies import officer
from astana_employment.department.records import record_access
from astana_employment.department.templatetags.desk import day
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page
from registry.hall.acts.late_tickets import enter_times, enter_visit
from registry.hall.forms import DayForm, PaperVisitForm, TicketTimesForm
from registry.hall.loaders import get_point_for, get_ticket_for
from registry.hall.models import Point, QueueTicket
from registry.hall.pages.console import AtPoint, console_url
from registry.hall.tables import visit_table


@require_GET
def visit_list(request: HttpRequest, point: int) -> HttpResponse:
    """Show the visits of a day at a point with their waits, the newest first; today's steps can be undone."""
    viewer = officer(request)
    place = get_point_for(viewer, point)
    form = DayForm(request.GET or None)
    shown = form.shown
    record_access(by=viewer, act=AccessRecord.Act.VIEW, subject=QueueTicket, detail=f"{point} {shown}")
    context = {
        "point": place,
        "back": console_url(viewer, point),
        "form": form,
        "day": shown,
        "is_today": shown == today(),
        "table": screen_page(visit_table(place, shown, get_token(request)), request.GET),
    }
    return render(request, "registry/hall/visits.html", context)


class _OnPaper(AtPoint):
    lead = _("The visit counts as served. Its wait is marked as typed in and left out of the figures.")
    button = pgettext_lazy("button", "Enter")
    said = _("Visit entered from paper notes: %(number)s.")

    @property
    def over(self) -> str:
        return _("Visits of the day") + f": {self.point.label}"

    @property
    def back(self) -> str:
        return reverse("visit_list", args=[self.point])


class VisitPaper(_OnPaper):
    """Enter a visit from paper notes; it counts as served, its wait is left out of the figures."""

    form_class = PaperVisitForm
    title = _("Enter a visit from paper notes")

    def act(self, form: PaperVisitForm) -> QueueTicket:
        asked = {name: form.cleaned_data[name] for name in ("purpose", "letter")}
        return enter_visit(point=self.point, times=form.times, by=self.by, **asked)


class TicketPaper(_OnPaper):
    """Enter from paper notes when an open ticket was called and served."""

    row: QueueTicket

    def load(self, by: StaffMember, pk: int) -> QueueTicket:
        ticket = get_ticket_for(by, pk)
        self.point = Point(ticket.point)
        self.title = _("Times from paper notes") + f": {ticket.number}"
        return ticket

    def facts(self) -> list[Fact]:
        taken = timezone.localtime(self.row.taken_at)
        return [Fact(_("Day"), day(self.row.day)), Fact(_("Ticket taken at"), f"{taken:%H:%M}")]

    def make_form(self, data: QueryDict | None) -> TicketTimesForm:
        return TicketTimesForm(data, day=self.row.day)

    def act(self, form: TicketTimesForm) -> QueueTicket:
        return enter_times(ticket=self.row, times=form.times, by=self.by)
