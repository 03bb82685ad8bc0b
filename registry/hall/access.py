"""The addresses of the reception hall and of its devices, and who may open them."""

from astana_employment.department.addresses import Page, devices, page, roles
from astana_employment.department.models import DeviceKind, Role
from registry.hall.loaders import HALL_ROLES
from registry.hall.pages import console, kiosk, overview, visits, wall
from registry.people.loaders import VIEW_ROLES

LOOK = roles(*VIEW_ROLES)
HALL = roles(*HALL_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)
KIOSK = devices(DeviceKind.KIOSK)
DISPLAY = devices(DeviceKind.DISPLAY)

urlpatterns: list[Page] = [
    page("desk/", console.desk, "desk", LOOK),
    page("chancellery/queue/", console.chancellery_desk, "chancellery_desk", roles(Role.CHANCELLERY)),
    page("hall/", overview.hall, "hall", HEAD),
    page("hall/queues/", overview.hall_queues, "hall_queues", HEAD),
    # No name stands there: numbers, hours and shares.
    page("hall/day/", overview.hall_day, "hall_day", roles(*VIEW_ROLES, Role.MONITORING)),
    page("hall/divert/", overview.WindowDivert, "window_divert", HEAD),
    page("hall/diversions/<int:pk>/end/", overview.DiversionEnd, "diversion_end", HEAD),
    page("hall/intake/", overview.IntakeAllow, "intake_override", HEAD),
    page("hall/<int:point>/", console.queue_part, "queue_part", HALL),
    page("hall/<int:point>/next/", console.QueueNext, "queue_next", HALL),
    page("hall/<int:point>/take/", console.QueueTake, "queue_take", HALL),
    page("hall/<int:point>/visits/", visits.visit_list, "visit_list", HALL),
    page("hall/<int:point>/visits/paper/", visits.VisitPaper, "visit_paper", HALL),
    page("tickets/<int:pk>/paper/", visits.TicketPaper, "ticket_paper", HALL),
    page("tickets/<int:pk>/<slug:act>/", console.TicketAct, "ticket_act", HALL),
    page(
        "people/<int:pk>/ticket/",
        console.PersonTicket,
        "person_ticket",
        roles(Role.CLERK, Role.HEAD_OF_DIVISION),
    ),
    page("kiosk/", kiosk.kiosk, "kiosk", KIOSK, starts=DeviceKind.KIOSK),
    page("kiosk/ticket/<int:pk>/", kiosk.kiosk_ticket, "kiosk_ticket", KIOSK),
    page("kiosk/<str:letter>/", kiosk.kiosk_purpose, "kiosk_purpose", KIOSK),
    # A number and a window, nobody's name: whoever works in the hall may print any ticket of today.
    page("hall/tickets/<int:pk>/slip/", kiosk.ticket_slip, "ticket_slip", HALL),
    page("wall/", wall.wall, "wall", DISPLAY, starts=DeviceKind.DISPLAY),
    page("wall/state/", wall.wall_state, "wall_state", DISPLAY),
]
