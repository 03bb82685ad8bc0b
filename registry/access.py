"""The addresses of the registry, room by room; who may open each stands beside it."""

from astana_employment.department.addresses import Page
from registry.card.access import urlpatterns as card
from registry.hall.access import urlpatterns as hall
from registry.people.access import urlpatterns as people
from registry.standing.access import urlpatterns as standing
from registry.vacancies.access import urlpatterns as vacancies

urlpatterns: list[Page] = [*people, *card, *hall, *standing, *vacancies]
