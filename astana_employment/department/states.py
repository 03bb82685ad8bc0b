"""Where a row may go from where it stands, and who may lead it there: one table a kind of row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation

# An edge that asks for no role: the worker takes it, or whoever the page lets in.
ANYBODY: Final = frozenset({"anybody"})


def holds(by: StaffMember, roles: frozenset[str]) -> bool:
    """Tell whether the person holds one of the roles today, own or delegated (readings 17, 42, 45)."""
    return bool(by.roles_on(today()) & roles)


def require_role(by: StaffMember, allowed: frozenset[str]) -> None:
    """Raise PermissionDenied unless the person holds one of the roles today, own or delegated."""
    if not holds(by, allowed):
        raise PermissionDenied


def cannot_now(row: Any) -> RuleViolation:
    """Return the refusal of an act that does not fit the state of a row."""
    return RuleViolation(
        _("This cannot be done now: the present state is “%(state)s”."),
        clause="states",
        params={"state": row.get_state_display()},
    )


@dataclass(frozen=True)
class States:
    """The edges of one kind of row, each from a state to a state, with the roles that may take it."""

    edges: Mapping[tuple[str, str], frozenset[str]]

    def allow(self, row: Any, to: str, *, by: StaffMember | None = None) -> bool:
        """Tell whether an edge leads there from where a row stands and the person may take it."""
        roles = self.edges.get((row.state, to))
        if roles is None or roles is ANYBODY or by is None:
            return roles is ANYBODY
        return holds(by, roles)

    def lead(self, row: Any, to: str, *, by: StaffMember | None = None) -> None:
        """Lead a locked row to a state; the caller saves it and records the event in the same transaction.

        RuleViolation when no edge leads there, PermissionDenied when the person may not take it.
        """
        if (row.state, to) not in self.edges:
            raise cannot_now(row)
        if not self.allow(row, to, by=by):
            raise PermissionDenied
        row.state = to
