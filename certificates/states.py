"""Where a request and a decision may go from where they stand, and who may lead them there."""

from typing import Final

from astana_employment.department.models import Role
from astana_employment.department.states import States

# Who prepares, hands over and prints (clause 14); who signs (the annexes, reading 17); who may annul.
PREPARERS: Final = frozenset({Role.CLERK.value, Role.HEAD_OF_DIVISION.value})
SIGNERS: Final = frozenset({Role.DEPUTY_DIRECTOR.value})
ANNULLERS: Final = frozenset({Role.DEPUTY_DIRECTOR.value, Role.HEAD_OF_DIVISION.value})

REQUEST: Final = States(
    {
        ("open", "waiting"): PREPARERS,
        ("waiting", "open"): PREPARERS,
        ("open", "withdrawn"): PREPARERS,
        ("waiting", "withdrawn"): PREPARERS,
        ("open", "decided"): SIGNERS,
    }
)

DECISION: Final = States(
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
