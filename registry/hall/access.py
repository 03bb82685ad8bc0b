"""Who may open the pages of the reception hall."""

from astana_employment.department.models import Role
from astana_employment.department.permissions import register_access, roles
from registry.hall.loaders import HALL_ROLES
from registry.people.loaders import VIEW_ROLES

HALL = roles(*HALL_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

register_access(
    {
        "chancellery_desk": roles(Role.CHANCELLERY),
        "queue_part": HALL,
        "queue_next": HALL,
        "queue_take": HALL,
        "ticket_act": HALL,
        "ticket_paper": HALL,
        "visit_list": HALL,
        "visit_paper": HALL,
        "person_ticket": roles(Role.CLERK, Role.HEAD_OF_DIVISION),
        "hall": HEAD,
        "hall_queues": HEAD,
        "window_divert": HEAD,
        "diversion_end": HEAD,
        "intake_override": HEAD,
        # No name stands there: numbers, hours and shares.
        "hall_day": roles(*VIEW_ROLES, Role.MONITORING),
    }
)
