"""Addresses of the reception hall."""

from django.urls import URLPattern, path

from registry.hall.pages import console, visits
from registry.hall.pages import overview as hall

urlpatterns: list[URLPattern] = [
    path("desk/", console.desk, name="desk"),
    path("chancellery/queue/", console.chancellery_desk, name="chancellery_desk"),
    path("hall/", hall.hall, name="hall"),
    path("hall/queues/", hall.hall_queues, name="hall_queues"),
    path("hall/day/", hall.hall_day, name="hall_day"),
    path("hall/divert/", hall.window_divert, name="window_divert"),
    path("hall/diversions/<int:pk>/end/", hall.diversion_end, name="diversion_end"),
    path("hall/intake/", hall.intake_override, name="intake_override"),
    path("hall/<int:point>/", console.queue_part, name="queue_part"),
    path("hall/<int:point>/next/", console.queue_next, name="queue_next"),
    path("hall/<int:point>/take/", console.queue_take, name="queue_take"),
    path("hall/<int:point>/visits/", visits.visit_list, name="visit_list"),
    path("hall/<int:point>/visits/paper/", visits.visit_paper, name="visit_paper"),
    path("tickets/<int:pk>/paper/", visits.ticket_paper, name="ticket_paper"),
    path("tickets/<int:pk>/<slug:act>/", console.ticket_act, name="ticket_act"),
    path("people/<int:pk>/ticket/", console.person_ticket, name="person_ticket"),
]
