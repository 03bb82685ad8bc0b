"""The bank of vacancies as a table: what stands in its columns, and by which one may sort it."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import amount
from astana_employment.toolbox.screens.table_page import kazakh_order, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from registry.vacancies.models import Vacancy, VacancyQuerySet


def vacancy_table(rows: VacancyQuerySet, *, is_filtered: bool) -> Table[Vacancy]:
    """Return vacancies; what an empty list says depends on whether a filter narrowed it."""
    open_days = "registry/vacancies/open.html"
    columns: list[Column[Vacancy]] = [
        Column(
            _("Profession"),
            lambda row: row.profession,
            link=lambda row: reverse("vacancy_detail", args=[row.pk]),
            key="profession",
            sort=kazakh_order("profession"),
        ),
        Column(_("Employer"), lambda row: row.employer, key="employer", sort=kazakh_order("employer")),
        Column(
            _("Address"), screen=lambda row: noted(row.address, row.district and row.get_district_display())
        ),
        Column(_("Pay a month (tenge)"), lambda row: amount(row.pay) or "–", kind=Kind.FIGURE, key="pay"),
        Column(
            _("Experience (years)"),
            lambda row: row.experience_years,
            kind=Kind.FIGURE,
            key="experience",
            sort="experience_years",
        ),
        Column(
            _("Open"),
            screen=lambda row: render_to_string(open_days, {"vacancy": row}),
            key="open",
            sort="open_from",
        ),
    ]
    nothing = _("No vacancy is open today. Enter one, or let the administrator import a list.")
    narrowed = _("No vacancy is like this. Show all of them, or leave a filter out.")
    empty = narrowed if is_filtered else nothing
    return Table(title=_("Vacancies"), columns=columns, rows=rows, empty=empty)
