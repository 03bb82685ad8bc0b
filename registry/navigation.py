"""The registry's entry in the top bar."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import NavigationItem, register_navigation

register_navigation(
    NavigationItem(
        url_name="desk",
        label=_("Desk"),
        key="alt+1",
        position=10,
        pages=frozenset({"queue_take", "visit_list", "visit_paper", "ticket_paper"}),
    ),
    NavigationItem(url_name="chancellery_desk", label=_("Queue of the chancellery"), key="", position=11),
    NavigationItem(
        url_name="hall",
        label=_("Hall"),
        key="",
        position=12,
        pages=frozenset({"hall_day", "window_divert", "diversion_end", "intake_override"}),
    ),
    NavigationItem(
        url_name="vacancy_list",
        label=_("Vacancies"),
        key="",
        position=35,
        pages=frozenset({"vacancy_add", "vacancy_detail", "vacancy_edit", "vacancy_close"}),
    ),
    NavigationItem(url_name="finding_list", label=_("Grounds"), key="alt+6", position=35),
)
