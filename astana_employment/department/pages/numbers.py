"""Number journals: the last number given in each, void numbers, and the start of a journal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import numbers as acts
from astana_employment.department.forms.numbers import SeriesForm
from astana_employment.department.models import NumberSeries, format_number
from astana_employment.department.pages.act import DepartmentAct
from astana_employment.department.pages.tables import series_table, void_number_table
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    """List the journals with their last numbers, and the numbers that were given in vain."""
    context = {
        "table": screen_page(series_table(), None),
        "void": screen_page(void_number_table(), request.GET),
    }
    return render(request, "astana_employment/department/series_list.html", context)


class SeriesStart(DepartmentAct):
    """Let a journal begin at a number other than 1."""

    form_class = SeriesForm
    back_to = "series_list"
    title = _("Set a first number")
    lead = _(
        "For an office that gave numbers on paper earlier this year. It can be done once, before the desk"
        " gives the first number of a journal."
    )
    button = _("Set the first number")

    def act(self, form: SeriesForm) -> NumberSeries:
        return acts.start_series(**form.cleaned_data, by=self.by)

    def words(self, form: SeriesForm, done: NumberSeries) -> str:
        number = format_number(done.series, done.year, done.last_number + 1)
        return gettext("The next number of this journal: %(number)s") % {"number": number}
