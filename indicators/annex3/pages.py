"""The values of Annex 3 by year: shown with their history, entered and corrected by the head of division."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.changes import changes_of
from astana_employment.department.models import Event
from astana_employment.department.pages.replies import (
    attempt,
    number_in,
    officer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.records import subject_type
from astana_employment.department.web.submission import once
from indicators.annex3.acts import add_target_year, change_target_year
from indicators.annex3.forms import NewTargetYearForm, TargetYearForm
from indicators.annex3.models import TargetYear
from indicators.annex3.texts import GROUPS

FORM = ["GET", "HEAD", "POST"]


@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    """Show the values of the latest year, or of `year`, and what was changed in them by whom."""
    years = list(TargetYear.objects.all())
    wanted = number_in(request.GET.get("year", ""))
    chosen = next((row for row in years if row.year == wanted), years[0] if years else None)
    targets = {row.indicator: row for row in chosen.targets.all()} if chosen else {}
    events = (
        Event.objects.filter(subject_type=subject_type(TargetYear), subject_id=chosen.pk).select_related("by")
        if chosen
        else Event.objects.none()
    )
    context = {
        "years": years,
        "chosen": chosen,
        "groups": [(group, [(row, targets.get(row.code)) for row in group.indicators]) for group in GROUPS],
        "has_reconstructed": any(row.is_reconstructed for row in targets.values()),
        "history": [(event, changes_of(event)) for event in events],
    }
    return render(request, "indicators/annex3/targets.html", context)


@require_http_methods(FORM)
@once
def target_add(request: HttpRequest) -> HttpResponse:
    """Enter the values of a year that has none; the latest ones are offered to start from."""
    latest = TargetYear.objects.prefetch_related("targets").first()
    former = latest.values() if latest else None
    form = NewTargetYearForm(request.POST or None, former=former)
    context = {"form": form, "year": None}
    if request.method != "POST":
        return show_form(request, "indicators/annex3/target_form.html", context)

    def act() -> None:
        data = form.cleaned_data
        add_target_year(
            year=data["year"],
            decision_number=data["decision_number"],
            decision_date=data["decision_date"],
            values=form.values,
            by=officer(request),
        )

    tried = attempt(form, act)
    if not tried.is_done:
        return show_form(request, "indicators/annex3/target_form.html", context, tried)
    say(request, _("The values of %(year)s are entered.") % {"year": form.cleaned_data["year"]})
    return redirect("target_list")


@require_http_methods(FORM)
@once
def target_edit(request: HttpRequest, year: int) -> HttpResponse:
    """Correct the values of a year; the old ones stay in the history."""
    row = get_object_or_404(TargetYear.objects.prefetch_related("targets"), year=year)
    initial = {"decision_number": row.decision_number, "decision_date": row.decision_date}
    form = TargetYearForm(request.POST or None, former=row.values(), asks_reason=True, initial=initial)
    context = {"form": form, "year": row, "version": shown_version(request, row.version)}
    if request.method != "POST":
        return show_form(request, "indicators/annex3/target_form.html", context)

    def act() -> None:
        data = form.cleaned_data
        change_target_year(
            target_year=row,
            version=posted_version(request),
            decision_number=data["decision_number"],
            decision_date=data["decision_date"],
            values=form.values,
            reason=data["reason"],
            by=officer(request),
        )

    tried = attempt(form, act)
    if not tried.is_done:
        context["version"] = shown_version(request, row.version, tried)
        return show_form(request, "indicators/annex3/target_form.html", context, tried)
    say(request, _("The values of %(year)s are changed.") % {"year": row.year})
    return redirect("target_list")
