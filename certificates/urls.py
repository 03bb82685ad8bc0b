"""Addresses of the certificates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
