"""What the record card shows on a person's page and on the desk."""

from typing import Any

from django.db.models import QuerySet

from astana_employment.department.models import Role, ServiceWindow, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import top_page
from registry.card.lists import BREACHES, DUE, Words, breach_keys, due_keys
from registry.card.overview import load_awaited
from registry.card.rows import Key
from registry.card.tables import due_or_breach_table
from registry.people.loaders import VIEW_ROLES, WORK_ROLES
from registry.people.models import Person
from registry.people.panels import (
    DeskPanel,
    PersonPanel,
    register_desk_panel,
    register_person_panel,
    top_of,
)


def person_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return what a person has still to do and what waits for judgement, with the way to the card."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    card = load_awaited(person)
    return {"card": card, "person": person} if card.registrations else None


def due_panel(window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return what is due today or late at a window: the top of the list and its length."""
    if not viewer.has_role(*WORK_ROLES):
        return None
    return {**_top(DUE, due_keys(window, today())), "is_all": window is None}


def judgement_panel(_window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the breaches that wait for the head of division; nobody else sees them."""
    if not viewer.has_role(Role.HEAD_OF_DIVISION):
        return None
    return {**_top(BREACHES, breach_keys(today())), "is_all": False}


def _top(about: Words, keys: "QuerySet[Any, Key]") -> dict[str, Any]:
    first, count = top_of(keys)
    table = top_page(due_or_breach_table(about, first), empty=about.panel_empty)
    return {"about": about, "table": table, "count": count}


register_person_panel(PersonPanel("registry/card/person_panel.html", 5, person_panel))
register_desk_panel(DeskPanel("registry/card/panel.html", 5, due_panel))
register_desk_panel(DeskPanel("registry/card/panel.html", 40, judgement_panel))
