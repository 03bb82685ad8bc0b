"""Where a registration may go from where it stands, who may lead it there, and for which causes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from astana_employment.department.models import Role
from astana_employment.department.states import States
from registry.people.models import UnemploymentRegistration
from registry.standing.models import StandingDecision

Act = StandingDecision.Act
Cause = StandingDecision.Cause
State = UnemploymentRegistration.State

# The head of division, or who acts for him or her, decides (reading 45); nothing is ever automatic.
DECIDERS: Final = frozenset({Role.HEAD_OF_DIVISION.value})

REGISTRATION: Final = States(
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
    return [act for act in Act if (state, LEADS_TO[act]) in REGISTRATION.edges]
