"""The end of a day of the hall: no visit stays open for ever (reading 62)."""

from django.db import transaction

from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import today
from registry.hall.models import QueueTicket
from registry.hall.models.queue import OPEN_STATES
from registry.hall.ticket_states import close_with_day


def close_past_days() -> int:
    """Close every visit of an earlier day that nobody finished, and return how many there were.

    Who still waited or did not answer a call has left unserved; who was at a window was served, how long
    nobody knows. Each visit is a transaction of its own, so that the work may be stopped and begun again.
    """
    open_ones = QueueTicket.objects.filter(day__lt=today(), state__in=OPEN_STATES).order_by("pk")
    return sum(_close(ticket) for ticket in open_ones)


@transaction.atomic
def _close(ticket: QueueTicket) -> bool:
    row = locked(ticket)
    if row.state not in OPEN_STATES:
        return False
    moved = close_with_day(row)
    record_event(
        verb="ticket.closed_with_day",
        subject=row,
        by=None,
        case_file=row.case_file,
        happened_on=row.day,
        before=moved["before"],
        after=moved["after"],
    )
    return True
