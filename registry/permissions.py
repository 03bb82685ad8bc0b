"""Who may open the registry's pages."""

# Each of these packages adds its own URL names.
import registry.card.access
import registry.hall.access
import registry.hall.device_access
import registry.standing.access
import registry.vacancies.access  # noqa: F401
from astana_employment.department.models import Role
from astana_employment.department.permissions import register_access, roles
from registry.people.loaders import VIEW_ROLES, WORK_ROLES

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

register_access(
    {
        "desk": LOOK,
        "person_search": LOOK,
        "person_detail": LOOK,
        "person_register": WORK,
        "person_edit": WORK,
        "person_name": WORK,
        "person_window": WORK,
        "person_documents": WORK,
        "person_not_same": WORK,
        "person_merge": HEAD,
        "application_register": WORK,
        "application_originals": WORK,
        "application_missing": WORK,
    }
)
