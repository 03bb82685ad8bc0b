"""What happens to a ticket at its point: called, served, not come, handed over, put back, undone.

Every act takes the ticket as it was shown (`version`); StaleRecord when somebody moved it meanwhile.
"""

from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked, locked_at_version, record_event
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from registry.hall.acts.tickets import lock_queue, next_place
from registry.hall.loaders import require_point
from registry.hall.models import Point, QueueTicket, TicketCall, TicketState
from registry.hall.models.queue import AT_A_POINT
from registry.hall.questions import at_clerk
from registry.hall.ticket_states import (
    begin,
    close,
    open_interval,
    require_today,
    step,
    step_back,
    ticket_cannot,
)

State = TicketState

# One statement: it finds the first who waits, skips whom somebody else is moving, and calls.
_CALL_NEXT = """
    UPDATE registry_queueticket SET state = 'called', clerk_id = %s, version = version + 1
    WHERE id = (
        SELECT id FROM registry_queueticket
        WHERE day = %s AND point = %s AND state = 'waiting'
        ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""


@transaction.atomic
def call_next(*, point: int, by: StaffMember) -> QueueTicket | None:
    """Call the first who waits at a point; None when nobody does (issue: one atomic statement).

    A clerk who has called or serves somebody already gets that ticket again, so that a call whose answer
    was lost is not made twice. Two clerks never get the same person. PermissionDenied for another's point.
    """
    require_point(by, point)
    # The clerk's own second press waits here; foreign keys to the clerk do not.
    StaffMember.objects.select_for_update(no_key=True).get(pk=by.pk)
    if present := at_clerk(by):
        return present
    with connection.cursor() as cursor:
        cursor.execute(_CALL_NEXT, [by.pk, today(), point])
        found = cursor.fetchone()
    if found is None:
        return None
    ticket = QueueTicket.objects.select_related("person", "clerk").get(pk=found[0])
    last, instant = open_interval(ticket), now()
    close(last, instant)
    begin(ticket, last.ended_at or instant, previous=last)
    _call(ticket, by)
    before = {"state": State.WAITING.value}
    _record("ticket.called", ticket, by, before=before, after={"state": State.CALLED.value})
    return ticket


@transaction.atomic
def recall(*, ticket: QueueTicket, by: StaffMember) -> QueueTicket:
    """Call again who was called and has not come yet: the wall chimes once more."""
    row = _at_point(ticket, by, None)
    require_today(row)
    if row.state != State.CALLED:
        raise ticket_cannot(row)
    _call(row, by, is_recall=True)
    _record("ticket.recalled", row, by)
    return row


def start_serving(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Note that the call is answered: the person is at the point."""
    return _step(ticket, State.SERVING, "ticket.serving", by, version)


def finish(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Finish a visit as served (indicators 1.2 and 4.1)."""
    return _step(ticket, State.SERVED, "ticket.served", by, version)


def mark_no_show(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Note that who was called did not come."""
    return _step(ticket, State.NO_SHOW, "ticket.no_show", by, version)


@transaction.atomic
def mark_left(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Note that a visitor went away without having been served."""
    row = _at_point(ticket, by, version)
    moved = step(row, State.LEFT, clerk=row.clerk)
    _record("ticket.left", row, by, **moved)
    return row


@transaction.atomic
def hand_over(
    *, ticket: QueueTicket, to_point: int, by: StaffMember, version: int | None = None
) -> QueueTicket:
    """Send a visitor to another point, where he or she keeps the place that the hour of coming gives."""
    row = _at_point(ticket, by, version)
    if to_point not in Point.values or to_point == row.point:
        raise RuleViolation(_("Choose another point than this one."), clause="11", field="to_point")
    moved = step(row, State.WAITING, point=to_point, clerk=None)
    _record("ticket.handed_over", row, by, **moved)
    return row


@transaction.atomic
def put_back(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Put a visitor back into the queue of the point.

    Who was at the point waits behind everybody who waits now (something is to be fetched); who had not
    come or had left and is here after all keeps the old place, and is the next to be called.
    """
    lock_queue(today())
    row = _at_point(ticket, by, version)
    place = next_place(row.day) if row.state in AT_A_POINT else None
    moved = step(row, State.WAITING, clerk=None, place=place)
    _record("ticket.put_back", row, by, **moved)
    return row


@transaction.atomic
def undo(*, ticket: QueueTicket, by: StaffMember, version: int | None = None) -> QueueTicket:
    """Undo the last step of a ticket, also later from the history: the one before it holds again.

    RuleViolation when there is none, or when the clerk it goes back to is with somebody else by now;
    PermissionDenied for who does not work where the step was made.
    """
    row = _locked(ticket, version)
    previous = open_interval(row).previous
    require_point(by, previous.point if previous else row.point)
    moved = step_back(row)
    _record("ticket.undone", row, by, **moved)
    return row


@transaction.atomic
def _step(ticket: QueueTicket, to: State, verb: str, by: StaffMember, version: int | None) -> QueueTicket:
    row = _at_point(ticket, by, version)
    moved = step(row, to, clerk=by)
    _record(verb, row, by, **moved)
    return row


def _locked(ticket: QueueTicket, version: int | None) -> QueueTicket:
    return locked(ticket) if version is None else locked_at_version(ticket, version)


def _at_point(ticket: QueueTicket, by: StaffMember, version: int | None) -> QueueTicket:
    """Lock a ticket for who works where it stands; PermissionDenied for anybody else."""
    row = _locked(ticket, version)
    require_point(by, row.point)
    return row


def _call(ticket: QueueTicket, by: StaffMember, *, is_recall: bool = False) -> None:
    TicketCall.objects.create(
        ticket=ticket, day=ticket.day, point=ticket.point, is_recall=is_recall, by=by, at=now()
    )


def _record(verb: str, ticket: QueueTicket, by: StaffMember, **moved: Any) -> None:
    record_event(verb=verb, subject=ticket, by=by, case_file=ticket.case_file, **moved)
