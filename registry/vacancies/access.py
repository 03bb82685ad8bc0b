"""The addresses of the bank of vacancies: whoever sees people looks, whoever works at the desk enters.

What professions are called is the department's reference data, kept by who keeps its other pages.
"""

from astana_employment.department.addresses import Page, page, roles
from astana_employment.department.models import Role
from registry.people.loaders import VIEW_ROLES, WORK_ROLES
from registry.vacancies import pages

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
KEEP = roles(Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)

urlpatterns: list[Page] = [
    page("vacancies/", pages.vacancy_list, "vacancy_list", LOOK),
    page("vacancies/new/", pages.VacancyAdd, "vacancy_add", WORK),
    page("vacancies/template.<slug:ending>", pages.vacancy_template, "vacancy_template", WORK),
    page("vacancies/<int:pk>/", pages.vacancy_detail, "vacancy_detail", LOOK),
    page("vacancies/<int:pk>/edit/", pages.VacancyEdit, "vacancy_edit", WORK),
    page("vacancies/<int:pk>/close/", pages.VacancyClose, "vacancy_close", WORK),
    page("department/professions/", pages.profession_list, "profession_list", KEEP),
    page("department/professions/add/", pages.ProfessionAdd, "profession_add", KEEP),
    page("department/professions/<int:pk>/", pages.ProfessionEdit, "profession_edit", KEEP),
    page("department/professions/<int:pk>/close/", pages.ProfessionClose, "profession_close", KEEP),
    page("people/<int:pk>/vacancies/", pages.VacancySearchAsk, "vacancy_search", WORK),
    page(
        "people/<int:pk>/vacancies/<int:search_pk>/",
        pages.VacancySearchDetail,
        "vacancy_search_detail",
        LOOK,
    ),
    page(
        "people/<int:pk>/vacancies/<int:search_pk>/why-not/",
        pages.VacancySearchExplain,
        "vacancy_search_explain",
        WORK,
    ),
]
