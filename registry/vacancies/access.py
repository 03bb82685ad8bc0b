"""The addresses of the bank of vacancies: whoever sees people looks, whoever works at the desk enters."""

from astana_employment.department.addresses import Page, page, roles
from registry.people.loaders import VIEW_ROLES, WORK_ROLES
from registry.vacancies.pages import bank, searches

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)

urlpatterns: list[Page] = [
    page("vacancies/", bank.vacancy_list, "vacancy_list", LOOK),
    page("vacancies/new/", bank.vacancy_add, "vacancy_add", WORK),
    page("vacancies/template.<slug:ending>", bank.vacancy_template, "vacancy_template", WORK),
    page("vacancies/<int:pk>/", bank.vacancy_detail, "vacancy_detail", LOOK),
    page("vacancies/<int:pk>/edit/", bank.vacancy_edit, "vacancy_edit", WORK),
    page("vacancies/<int:pk>/close/", bank.vacancy_close, "vacancy_close", WORK),
    page("people/<int:pk>/vacancies/", searches.vacancy_search, "vacancy_search", WORK),
    page(
        "people/<int:pk>/vacancies/<int:search_pk>/",
        searches.vacancy_search_detail,
        "vacancy_search_detail",
        LOOK,
    ),
    page(
        "people/<int:pk>/vacancies/<int:search_pk>/why-not/",
        searches.vacancy_search_explain,
        "vacancy_search_explain",
        WORK,
    ),
]
