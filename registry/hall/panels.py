"""What the hall shows on a person's page: the ticket at the window, or taking the person in."""

from typing import Any

from astana_employment.department.models import Role, ServiceWindow, StaffMember
from registry.hall.loaders import points_of
from registry.hall.models import Point, Purpose
from registry.hall.questions import at_clerk, open_ticket_of, queues
from registry.people.models import Person
from registry.people.panels import DeskPanel, PersonPanel, register_desk_panel, register_person_panel


def ticket_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the person's ticket of today and the one at the viewer's point; None for who serves nobody."""
    if not points_of(viewer):
        return None
    current = at_clerk(viewer)
    return {
        "ticket": open_ticket_of(person),
        "current": current,
        "is_here": current is not None and current.person_id == person.pk,
        "purposes": Purpose.choices,
        "person": person,
    }


def queues_panel(_window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return all five queues with their warnings, for the head of division (clause 7(2), 7(3))."""
    return {"queues": queues(list(Point))} if viewer.has_role(Role.HEAD_OF_DIVISION) else None


register_desk_panel(DeskPanel("registry/hall/queues_panel.html", 1, queues_panel))
register_person_panel(PersonPanel("registry/hall/person_panel.html", 1, ticket_panel))
