"""What upper apps show on a person's page and on the clerk's desk, without the registry knowing them.

An app registers its panels in its own `panels.py`; a panel is a template and the function that gives
the template its values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from astana_employment.department.models import ServiceWindow, StaffMember
from registry.people.models import Person

Subject = TypeVar("Subject")
# The rest of a longer list stands on its own page.
MOST_SHOWN = 10


@dataclass(frozen=True)
class Panel(Generic[Subject]):
    """A piece of a page: its template, its place, and its values for a subject and the viewer.

    `context` returns None when the viewer has nothing to see there.
    """

    template: str
    position: int
    context: Callable[[Subject, StaffMember], dict[str, Any] | None]


PersonPanel = Panel[Person]
# A list of work on the clerk's desk, for one window or (None) for all of them.
DeskPanel = Panel[ServiceWindow | None]

_person_panels: list[PersonPanel] = []
_desk_panels: list[DeskPanel] = []


def top_of(rows: "QuerySet[Any, Any]", most: int = MOST_SHOWN) -> tuple[list[Any], int]:
    """Return the first rows of a list and how many it has; a list that is shown whole needs no count."""
    first = list(rows[: most + 1])
    return first[:most], len(first) if len(first) <= most else rows.count()


def register_person_panel(panel: PersonPanel) -> None:
    """Show a panel on every person's page."""
    _person_panels.append(panel)
    _person_panels.sort(key=lambda row: row.position)


def register_desk_panel(panel: DeskPanel) -> None:
    """Show a list of work on the desk."""
    _desk_panels.append(panel)
    _desk_panels.sort(key=lambda row: row.position)


def _filled(panels: list[Panel[Subject]], subject: Subject, viewer: StaffMember) -> list[dict[str, Any]]:
    """Return the context of each panel that has something to show, its template under `template`."""
    filled = ((panel.template, panel.context(subject, viewer)) for panel in panels)
    return [{**values, "template": template} for template, values in filled if values is not None]


def person_panels(person: Person, viewer: StaffMember) -> list[dict[str, Any]]:
    """Return the panels of a person's page, in their order."""
    return _filled(_person_panels, person, viewer)


def desk_panels(window: ServiceWindow | None, viewer: StaffMember) -> list[dict[str, Any]]:
    """Return the lists of work on the desk, in their order."""
    return _filled(_desk_panels, window, viewer)
