"""Addresses of the devices in the hall."""

from django.urls import URLPattern, path

from registry.hall.pages import kiosk, wall

urlpatterns: list[URLPattern] = [
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("kiosk/ticket/<int:pk>/", kiosk.kiosk_ticket, name="kiosk_ticket"),
    path("kiosk/<str:letter>/", kiosk.kiosk_purpose, name="kiosk_purpose"),
    path("hall/tickets/<int:pk>/slip/", kiosk.ticket_slip, name="ticket_slip"),
    path("wall/", wall.wall, name="wall"),
    path("wall/state/", wall.wall_state, name="wall_state"),
]
