"""Where a request and a decision may go from where they stand, and who may lead them there.

Two small tables, walked by a test against all pairs, and the one function that every step goes through.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.models import CertificateRequest, Decision

Edges = Mapping[tuple[str, str], frozenset[str]]

# Who prepares, hands over and prints (clause 14); who signs (the annexes, reading 17); who may annul.
PREPARERS: Final = frozenset({Role.CLERK.value, Role.HEAD_OF_DIVISION.value})
SIGNERS: Final = frozenset({Role.DEPUTY_DIRECTOR.value})
ANNULLERS: Final = frozenset({Role.DEPUTY_DIRECTOR.value, Role.HEAD_OF_DIVISION.value})

REQUEST_EDGES: Edges = MappingProxyType(
    {
        ("open", "waiting"): PREPARERS,
        ("waiting", "open"): PREPARERS,
        ("open", "withdrawn"): PREPARERS,
        ("waiting", "withdrawn"): PREPARERS,
        ("open", "decided"): SIGNERS,
    }
)

DECISION_EDGES: Edges = MappingProxyType(
    {
        # An edit is a step, too: it makes a new snapshot, which must be reviewed again.
        ("prepared", "prepared"): PREPARERS,
        ("returned", "prepared"): PREPARERS,
        ("prepared", "withdrawn"): PREPARERS,
        ("returned", "withdrawn"): PREPARERS,
        ("prepared", "returned"): SIGNERS,
        ("prepared", "signing"): SIGNERS,
        ("signing", "signed"): SIGNERS,
        # A signing that can never be finished: its number is recorded as void.
        ("signing", "withdrawn"): SIGNERS,
        ("signed", "handed_over"): PREPARERS,
        ("signed", "annulled"): ANNULLERS,
        ("handed_over", "annulled"): ANNULLERS,
        ("signed", "superseded"): SIGNERS,
        ("handed_over", "superseded"): SIGNERS,
    }
)


def require_role(by: StaffMember, allowed: frozenset[str]) -> None:
    """Raise PermissionDenied unless the person holds one of the roles today, own or delegated."""
    if not by.roles_on(today()) & allowed:
        raise PermissionDenied


def transition(row: CertificateRequest | Decision, to: str, *, by: StaffMember) -> None:
    """Lead a locked row to a state; the caller saves it and records the event in the same transaction.

    RuleViolation when no edge leads there, PermissionDenied when the person may not take it.
    """
    edges = REQUEST_EDGES if isinstance(row, CertificateRequest) else DECISION_EDGES
    allowed = edges.get((row.state, to))
    if allowed is None:
        raise RuleViolation(
            _("This cannot be done now: the present state is “%(state)s”."),
            clause="states",
            params={"state": row.get_state_display()},
        )
    require_role(by, allowed)
    row.state = to
