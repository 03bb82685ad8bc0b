"""The addresses of people and of their applications, and who may open them."""

from astana_employment.department.addresses import Page, page, roles
from astana_employment.department.models import Role
from registry.people.loaders import VIEW_ROLES, WORK_ROLES
from registry.people.pages import applications, merge, people, register, search

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

urlpatterns: list[Page] = [
    page("people/", search.person_search, "person_search", LOOK),
    page("people/register/", register.person_register, "person_register", WORK),
    page("people/<int:pk>/", people.person_detail, "person_detail", LOOK),
    page("people/<int:pk>/edit/", people.person_edit, "person_edit", WORK),
    page("people/<int:pk>/name/", people.person_name, "person_name", WORK),
    page("people/<int:pk>/window/", people.person_window, "person_window", WORK),
    page("people/<int:pk>/documents/", register.person_documents, "person_documents", WORK),
    page("people/<int:pk>/not-same/", people.person_not_same, "person_not_same", WORK),
    page("people/<int:pk>/merge/", merge.person_merge, "person_merge", HEAD),
    page("applications/<int:pk>/register/", applications.application_register, "application_register", WORK),
    page(
        "applications/<int:pk>/originals/", applications.application_originals, "application_originals", WORK
    ),
    page("applications/<int:pk>/missing/", applications.application_missing, "application_missing", WORK),
]
