"""After the answer: given to the author, passed to the higher level, or closed (clause 22)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import Paper, PaperKind, StaffMember, working_calendar
from astana_employment.department.records import locked_at_version
from astana_employment.department.states import require_role
from astana_employment.department.terms import confirmed_years
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from complaints import terms
from complaints.acts.course import allowed_levels
from complaints.acts.intake import Arrival, Author, take_in
from complaints.acts.shared import (
    printable,
    reason_given,
    record_act,
    regime_on,
    save,
)
from complaints.levels import OUTSIDE, levels_above
from complaints.models import MOST_TEXT, Complaint, Escalation, PaperDelivery
from complaints.states import ALL, COMPLAINT, TAKERS, State


@transaction.atomic
def deliver(
    *, complaint: Complaint, paper: Paper, how: str, by: StaffMember, note: str = ""
) -> PaperDelivery:
    """Note that a receipt copy or an answer reached the author: handed over, posted or e-mailed.

    RuleViolation for a paper that is not of this complaint.
    """
    require_role(by, ALL)
    if paper.case_file != complaint.case_file or paper.kind not in (PaperKind.RECEIPT, PaperKind.ANSWER):
        raise RuleViolation(_("This paper does not belong to the complaint."), field="paper")
    delivery = PaperDelivery.objects.create(
        complaint=complaint,
        paper=paper,
        how=how,
        delivered_on=today(),
        note=printable(note, field="note", most=200),
        by=by,
    )
    record_act(
        "complaint.delivered",
        complaint,
        by,
        after={"number": paper.number, "how": str(delivery.get_how_display())},
        reason=delivery.note,
    )
    return delivery


@dataclass(frozen=True, kw_only=True)
class Dissatisfaction:
    """What the author writes after the answer, how it came, and to which level it goes."""

    level: str
    text: str
    channel: str = Complaint.Channel.HAND
    received_at: datetime = field(default_factory=now)


def escalation_levels(complaint: Complaint) -> tuple[str, ...]:
    """Return the levels to which an answered complaint can go, the nearest first.

    Inside the department only those that may decide (nobody complained of, no level below the answer's);
    the deputy akim always.
    """
    inside = allowed_levels(complaint)
    return tuple(level for level in levels_above(complaint.level) if level in inside or level == OUTSIDE)


@transaction.atomic
def escalate(*, complaint: Complaint, wish: Dissatisfaction, by: StaffMember, version: int) -> Escalation:
    """Pass an answered complaint to a higher level with the whole file, and return the escalation.

    Inside the department it becomes a complaint of its own, numbered and due anew, linked to the earlier
    one; to the deputy akim the file is to be sent within three working days (art. 91(4)). Only the
    chancellery registers, so only it escalates. RuleViolation for a level that may not decide.
    """
    require_role(by, TAKERS)
    row = locked_at_version(complaint, version)
    COMPLAINT.lead(row, State.ESCALATED, by=by)
    if wish.level not in escalation_levels(row):
        raise RuleViolation(_("This level does not stand above the answer."), clause="22", field="level")
    reason = printable(wish.text, field="text", most=MOST_TEXT, required=True)
    save(row)
    is_outside = wish.level == OUTSIDE
    with constraint_errors():
        escalation = Escalation.objects.create(
            complaint=row,
            level=wish.level,
            reason=reason,
            successor=None if is_outside else take_in(arrival=_anew(row, wish, reason), by=by),
            escalated_on=today(),
            forward_by=_forward_by() if is_outside else None,
            by=by,
        )
    _record(row, escalation, by)
    return escalation


@transaction.atomic
def record_sent(*, escalation: Escalation, note: str, by: StaffMember) -> Escalation:
    """Note that the file went to the deputy akim, and how. RuleViolation when it is noted already."""
    require_role(by, ALL)
    row = Escalation.objects.select_for_update(of=("self",)).get(pk=escalation.pk)
    if row.level != OUTSIDE or row.sent_on is not None:
        raise RuleViolation(_("This file has been sent already."), clause="states")
    row.sent_on, row.sent_note = today(), reason_given(note, field="note", most=200)
    row.save()
    record_act("complaint.sent_up", row.complaint, by, reason=row.sent_note)
    return row


@transaction.atomic
def close(*, complaint: Complaint, by: StaffMember, version: int, reason: str = "") -> Complaint:
    """Close the file of an answered complaint that goes no further."""
    require_role(by, ALL)
    row = locked_at_version(complaint, version)
    COMPLAINT.lead(row, State.CLOSED, by=by)
    row.ending = Complaint.Ending.ANSWERED
    save(row)
    record_act("complaint.closed", row, by, reason=printable(reason, field="reason", most=600))
    return row


def _anew(row: Complaint, wish: Dissatisfaction, reason: str) -> Arrival:
    """Return the complaint about the answer, as it is registered for the next level."""
    authors = [
        Author(name=one.name, address=one.address, iin=one.iin, phone=one.phone, email=one.email)
        for one in row.complainants.all()
    ]
    return Arrival(
        channel=wish.channel,
        text=reason,
        received_at=wish.received_at,
        authors=authors,
        kind=row.kind,
        language=row.language,
        reply_by=row.reply_by,
        against=row.against,
        # Whoever gave the answer does not judge it.
        accused=[*row.accused.all(), *([row.assigned_to] if row.assigned_to else [])],
        earlier=row,
    )


def _forward_by() -> date:
    with confirmed_years("calendar"):
        due = terms.forwarding_due(today(), regime=regime_on(today()).terms, calendar=working_calendar())
    return due.on


def _record(row: Complaint, escalation: Escalation, by: StaffMember) -> None:
    successor = {"successor": escalation.successor.number} if escalation.successor else {}
    record_act(
        "complaint.escalated", row, by, after={"level": str(escalation.get_level_display()), **successor}
    )
