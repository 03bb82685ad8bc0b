"""The last search for suitable vacancies on a person's page, and the way to a new one."""

from typing import Any

from astana_employment.department.models import StaffMember
from registry.people.loaders import VIEW_ROLES, WORK_ROLES
from registry.people.models import Person
from registry.people.models.registration import current_registration
from registry.people.panels import PersonPanel, register_person_panel
from registry.vacancies.models import VacancySearch


def person_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the last search for a registered person (one query); nothing for anybody else."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    registration = current_registration(person)
    if registration is None:
        return None
    searches = VacancySearch.objects.filter(registration=registration).order_by("-id")
    return {
        "person": person,
        "search": searches.values("pk", "profession", "searched_on", "found__len").first(),
        "may_search": viewer.has_role(*WORK_ROLES),
    }


register_person_panel(PersonPanel("registry/vacancies/panel.html", 20, person_panel))
