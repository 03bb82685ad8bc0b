"""The head of division's view of the hall: all five queues, diversions, intake past its hour, the figures."""

from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.pages.act import ActView
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import screen_page
from registry.hall.acts.diversions import allow_intake_today, divert_window, end_diversion
from registry.hall.day_figures import figures_of
from registry.hall.forms import DayForm, DiversionForm
from registry.hall.models import IntakeOverride, Point, Purpose, WindowDiversion
from registry.hall.questions import queues, reception_for
from registry.hall.tables import wait_table

HALL = "registry/hall/hall.html"


@require_GET
def hall(request: HttpRequest) -> HttpResponse:
    """Show all five queues with their warnings, and what is ordered for the hall today."""
    return render(request, HALL, _hall())


def _hall() -> dict[str, Any]:
    """Return what the page of the hall shows, its two forms empty."""
    instant = now()
    in_force = WindowDiversion.objects.in_force(instant).select_related("window", "to_window", "by")
    overrides = IntakeOverride.objects.filter(day=today()).select_related("ticket", "by")
    return {
        "queues": queues(list(Point)),
        "diversions": in_force,
        "overrides": overrides,
        "is_day_overridden": any(row.ticket_id is None for row in overrides),
        "reception": reception_for(Purpose.QUESTION, instant),
        "intake": reception_for(Purpose.HAND_IN, instant),
        "diversion_form": DiversionForm(),
        "intake_form": ReasonForm(prefix="intake"),
    }


@require_GET
def hall_queues(request: HttpRequest) -> HttpResponse:
    """Answer the page's question for the queues as they are now."""
    return render(request, "registry/hall/all_queues.html", {"queues": queues(list(Point))})


class _OfHall(ActView):
    """A form on the page of the hall, which says what is wrong with it; `name` is its name there."""

    http_method_names = ["post"]
    template_name = HALL
    back_to = "hall"
    name: ClassVar[str] = "form"

    def context(self, form: BaseForm) -> dict[str, Any]:
        return _hall() | {self.name: form}


class WindowDivert(_OfHall):
    """Send a window's letters to another window for a time."""

    name = "diversion_form"
    form_class = DiversionForm
    said = _("Letters sent elsewhere: window %(window)s to window %(to_window)s.")

    def act(self, form: DiversionForm) -> WindowDiversion:
        return divert_window(by=self.by, **form.cleaned_data | {"until": form.ends_at})


class DiversionEnd(_OfHall):
    """End a diversion now."""

    said = _("The letters are back at window %(window)s.")
    rows = WindowDiversion.objects.select_related("window")
    row: WindowDiversion

    def act(self, form: BaseForm) -> WindowDiversion:
        return end_diversion(diversion=self.row, by=self.by)


class IntakeAllow(_OfHall):
    """Let documents for registrations be taken past their hour for the rest of the day."""

    name = "intake_form"
    said = _("Documents for registration are taken today past the hour.")

    def make_form(self, data: QueryDict | None) -> ReasonForm:
        return ReasonForm(data, prefix="intake")

    def act(self, form: ReasonForm) -> IntakeOverride:
        return allow_intake_today(reason=form.cleaned_data["reason"], by=self.by)


@require_GET
def hall_day(request: HttpRequest) -> HttpResponse:
    """Show the waits of a day by hour and window, as pictures and as a table (clause 7, indicator 1.2)."""
    form = DayForm(request.GET or None)
    figures = figures_of(form.shown)
    table = screen_page(wait_table(figures), None)
    context = {"form": form, "day": form.shown, "figures": figures, "table": table}
    return render(request, "registry/hall/day.html", context)
