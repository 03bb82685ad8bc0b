"""What a complaint waits for now, in a sentence: for its page and the list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from complaints.loaders import decides
from complaints.models import Complaint
from complaints.states import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """What is to be done next, and whether it is the reader who does it."""

    text: "StrOrPromise"
    is_mine: bool


_WAITS: "dict[str, StrOrPromise]" = {
    State.ARRIVED: _("The chancellery gives it a number: acceptance cannot be refused (clause 23)."),
    State.REGISTERED: _("Somebody who decides has to be named."),
    State.ASSIGNED: _("It has to be decided and answered."),
    State.INQUIRY: _("Information was asked for; note what came, or decide."),
    State.DECIDED: _("The answer has to be looked through and signed."),
    State.ANSWERED: _(
        "The author is answered: close the file, or pass it to the higher level if not satisfied."
    ),
    State.ESCALATED: _("It went to the higher level."),
    State.CLOSED: _("The file is closed."),
    State.WITHDRAWN: _("The author took it back."),
}
_BY_DECIDER = (State.ASSIGNED, State.INQUIRY, State.DECIDED)


def next_step(complaint: Complaint, user: StaffMember) -> Step:
    """Return what a complaint waits for, as its reader sees it."""
    return Step(_WAITS[complaint.state], complaint.state in _BY_DECIDER and decides(complaint, user))
