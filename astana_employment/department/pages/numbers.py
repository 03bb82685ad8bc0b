"""Number journals: the last number given in each, void numbers, and the start of a journal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import numbers as actions
from astana_employment.department.forms.numbers import SeriesForm
from astana_employment.department.models import format_number
from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.pages.tables import series_table, void_number_table
from astana_employment.department.web.submission import once
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    """List the journals with their last numbers, and the numbers that were given in vain."""
    context = {
        "table": screen_page(series_table(), None),
        "void": screen_page(void_number_table(), request.GET),
    }
    return render(request, "astana_employment/department/series_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def series_start(request: HttpRequest) -> HttpResponse:
    """Let a journal begin at a number other than 1."""
    template = "astana_employment/department/series_start.html"
    if request.method != "POST":
        return show_form(request, template, {"form": SeriesForm()})
    form = SeriesForm(request.POST)
    tried = attempt(form, lambda: actions.start_series(**form.cleaned_data, by=officer(request)))
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    data = form.cleaned_data
    number = format_number(data["series"], data["year"], data["first_number"])
    say(request, _("The next number of this journal: %(number)s") % {"number": number})
    return redirect("series_list")
