"""Vacancies, the searches for them and the professions as tables: their columns, and which of them sort."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astana_employment.department.templatetags.desk import amount, day, tag
from astana_employment.toolbox.screens.table_page import kazakh_order, linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from registry.vacancies.models import Profession, ProfessionQuerySet, Vacancy, VacancyQuerySet, VacancySearch


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


def search_table(rows: Rows[VacancySearch], *, person: int) -> Table[VacancySearch]:
    """Return the searches for a person, whose key is given."""
    columns: list[Column[VacancySearch]] = [
        Column(
            _("Profession"),
            lambda row: row.profession,
            link=lambda row: reverse("vacancy_search_detail", args=[person, row.pk]),
        ),
        Column(_("Day"), lambda row: row.searched_on, kind=Kind.DAY),
        Column(_("Looked through"), lambda row: row.looked_through, kind=Kind.FIGURE),
        Column(_("Found"), lambda row: len(row.found), kind=Kind.FIGURE),
        Column(pgettext("author", "By"), lambda row: row.by.get_short_name()),
    ]
    return Table(title=_("Searches before"), columns=columns, rows=rows)


def profession_table(rows: ProfessionQuerySet, *, sought: str, is_closed: bool) -> Table[Profession]:
    """Return professions with their names in both languages, each with the way to correct or close it.

    What an empty list says depends on the name that was `sought` and on whether the closed ones are shown.
    """
    columns: list[Column[Profession]] = [
        Column(
            _("Names in Kazakh"),
            lambda row: ", ".join(row.names_kk),
            link=lambda row: "" if row.closed_on else row.get_absolute_url(),
            key="kk",
            sort=kazakh_order("names_kk__0"),
        ),
        Column(
            _("Names in Russian"),
            lambda row: ", ".join(row.names_ru),
            key="ru",
            sort=kazakh_order("names_ru__0"),
        ),
        Column(_("State"), screen=_profession_state),
    ]
    nothing = _("No profession has names yet: a search finds only what is written as it asks. Add the first.")
    narrowed = _("No profession is called like this. Add it, or show all of them.")
    empty = narrowed if sought else _("No profession is closed.") if is_closed else nothing
    return Table(title=_("Professions"), columns=columns, rows=rows, empty=empty)


def _profession_state(row: Profession) -> SafeString:
    if row.closed_on:
        return noted(tag(pgettext("profession", "closed"), "done"), day(row.closed_on))
    word = pgettext("profession", "Close")
    return linked(reverse("profession_close", args=[row.pk]), word, label=f"{word}: {row}")
