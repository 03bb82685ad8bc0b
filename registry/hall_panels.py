"""What the hall shows on a person's page: the ticket at the window, or taking the person in."""

from typing import Any

from astana_employment.models import StaffMember
from registry.actions.calls import at_clerk
from registry.actions.tickets import open_ticket_of
from registry.hall_access import points_of
from registry.models import Person, Purpose
from registry.panels import PersonPanel, register_person_panel


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


register_person_panel(PersonPanel("registry/hall/person_panel.html", 1, ticket_panel))
