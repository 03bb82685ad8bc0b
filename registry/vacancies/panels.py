"""The last search for suitable vacancies on a person's page, and the way to a new one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery

from astana_employment.models import StaffMember
from registry.access import VIEW_ROLES, WORK_ROLES
from registry.models import Person, UnemploymentRegistration, VacancySearch
from registry.panels import PersonPanel, register_person_panel


def person_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the last search for a registered person (one query); nothing for anybody else."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    last = VacancySearch.objects.filter(registration=OuterRef("pk")).order_by("-id")
    names = ("pk", "profession", "searched_on", "found__len")
    values = {f"search_{name}": Subquery(last.values(name)[:1]) for name in names}
    rows = UnemploymentRegistration.objects.current().filter(person=person)
    row: Mapping[str, object] | None = rows.values(**values).first()
    if row is None:
        return None
    return {
        "person": person,
        "search": {name: row[f"search_{name}"] for name in names} if row["search_pk"] else None,
        "may_search": viewer.has_role(*WORK_ROLES),
    }


register_person_panel(PersonPanel("registry/vacancies/panel.html", 20, person_panel))
