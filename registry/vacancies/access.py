"""Who may open the bank of vacancies: whoever sees people looks, whoever works at the desk enters."""

from astana_employment.department.permissions import register_access, roles
from registry.people.loaders import VIEW_ROLES, WORK_ROLES

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)

register_access(
    {
        "vacancy_list": LOOK,
        "vacancy_detail": LOOK,
        "vacancy_add": WORK,
        "vacancy_edit": WORK,
        "vacancy_close": WORK,
        "vacancy_template": WORK,
        "vacancy_search": WORK,
        "vacancy_search_detail": LOOK,
        "vacancy_search_explain": WORK,
    }
)
