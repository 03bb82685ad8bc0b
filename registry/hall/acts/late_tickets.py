"""Visits entered afterwards from paper notes: marked, and left out of the figures of the waits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.hall.acts.tickets import letter_in, lock_queue, make_ticket
from registry.hall.loaders import require_point
from registry.hall.models import Purpose, QueueTicket, TicketInterval, TicketState
from registry.hall.ticket_states import begin, close, open_interval

State = TicketState


@dataclass(frozen=True)
class PaperTimes:
    """What the paper says of a visit: when it was called and when it was over (aware instants)."""

    called_at: datetime
    finished_at: datetime
    taken_at: datetime | None = None

    @property
    def day(self) -> date:
        """The day of the visit in Asia/Almaty."""
        return timezone.localtime(self.called_at).date()


@transaction.atomic
def enter_visit(
    *, point: int, purpose: str, times: PaperTimes, by: StaffMember, letter: str = ""
) -> QueueTicket:
    """Enter a visit that was served while the desk could not be used; its ticket is made now.

    Without `taken_at` nobody knows how long it waited. RuleViolation for times in the future, on two days
    or out of order; PermissionDenied for a point the clerk does not work at.
    """
    require_point(by, point)
    _check(times)
    lock_queue(times.day)
    begun = times.taken_at or times.called_at
    if purpose not in Purpose.values:
        raise RuleViolation(_("Choose what the visit is for."), clause="reading 2", field="purpose")
    ticket = make_ticket(
        day=times.day,
        point=point,
        taken_at=begun,
        purpose=purpose,
        letter=letter_in(letter) if letter.strip() else "",
        person=None,
        made_by=by,
        state=State.SERVED,
        clerk=by,
    )
    waited = None
    if times.taken_at is not None:
        waited = _span(ticket, State.WAITING, times.taken_at, times.called_at, previous=None)
    served = _span(ticket, State.SERVING, times.called_at, times.finished_at, previous=waited)
    begin(ticket, times.finished_at, previous=served, is_typed_in=True)
    record_event(
        verb="ticket.entered",
        subject=ticket,
        by=by,
        case_file=ticket.case_file,
        happened_on=times.day,
        after={"number": ticket.number, "point": point, "purpose": purpose},
    )
    return ticket


@transaction.atomic
def enter_times(*, ticket: QueueTicket, times: PaperTimes, by: StaffMember) -> QueueTicket:
    """Enter when a visit that nobody finished here was called and served; also when its day was closed since.

    RuleViolation for a visit that is over, and for times before its beginning, on another day, in the
    future or out of order; PermissionDenied for a point the clerk does not work at.
    """
    row = locked(ticket)
    require_point(by, row.point)
    _check(times)
    if not row.is_unfinished or times.day != row.day:
        raise RuleViolation(_("Times can be entered for an open ticket of that day only."), field="called_at")
    last = open_interval(row)
    if times.called_at < last.started_at:
        raise RuleViolation(
            _("The times must follow each other: taken, called, finished."), field="called_at"
        )
    before = {"state": row.state}
    is_served = last.state == State.SERVING
    close(last, times.finished_at if is_served else times.called_at)
    last.is_typed_in = True
    last.save(update_fields=["is_typed_in"])
    row.state, row.clerk, row.is_closed_with_day = State.SERVED, by, False
    row.version += 1
    with constraint_errors():
        row.save(update_fields=["state", "clerk", "is_closed_with_day", "version"])
    if not is_served:
        last = _span(row, State.SERVING, times.called_at, times.finished_at, previous=last)
    begin(row, times.finished_at, previous=last, is_typed_in=True)
    record_event(
        verb="ticket.entered",
        subject=row,
        by=by,
        case_file=row.case_file,
        happened_on=times.day,
        before=before,
        after={"state": State.SERVED.value},
    )
    return row


def _span(
    ticket: QueueTicket, state: State, begun: datetime, ended: datetime, *, previous: TicketInterval | None
) -> TicketInterval:
    """Write an interval that is over, from paper."""
    return TicketInterval.objects.create(
        ticket=ticket,
        state=state,
        counts_as=state,
        point=ticket.point,
        clerk=None if state == State.WAITING else ticket.clerk,
        place=ticket.place,
        started_at=begun,
        ended_at=ended,
        previous=previous,
        is_typed_in=True,
    )


def _check(times: PaperTimes) -> None:
    moments = [times.taken_at or times.called_at, times.called_at, times.finished_at]
    if times.finished_at > now():
        raise RuleViolation(_("This time is still in the future."), field="finished_at")
    if moments != sorted(moments):
        raise RuleViolation(
            _("The times must follow each other: taken, called, finished."), field="called_at"
        )
    if len({timezone.localtime(moment).date() for moment in moments}) > 1:
        raise RuleViolation(_("A visit begins and ends on one day."), field="finished_at")
