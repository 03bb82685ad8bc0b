"""Addresses of the devices in the hall."""

from django.urls import URLPattern, path

from registry.views import kiosk, wall

urlpatterns: list[URLPattern] = [
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("wall/", wall.wall, name="wall"),
]
