"""What the head of division orders for the hall, each for a time and with its reason (readings 20, 31)."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, ServiceWindow, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.department.window_map import load_window_map
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors, register_violation
from registry.hall.acts.tickets import lock_queue
from registry.hall.models import IntakeOverride, Point, QueueTicket, TicketState, WindowDiversion
from registry.hall.routing import destination
from registry.hall.ticket_states import step

register_violation(
    "diversion_no_circle",
    _("The letters would come back to this window: choose another one."),
    field="to_window",
)


@transaction.atomic
def divert_window(
    *, window: ServiceWindow, to_window: ServiceWindow, until: datetime, reason: str, by: StaffMember
) -> WindowDiversion:
    """Send a window's letters to another window from now until an instant, and who waits there with them.

    RuleViolation when they are sent elsewhere already, when the way would lead in a circle, or when the
    end is past; PermissionDenied for anybody but the head of division.
    """
    _require_head(by)
    _lock()
    instant = now()
    if until <= instant:
        raise RuleViolation(_("This time is over already."), clause="11", field="until")
    with constraint_errors():
        row = WindowDiversion.objects.create(
            window=window, to_window=to_window, starts_at=instant, ends_at=until, reason=reason, by=by
        )
    after = {"window": window.number, "to_window": to_window.number, "until": _hour(until)}
    record_event(verb="window.diverted", subject=row, by=by, reason=reason, after=after)
    waiting = QueueTicket.objects.waiting_at(window.number, today())
    _send(waiting, destination(window.number, instant), by, reason)
    return row


@transaction.atomic
def end_diversion(*, diversion: WindowDiversion, by: StaffMember) -> WindowDiversion:
    """End a diversion now: the letters are back at their window, and so is who of them still waits.

    RuleViolation when it is over already; PermissionDenied for anybody but the head of division.
    """
    _require_head(by)
    _lock()
    row, instant = locked(diversion), now()
    if row.ends_at <= instant:
        raise RuleViolation(_("This diversion is over already."), clause="11")
    was_at = destination(row.window.number, instant)
    before = {"until": _hour(row.ends_at)}
    row.ends_at = max(instant, row.starts_at)
    row.save(update_fields=["ends_at"])
    after = {"until": _hour(row.ends_at)}
    record_event(verb="window.diversion_ended", subject=row, by=by, before=before, after=after)
    windows = load_window_map()
    waiting = QueueTicket.objects.waiting_at(was_at, today())
    own = [ticket for ticket in waiting if windows.number_for(ticket.letter) == row.window.number]
    _send(own, Point(row.window.number), by, row.reason)
    return row


@transaction.atomic
def allow_intake_today(*, reason: str, by: StaffMember) -> IntakeOverride:
    """Let documents for registrations be taken for the rest of the day past their hour (reading 20).

    RuleViolation without a reason or the second time; PermissionDenied for anybody but the head of division.
    """
    _require_head(by)
    with constraint_errors():
        row = IntakeOverride.objects.create(day=today(), reason=reason.strip(), by=by, at=now())
    record_event(verb="intake.overridden", subject=row, by=by, reason=row.reason)
    return row


def _hour(instant: datetime) -> str:
    """Return an instant as the event log shows it: the hour in Astana."""
    return f"{timezone.localtime(instant):%d.%m.%Y %H:%M}"


def _require_head(by: StaffMember) -> None:
    if not by.has_role(Role.HEAD_OF_DIVISION):
        raise PermissionDenied


def _lock() -> None:
    """Let one head of division order after the other, and no ticket be taken by the old way meanwhile."""
    lock_queue(today())
    list(ServiceWindow.objects.select_for_update(no_key=True).order_by("number"))


def _send(tickets: Iterable[QueueTicket], point: Point, by: StaffMember, reason: str) -> None:
    """Send who waits to another point; who is called meanwhile is served where he or she was."""
    for ticket in tickets:
        row = locked(ticket)
        if row.state != TicketState.WAITING or row.point == point:
            continue
        moved = step(row, TicketState.WAITING, point=point, clerk=None)
        record_event(
            verb="ticket.handed_over",
            subject=row,
            by=by,
            case_file=row.case_file,
            reason=reason,
            before=moved["before"],
            after=moved["after"],
        )
