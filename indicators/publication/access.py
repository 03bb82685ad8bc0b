"""The addresses of what is published and open to everybody, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, page
from indicators.publication import pages
from indicators.reports.loaders import REPORT_VIEWERS
from indicators.roles import SENDERS

urlpatterns: list[Page] = [
    page("indicators/media/", pages.publication_list, "publication_list", REPORT_VIEWERS),
    page("indicators/media/new/", pages.PublicationAdd, "publication_add", SENDERS),
    page("indicators/media/<int:pk>/void/", pages.PublicationVoid, "publication_void", SENDERS),
    page("service/indicators/", pages.service_indicators, "service_indicators", PUBLIC),
    page("service/<slug:slug>/", pages.service, "service", PUBLIC),
    page("open-data/indicators.json", pages.open_json, "open_json", PUBLIC),
    page("open-data/indicators.csv", pages.open_csv, "open_csv", PUBLIC),
]
