"""Where a complaint may go from where it stands, and who may lead it there."""

from typing import Final

from astana_employment.department.models import Role
from astana_employment.department.states import States
from complaints.models import Complaint

State = Complaint.State

TAKERS: Final = frozenset({Role.CHANCELLERY.value})
DECIDERS: Final = frozenset({Role.HEAD_OF_DIVISION.value, Role.DEPUTY_DIRECTOR.value, Role.DIRECTOR.value})
ALL: Final = TAKERS | DECIDERS

COMPLAINT: Final = States(
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
