"""What may happen to a mail, when it is tried again, and what a server's answer means. Knows no rows.

RFC 5321: a code that begins with 4 asks to come again later, one that begins with 5 refuses for good, and
after the final dot of the message the server alone knows whether it has taken it.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    HANDING_OVER = "handing_over", _("being handed over")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    UNCERTAIN = "uncertain", _("perhaps sent")
    GIVEN_UP = "given_up", _("given up")


# What waits for somebody to decide.
NEEDS_SOMEBODY: Final = (State.FAILED, State.UNCERTAIN)

# The steps of the worker that sends, and those of a person on the page of the mail.
WORKER_STEPS: Final = (
    (State.WAITING, State.SENDING),
    # A worker that died before the final dot: nothing has left, the next one begins again.
    (State.SENDING, State.SENDING),
    (State.SENDING, State.HANDING_OVER),
    (State.SENDING, State.WAITING),
    (State.SENDING, State.FAILED),
    (State.HANDING_OVER, State.SENT),
    (State.HANDING_OVER, State.WAITING),
    (State.HANDING_OVER, State.FAILED),
    (State.HANDING_OVER, State.UNCERTAIN),
)
PERSON_STEPS: Final = (
    (State.WAITING, State.WAITING),
    (State.FAILED, State.WAITING),
    (State.UNCERTAIN, State.WAITING),
    (State.GIVEN_UP, State.WAITING),
    (State.WAITING, State.GIVEN_UP),
    (State.FAILED, State.GIVEN_UP),
    (State.UNCERTAIN, State.GIVEN_UP),
)

# The pauses after the first, second, … refusal that asks to come again; three days in all.
PAUSES: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720, 720, 720)
)


class Verdict(Enum):
    """What an attempt came to."""

    ACCEPTED = "accepted"
    LATER = "later"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to, in the server's own words."""

    verdict: Verdict
    words: str


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts (one or more); None when it was tried often enough."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def verdict_on_message(code: int) -> Verdict:
    """Return what a reply to the recipient's address or to the message itself means for this mail."""
    if 200 <= code < 300:
        return Verdict.ACCEPTED
    return Verdict.NEVER if 500 <= code < 600 else Verdict.LATER
