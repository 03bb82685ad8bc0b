"""Where a visit may go from where it stands, and the one step.

A step closes the open interval, opens the next and moves the ticket; the caller records the event.
"""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import as_json
from astana_employment.department.states import ANYBODY, States
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.hall.models import QueueTicket, TicketInterval, TicketState
from registry.hall.models.queue import AFTER_THE_DAY

State = TicketState

# An undo goes back along any of these edges (`TicketInterval.previous`).
TICKET: Final = States(
    {
        ("waiting", "called"): ANYBODY,
        # Found at the window before the call.
        ("waiting", "serving"): ANYBODY,
        # Handed over to another window.
        ("waiting", "waiting"): ANYBODY,
        ("waiting", "left"): ANYBODY,
        ("called", "serving"): ANYBODY,
        ("called", "served"): ANYBODY,
        # Put back, or handed over.
        ("called", "waiting"): ANYBODY,
        ("called", "no_show"): ANYBODY,
        ("called", "left"): ANYBODY,
        ("serving", "served"): ANYBODY,
        ("serving", "waiting"): ANYBODY,
        ("serving", "left"): ANYBODY,
        ("no_show", "waiting"): ANYBODY,
        ("left", "waiting"): ANYBODY,
    }
)
_MOVED = ("state", "point", "clerk", "place")
# What the event log tells of a step. Reading the clerk for it would be a query a step.
_LOGGED = ("state", "point")


def ticket_cannot(ticket: QueueTicket) -> RuleViolation:
    """Return the refusal of an act that does not fit the state of a ticket."""
    return RuleViolation(
        _("This cannot be done now: ticket %(number)s, %(state)s."),
        clause="states",
        params={"number": ticket.number, "state": ticket.get_state_display()},
    )


def require_today(ticket: QueueTicket) -> None:
    """Raise RuleViolation for a ticket of another day: a browser left open overnight moves nobody."""
    if ticket.day != today():
        raise RuleViolation(
            _("Ticket %(number)s is of another day. What was served then can be entered from paper notes."),
            clause="10",
            params={"number": ticket.number},
        )


def step(
    ticket: QueueTicket,
    to: str,
    *,
    point: int | None = None,
    clerk: StaffMember | None,
    place: int | None = None,
) -> dict[str, dict[str, Any]]:
    """Lead a locked ticket along an edge, now; return what changed as `before` and `after` for its event.

    RuleViolation when the ticket is of another day, no edge leads there, or the clerk is with somebody else.
    """
    require_today(ticket)
    if not TICKET.allow(ticket, to):
        raise ticket_cannot(ticket)
    target = {
        "state": to,
        "point": ticket.point if point is None else point,
        "clerk": clerk,
        "place": ticket.place if place is None else place,
    }
    return _move(ticket, target, previous=None)


def step_back(ticket: QueueTicket) -> dict[str, dict[str, Any]]:
    """Undo the last step of a locked ticket: back to the state, point, clerk and place before it.

    The time in the state that is undone counts as time in the state before it: whoever was called by
    mistake went on waiting. RuleViolation when there is nothing to undo.
    """
    require_today(ticket)
    previous = open_interval(ticket).previous
    if previous is None:
        raise RuleViolation(_("There is nothing to undo."), clause="states")
    target = {name: getattr(previous, name) for name in _MOVED}
    return _move(ticket, target, previous=previous)


def close_with_day(ticket: QueueTicket) -> dict[str, dict[str, Any]]:
    """Lead a locked ticket of an earlier day to where the end of the day leaves it (`AFTER_THE_DAY`).

    Nobody knows how long its last state lasted: the interval ends where it began and is not measured.
    """
    last, before = open_interval(ticket), {"state": ticket.state}
    last.ended_at, last.is_clock_off = last.started_at, True
    last.save(update_fields=["ended_at", "is_clock_off"])
    ticket.state = AFTER_THE_DAY[TicketState(ticket.state)]
    ticket.is_closed_with_day = True
    ticket.version += 1
    ticket.save(update_fields=["state", "is_closed_with_day", "version"])
    begin(ticket, last.started_at, previous=None)
    return {"before": before, "after": {"state": str(ticket.state)}}


def open_interval(ticket: QueueTicket) -> TicketInterval:
    """Return the interval that a ticket stands in."""
    return ticket.intervals.select_related("previous__clerk").get(ended_at__isnull=True)


def _move(
    ticket: QueueTicket, target: dict[str, Any], *, previous: TicketInterval | None
) -> dict[str, dict[str, Any]]:
    """Write a step; with `previous` it is the one gone back to."""
    last, instant = open_interval(ticket), now()
    close(last, instant)
    if previous:
        # What was undone, and what was undone on the way there, was in truth time in the state before it.
        ticket.intervals.filter(pk__gt=previous.pk).update(counts_as=previous.counts_as)
    before = {name: as_json(getattr(ticket, name)) for name in _LOGGED}
    for name, value in target.items():
        setattr(ticket, name, value)
    ticket.version += 1
    with constraint_errors():
        ticket.save(update_fields=[*target, "version"])
    begin(ticket, last.ended_at or instant, previous=previous.previous if previous else last)
    return changed(before, {name: as_json(getattr(ticket, name)) for name in _LOGGED})


def close(interval: TicketInterval, instant: datetime) -> None:
    """End an interval. If the clock was set back before its beginning it ends there, and says so.

    So does what had ended at that beginning: nobody knows which of the two clocks was right.
    """
    interval.ended_at = max(instant, interval.started_at)
    interval.is_clock_off = instant < interval.started_at
    interval.save(update_fields=["ended_at", "is_clock_off"])
    if interval.is_clock_off:
        before = TicketInterval.objects.filter(ticket=interval.ticket_id, ended_at=interval.started_at)
        before.update(is_clock_off=True)


def begin(
    ticket: QueueTicket, instant: datetime, *, previous: TicketInterval | None, is_typed_in: bool = False
) -> TicketInterval:
    """Open the interval of the state that a ticket has come to."""
    return TicketInterval.objects.create(
        ticket=ticket,
        state=ticket.state,
        counts_as=ticket.state,
        point=ticket.point,
        clerk=ticket.clerk,
        place=ticket.place,
        started_at=instant,
        previous=previous,
        is_typed_in=is_typed_in,
    )


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the values that differ, as the event log takes them."""
    names = [name for name in _LOGGED if before.get(name) != after[name]]
    return {
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
    }
