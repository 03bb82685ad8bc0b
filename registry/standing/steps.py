"""Where a registration may go from where it stands, who may lead it there, and for which causes.

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
from registry.people.models import UnemploymentRegistration
from registry.standing.models import StandingDecision

Act = StandingDecision.Act
Cause = StandingDecision.Cause
State = UnemploymentRegistration.State

# The head of division, or who acts for him or her, decides (reading 45); nothing is ever automatic.
DECIDERS: Final = frozenset({Role.HEAD_OF_DIVISION.value})

EDGES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("active", "suspended"): DECIDERS,
        ("suspended", "active"): DECIDERS,
        ("active", "ended"): DECIDERS,
        ("suspended", "ended"): DECIDERS,
    }
)

LEADS_TO: Final[Mapping[str, str]] = MappingProxyType(
    {Act.SUSPEND: State.SUSPENDED, Act.RESUME: State.ACTIVE, Act.END: State.ENDED}
)

CAUSES: Final[Mapping[str, tuple[Cause, ...]]] = MappingProxyType(
    {
        Act.SUSPEND: (Cause.GROUND, Cause.ASKED),
        Act.RESUME: (Cause.CLEARED, Cause.ASKED),
        Act.END: (Cause.GROUND, Cause.EMPLOYED, Cause.MOVED, Cause.ASKED),
    }
)

# Reading 10: grounds 1 to 5 suspend; 6 to 8 end. A person who breaks the dates for good may be ended, too.
GROUNDS_FOR: Final[Mapping[str, frozenset[int]]] = MappingProxyType(
    {Act.SUSPEND: frozenset(range(1, 6)), Act.RESUME: frozenset(), Act.END: frozenset(range(1, 9))}
)


def acts_from(state: str) -> list[Act]:
    """Return what can be decided on a registration in a state."""
    return [act for act in Act if (state, LEADS_TO[act]) in EDGES]


def may_decide(by: StaffMember) -> bool:
    """Tell whether the person is head of division today, by own post or by order (reading 45)."""
    return bool(by.roles_on(today()) & DECIDERS)


def require_decider(by: StaffMember) -> None:
    """Raise PermissionDenied unless the person may decide today."""
    if not may_decide(by):
        raise PermissionDenied


def transition(registration: UnemploymentRegistration, act: str, *, by: StaffMember) -> None:
    """Lead a locked registration to the state of an act; the caller saves it and records the event.

    RuleViolation when no edge leads there (ended is final), PermissionDenied for who may not take it.
    """
    to = LEADS_TO[act]
    allowed = EDGES.get((registration.state, to))
    if allowed is None:
        raise RuleViolation(
            _("This cannot be done now: the present state is “%(state)s”."),
            clause="states",
            params={"state": registration.get_state_display()},
        )
    if not by.roles_on(today()) & allowed:
        raise PermissionDenied
    registration.state = to
