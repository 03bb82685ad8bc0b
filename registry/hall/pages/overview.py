"""The head of division's view of the hall: all five queues, diversions, intake past its hour, the figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.models import ServiceStandard
from astana_employment.department.pages.replies import Attempt, attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.fields import ReasonForm
from registry.hall.acts.diversions import allow_intake_today, divert_window, end_diversion
from registry.hall.day_figures import figures_of
from registry.hall.forms import DayForm, DiversionForm
from registry.hall.models import IntakeOverride, Point, Purpose, WindowDiversion
from registry.hall.questions import queues, reception_for


@require_GET
def hall(request: HttpRequest) -> HttpResponse:
    """Show all five queues with their warnings, and what is ordered for the hall today."""
    return _hall(request)


def _hall(
    request: HttpRequest,
    *,
    diversion: DiversionForm | None = None,
    intake: ReasonForm | None = None,
    problem: str = "",
    tried: Attempt | None = None,
) -> HttpResponse:
    instant = now()
    in_force = WindowDiversion.objects.in_force(instant).select_related("window", "to_window", "by")
    overrides = IntakeOverride.objects.filter(day=today()).select_related("ticket", "by")
    context: dict[str, Any] = {
        "queues": queues(list(Point)),
        "diversions": in_force,
        "overrides": overrides,
        "is_day_overridden": any(row.ticket_id is None for row in overrides),
        "reception": reception_for(Purpose.QUESTION, instant),
        "intake": reception_for(Purpose.HAND_IN, instant),
        "diversion_form": diversion or _diversion_form(None),
        "intake_form": intake or ReasonForm(prefix="intake"),
        "problem": problem,
    }
    if tried is not None:
        return show_form(request, "registry/hall/hall.html", context, tried)
    return render(request, "registry/hall/hall.html", context, status=422 if problem else 200)


def _diversion_form(data: Any) -> DiversionForm:
    return DiversionForm(data, closes_at=ServiceStandard.objects.on(today()).closes_at)


@require_GET
def hall_queues(request: HttpRequest) -> HttpResponse:
    """Answer the page's question for the queues as they are now."""
    return render(request, "registry/hall/all_queues.html", {"queues": queues(list(Point))})


@require_http_methods(["POST"])
@once
def window_divert(request: HttpRequest) -> HttpResponse:
    """Send a window's letters to another window for a time."""
    form = _diversion_form(request.POST)
    tried = attempt(
        form,
        lambda: divert_window(
            window=form.cleaned_data["window"],
            to_window=form.cleaned_data["to_window"],
            until=form.ends_at,
            reason=form.cleaned_data["reason"],
            by=officer(request),
        ),
    )
    if not tried.is_done:
        return _hall(request, diversion=form, tried=tried)
    values = {"window": form.cleaned_data["window"], "to_window": form.cleaned_data["to_window"]}
    say(request, _("Letters sent elsewhere: window %(window)s to window %(to_window)s.") % values)
    return redirect("hall")


@require_POST
@once
def diversion_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a diversion now."""
    row = get_object_or_404(WindowDiversion.objects.select_related("window"), pk=pk)
    try:
        end_diversion(diversion=row, by=officer(request))
    except RuleViolation as error:
        return _hall(request, problem=" ".join(error.messages))
    say(request, _("The letters are back at window %(window)s.") % {"window": row.window})
    return redirect("hall")


@require_POST
@once
def intake_override(request: HttpRequest) -> HttpResponse:
    """Let documents for registrations be taken past their hour for the rest of the day."""
    form = ReasonForm(request.POST, prefix="intake")
    reason = form["reason"].value() or ""
    tried = attempt(form, lambda: allow_intake_today(reason=reason, by=officer(request)))
    if not tried.is_done:
        return _hall(request, intake=form, tried=tried)
    say(request, _("Documents for registration are taken today past the hour."))
    return redirect("hall")


@require_GET
def hall_day(request: HttpRequest) -> HttpResponse:
    """Show the waits of a day by hour and window, as pictures and as a table (clause 7, indicator 1.2)."""
    form = DayForm(request.GET or None)
    context = {"form": form, "day": form.shown, "figures": figures_of(form.shown)}
    return render(request, "registry/hall/day.html", context)
