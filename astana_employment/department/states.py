"""Where a row may go from where it stands, and who may lead it there: one table a kind of row."""

from django.core.exceptions import PermissionDenied

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today


def require_role(by: StaffMember, allowed: frozenset[str]) -> None:
    """Raise PermissionDenied unless the person holds one of the roles today, own or delegated."""
    if not by.roles_on(today()) & allowed:
        raise PermissionDenied
