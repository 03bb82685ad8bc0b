"""The working-day calendar: a year at a glance, its confirmation, and the days set here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.acts import calendar as actions
from astana_employment.department.forms.calendar import CalendarDayForm, YearForm
from astana_employment.department.models import CalendarOverride, CalendarYear
from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.department.year_view import LEGEND, months_of, special_days, weekday_names
from astana_employment.toolbox.clock import today

# The years a constraint of CalendarYear allows.
FIRST_YEAR, LAST_YEAR = 1991, 2100


def _checked(year: int) -> int:
    """Return the year; a page that does not exist for one that no calendar covers."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _address(year: int) -> str:
    return f"{reverse('calendar')}?year={year}"


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show one year, this one unless the address names another."""
    wished = request.GET.get("year", "")
    year = _checked(int(wished) if wished.isdecimal() and len(wished) == 4 else today().year)
    overrides = {row.day: row for row in CalendarOverride.objects.filter(day__year=year)}
    months = months_of(year, overrides)
    confirmed = list(CalendarYear.objects.select_related("confirmed_by"))
    context = {
        "year": year,
        "years": [number for number in (year - 1, year + 1) if FIRST_YEAR <= number <= LAST_YEAR],
        "months": months,
        "weekdays": weekday_names(),
        "special": [(day, overrides.get(day.day)) for day in special_days(months)],
        "legend": LEGEND,
        "confirmed": confirmed,
        "confirmation": next((row for row in confirmed if row.year == year), None),
    }
    return render(request, "astana_employment/department/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def calendar_confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Confirm that a year's days off were compared with the decree."""
    template, context = "astana_employment/department/calendar_confirm.html", {"year": _checked(year)}
    if request.method != "POST":
        return show_form(request, template, {**context, "form": YearForm()})
    form = YearForm(request.POST)
    tried = attempt(
        form, lambda: actions.confirm_year(year=year, note=form.cleaned_data["note"], by=officer(request))
    )
    if not tried.is_done:
        return show_form(request, template, {**context, "form": form}, tried)
    say(request, _("Confirmed: the calendar of %(year)d.") % {"year": year})
    return redirect(_address(year))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def calendar_day(request: HttpRequest) -> HttpResponse:
    """Make a day a working day or a day off."""
    template = "astana_employment/department/calendar_day.html"
    if request.method != "POST":
        return show_form(request, template, {"form": CalendarDayForm()})
    form = CalendarDayForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.set_day(
            day=form.cleaned_data["day"],
            is_working=form.cleaned_data["kind"] == "working",
            note=form.cleaned_data["note"],
            by=officer(request),
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    day = form.cleaned_data["day"]
    say(request, _("Day set: %(day)s") % {"day": day.strftime("%d.%m.%Y")})
    return redirect(_address(day.year))


@require_POST
@once
def calendar_day_unset(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the published calendar hold again for a day; when a colleague did so first, all is well."""
    override = CalendarOverride.objects.filter(pk=pk).first()
    if override is None:
        say(request, _("This day was unset already."))
        return redirect("calendar")
    actions.unset_day(override=override, by=officer(request))
    say(
        request, _("The published calendar holds again: %(day)s") % {"day": override.day.strftime("%d.%m.%Y")}
    )
    return redirect(_address(override.day.year))
