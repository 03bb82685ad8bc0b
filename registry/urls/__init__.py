"""Addresses of the registry, one module a subject; who may open them stands in `access` and `permissions`."""

from django.urls import URLPattern

from registry.urls import card, hall, lobby, people, standing, vacancies

urlpatterns: list[URLPattern] = [
    *people.urlpatterns,
    *card.urlpatterns,
    *hall.urlpatterns,
    *lobby.urlpatterns,
    *standing.urlpatterns,
    *vacancies.urlpatterns,
]
