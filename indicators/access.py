"""The addresses of the indicators, room by room; who may open each stands beside it."""

from astana_employment.department.addresses import Page
from indicators.annex3.access import urlpatterns as annex3
from indicators.information.access import urlpatterns as information
from indicators.publication.access import urlpatterns as publication
from indicators.reports.access import urlpatterns as reports
from indicators.surveys.access import urlpatterns as surveys

urlpatterns: list[Page] = [*annex3, *reports, *surveys, *information, *publication]
