"""Addresses of the bank of vacancies and of the search for suitable ones."""

from django.urls import URLPattern, path

from registry.vacancies.pages import bank as vacancies
from registry.vacancies.pages import searches as vacancy_searches

urlpatterns: list[URLPattern] = [
    path("vacancies/", vacancies.vacancy_list, name="vacancy_list"),
    path("vacancies/new/", vacancies.vacancy_add, name="vacancy_add"),
    path("vacancies/template.<slug:ending>", vacancies.vacancy_template, name="vacancy_template"),
    path("vacancies/<int:pk>/", vacancies.vacancy_detail, name="vacancy_detail"),
    path("vacancies/<int:pk>/edit/", vacancies.vacancy_edit, name="vacancy_edit"),
    path("vacancies/<int:pk>/close/", vacancies.vacancy_close, name="vacancy_close"),
    path("people/<int:pk>/vacancies/", vacancy_searches.vacancy_search, name="vacancy_search"),
    path(
        "people/<int:pk>/vacancies/<int:search_pk>/",
        vacancy_searches.vacancy_search_detail,
        name="vacancy_search_detail",
    ),
    path(
        "people/<int:pk>/vacancies/<int:search_pk>/why-not/",
        vacancy_searches.vacancy_search_explain,
        name="vacancy_search_explain",
    ),
]
