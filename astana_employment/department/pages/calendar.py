"""The working-day calendar: a year at a glance, its confirmation, and the days set here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from astana_employment.department.acts import calendar as acts
from astana_employment.department.forms.calendar import CalendarDayForm, YearForm
from astana_employment.department.models import CalendarOverride, CalendarYear, StaffMember
from astana_employment.department.pages.act import DepartmentAct
from astana_employment.department.pages.replies import officer, say
from astana_employment.department.pages.tables import confirmed_table, special_day_table
from astana_employment.department.web.submission import once
from astana_employment.department.year_view import LEGEND, months_of, special_days, weekday_names
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.screens.table_page import screen_page

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
    special = [(day, overrides.get(day.day)) for day in special_days(months)]
    confirmed = list(CalendarYear.objects.select_related("confirmed_by"))
    context = {
        "year": year,
        "years": [number for number in (year - 1, year + 1) if FIRST_YEAR <= number <= LAST_YEAR],
        "months": months,
        "weekdays": weekday_names(),
        "special": screen_page(special_day_table(special, get_token(request)), None),
        "legend": LEGEND,
        "confirmed": screen_page(confirmed_table(confirmed), None),
        "confirmation": next((row for row in confirmed if row.year == year), None),
    }
    return render(request, "astana_employment/department/calendar.html", context)


class CalendarConfirm(DepartmentAct):
    """Confirm that a year's days off were compared with the decree."""

    form_class = YearForm
    lead = _(
        "You say by this that you compared the days off and the exchanged days of this year with the"
        " Government's resolution. Days that differ can be set afterwards, too."
    )
    button = _("Confirm this year")
    said = _("Confirmed: the calendar of %(year)d.")
    row: int

    def load(self, by: StaffMember, year: int) -> int:
        return _checked(year)

    @property
    def title(self) -> str:
        return _("Confirm the calendar of %(year)s") % {"year": self.row}

    @property
    def back(self) -> str:
        return _address(self.row)

    def act(self, form: YearForm) -> CalendarYear:
        return acts.confirm_year(year=self.row, note=form.cleaned_data["note"], by=self.by)


class CalendarDay(DepartmentAct):
    """Make a day a working day or a day off."""

    form_class = CalendarDayForm
    back_to = "calendar"
    title = _("Set a day")
    lead = _(
        "The day holds for deadlines that are counted from now on. Due dates that stand in cases already"
        " stay as they are."
    )
    button = _("Set this day")

    def act(self, form: CalendarDayForm) -> CalendarOverride:
        day, kind, note = (form.cleaned_data[name] for name in ("day", "kind", "note"))
        return acts.set_day(day=day, is_working=kind == "working", note=note, by=self.by)

    def words(self, form: CalendarDayForm, done: CalendarOverride) -> str:
        return _("Day set: %(day)s") % {"day": numeric_date(done.day)}

    def after(self, done: CalendarOverride) -> str:
        return _address(done.day.year)


@require_POST
@once
def calendar_day_unset(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the published calendar hold again for a day; when a colleague did so first, all is well."""
    override = CalendarOverride.objects.filter(pk=pk).first()
    if override is None:
        say(request, gettext("This day was unset already."))
        return redirect("calendar")
    acts.unset_day(override=override, by=officer(request))
    text = _("The published calendar holds again: %(day)s") % {"day": numeric_date(override.day)}
    say(request, text)
    return redirect(_address(override.day.year))
