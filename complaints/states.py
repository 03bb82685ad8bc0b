"""Where a complaint may go from where it stands, and who may lead it there.

A small table, walked by a test against all pairs of states, and the one function every step goes through.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from complaints.models import Complaint

State = Complaint.State

TAKERS: Final = frozenset({Role.CHANCELLERY.value})
DECIDERS: Final = frozenset({Role.HEAD_OF_DIVISION.value, Role.DEPUTY_DIRECTOR.value, Role.DIRECTOR.value})
ALL: Final = TAKERS | DECIDERS

EDGES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        (State.ARRIVED, State.REGISTERED): TAKERS,
        (State.REGISTERED, State.ASSIGNED): ALL,
        (State.REGISTERED, State.CLOSED): ALL,  # forwarded: nobody here may decide, or it is not ours
        (State.REGISTERED, State.WITHDRAWN): ALL,
        (State.ASSIGNED, State.INQUIRY): DECIDERS,
        (State.ASSIGNED, State.DECIDED): DECIDERS,
        (State.ASSIGNED, State.CLOSED): DECIDERS,
        (State.ASSIGNED, State.WITHDRAWN): ALL,
        (State.INQUIRY, State.ASSIGNED): DECIDERS,
        (State.INQUIRY, State.DECIDED): DECIDERS,
        (State.INQUIRY, State.CLOSED): DECIDERS,
        (State.INQUIRY, State.WITHDRAWN): ALL,
        (State.DECIDED, State.ASSIGNED): ALL,  # before signing: written anew, or given to somebody else
        (State.DECIDED, State.ANSWERED): DECIDERS,
        (State.DECIDED, State.WITHDRAWN): ALL,
        (State.ANSWERED, State.ESCALATED): ALL,
        (State.ANSWERED, State.CLOSED): ALL,
    }
)


def allows(complaint: Complaint, to: str, by: StaffMember) -> bool:
    """Tell whether an edge leads to a state and the person's role may take it; for offering acts."""
    return bool(by.roles_on(today()) & EDGES.get((complaint.state, to), frozenset()))


def transition(complaint: Complaint, to: str, *, by: StaffMember) -> None:
    """Lead a locked complaint to a state; the caller saves it and records the event.

    RuleViolation when no edge leads there, PermissionDenied for who may not take it.
    """
    allowed = EDGES.get((complaint.state, to))
    if allowed is None:
        raise RuleViolation(
            _("This cannot be done now: the present state is “%(state)s”."),
            clause="states",
            params={"state": complaint.get_state_display()},
        )
    if not by.roles_on(today()) & allowed:
        raise PermissionDenied
    complaint.state = to
