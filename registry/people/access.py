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
    page("people/register/", register.PersonRegister, "person_register", WORK),
    page("people/<int:pk>/", people.person_detail, "person_detail", LOOK),
    page("people/<int:pk>/edit/", people.PersonEdit, "person_edit", WORK),
    page("people/<int:pk>/name/", people.PersonName, "person_name", WORK),
    page("people/<int:pk>/window/", people.PersonWindow, "person_window", WORK),
    page("people/<int:pk>/documents/", register.PersonDocuments, "person_documents", WORK),
    page("people/<int:pk>/not-same/", people.PersonNotSame, "person_not_same", WORK),
    page("people/<int:pk>/merge/", merge.PersonMerge, "person_merge", HEAD),
    page("applications/<int:pk>/register/", applications.ApplicationRegister, "application_register", WORK),
    page(
        "applications/<int:pk>/originals/", applications.application_originals, "application_originals", WORK
    ),
    page("applications/<int:pk>/missing/", applications.application_missing, "application_missing", WORK),
]
