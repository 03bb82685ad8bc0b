"""Addresses of the public pages and the open data; they stand in the list of information items and stay."""

from django.urls import path

from indicators.publication.pages import public

urlpatterns = [
    path("service/indicators/", public.service_indicators, name="service_indicators"),
    path("service/<slug:slug>/", public.service, name="service"),
    path("open-data/indicators.json", public.open_json, name="open_json"),
    path("open-data/indicators.csv", public.open_csv, name="open_csv"),
]
