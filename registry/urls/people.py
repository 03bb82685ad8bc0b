"""Addresses of people, their names and windows, and of their applications."""

from django.urls import URLPattern, path

from registry.people.pages import applications, merge, people, register, search

urlpatterns: list[URLPattern] = [
    path("people/", search.person_search, name="person_search"),
    path("people/register/", register.person_register, name="person_register"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/name/", people.person_name, name="person_name"),
    path("people/<int:pk>/window/", people.person_window, name="person_window"),
    path("people/<int:pk>/documents/", register.person_documents, name="person_documents"),
    path("people/<int:pk>/not-same/", people.person_not_same, name="person_not_same"),
    path("people/<int:pk>/merge/", merge.person_merge, name="person_merge"),
    path("applications/<int:pk>/register/", applications.application_register, name="application_register"),
    path(
        "applications/<int:pk>/originals/", applications.application_originals, name="application_originals"
    ),
    path("applications/<int:pk>/missing/", applications.application_missing, name="application_missing"),
]
