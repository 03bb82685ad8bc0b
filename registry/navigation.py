"""The registry's entry in the top bar."""

from django.utils.translation import gettext_lazy as _

from astana_employment.navigation import NavigationItem, register_navigation

register_navigation(
    NavigationItem(url_name="desk", label=_("Desk"), key="alt+1", position=10),
    NavigationItem(
        url_name="vacancy_list",
        label=_("Vacancies"),
        key="",
        position=35,
        pages=frozenset({"vacancy_add", "vacancy_detail", "vacancy_edit", "vacancy_close"}),
    ),
)
