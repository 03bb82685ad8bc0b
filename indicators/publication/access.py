"""The addresses of what is published and open to everybody, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, page
from indicators.publication.pages import media, public
from indicators.reports.loaders import REPORT_VIEWERS
from indicators.roles import SENDERS

urlpatterns: list[Page] = [
    page("indicators/media/", media.publication_list, "publication_list", REPORT_VIEWERS),
    page("indicators/media/new/", media.publication_add, "publication_add", SENDERS),
    page("indicators/media/<int:pk>/void/", media.publication_void, "publication_void", SENDERS),
    page("service/indicators/", public.service_indicators, "service_indicators", PUBLIC),
    page("service/<slug:slug>/", public.service, "service", PUBLIC),
    page("open-data/indicators.json", public.open_json, "open_json", PUBLIC),
    page("open-data/indicators.csv", public.open_csv, "open_csv", PUBLIC),
]
