"""A complaint on its way: given to who decides, inquired into, extended, forwarded, withdrawn.

Every act that changes the day an answer is due writes a `DeadlineChange` with the old and the new day and
the letter by which the author learns of it.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.records import locked_at_version
from astana_employment.department.states import cannot_now, require_role
from astana_employment.department.terms import confirmed_years
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from complaints import terms
from complaints.acts.shared import printable, reason_given, record_act, save
from complaints.acts.telling import tell_author
from complaints.levels import OUTSIDE, levels_from, lowest_level
from complaints.loaders import accused_roles, officers_of, require_decides
from complaints.models import Complaint, ComplaintAgainst, DeadlineChange
from complaints.states import ALL, COMPLAINT, State
from complaints.wording import change_letter

Kind = DeadlineChange.Kind


def allowed_levels(complaint: Complaint) -> tuple[str, ...]:
    """Return the levels inside the department that may decide on a complaint, the lowest first.

    None when the director is complained of: it goes to the deputy akim (clause 22).
    """
    lowest = lowest_level(accused_roles(complaint))
    return tuple(level for level in levels_from(lowest) if level != OUTSIDE)


@transaction.atomic
def assign(
    *, complaint: Complaint, level: str, to: StaffMember, by: StaffMember, version: int, reason: str = ""
) -> Complaint:
    """Give a complaint to who decides at a level; once it lies with somebody, a reason is needed.

    RuleViolation: the level is not above everybody complained of, the person does not hold the post today
    or is complained of (the database says so, too), the answer is being signed. StaleRecord,
    PermissionDenied.
    """
    require_role(by, ALL)
    row = _loaded(complaint, version, by)
    if level not in allowed_levels(row):
        raise RuleViolation(
            _("This level may not decide: it is not above everybody complained of (art. 97(2))."),
            clause="art. 97(2)",
            field="to",
        )
    if not officers_of(level).filter(pk=to.pk).exists():
        raise RuleViolation(_("This person does not hold the post of that level today."), field="to")
    before = {"assigned_to": row.assigned_to and str(row.assigned_to), "level": row.level}
    is_first = row.assigned_to_id is None
    if not is_first:
        reason = reason_given(reason)
        _refuse_numbered(row)
    if row.state not in (State.ASSIGNED, State.INQUIRY):
        COMPLAINT.lead(row, State.ASSIGNED, by=by)
    row.level, row.assigned_to = level, to
    with constraint_errors({"complaint_never_to_the_accused": "to"}):
        save(row)
    record_act(
        "complaint.assigned" if is_first else "complaint.reassigned",
        row,
        by,
        before=before,
        after={"assigned_to": str(to), "level": level},
        reason=reason,
    )
    return row


@transaction.atomic
def add_accused(*, complaint: Complaint, staff: StaffMember, by: StaffMember, version: int) -> Complaint:
    """Note that a member of staff is complained of, too; he or she no longer sees the file.

    RuleViolation when the complaint lies with this very person: give it to somebody else first.
    """
    require_role(by, ALL)
    row = _loaded(complaint, version, by)
    with constraint_errors({"complaint_never_to_the_accused": "staff", "complaint_against_once": "staff"}):
        ComplaintAgainst.objects.create(complaint=row, staff=staff)
    save(row)
    record_act("complaint.accused_added", row, by, after={"accused": str(staff)})
    return row


@transaction.atomic
def link_earlier(*, complaint: Complaint, earlier: Complaint, by: StaffMember, version: int) -> Complaint:
    """Note that a complaint repeats an earlier one of the same author.

    RuleViolation for itself, for one that came later, and for one that waits for its number.
    """
    require_role(by, ALL)
    row = _loaded(complaint, version, by)
    if earlier.pk >= row.pk or not earlier.number:
        raise RuleViolation(_("The earlier complaint must have been registered before."), field="earlier")
    before = {"earlier": row.earlier and str(row.earlier)}
    row.earlier = earlier
    with constraint_errors({"complaint_not_its_own_earlier": "earlier"}):
        save(row)
    record_act("complaint.linked", row, by, before=before, after={"earlier": str(earlier)})
    return row


@dataclass(frozen=True, kw_only=True)
class Change:
    """Why a term changes: the reason, and who is asked or to whom it is forwarded."""

    reason: str
    recipient: str = ""


@transaction.atomic
def begin_inquiry(*, complaint: Complaint, change: Change, by: StaffMember, version: int) -> DeadlineChange:
    """Ask another body or official for information; where the regime knows a longer term, it holds now.

    From July 2021 a complaint's term stays as it is (art. 99): the author is told all the same.
    """
    row = _loaded(complaint, version, by)
    require_decides(row, by)
    COMPLAINT.lead(row, State.INQUIRY, by=by)
    recipient = printable(change.recipient, field="recipient", most=300, required=True)
    entry = row.entry
    with confirmed_years("calendar"):
        due = terms.inquiry_due(entry.due, entry.on, regime=entry.regime.terms, calendar=working_calendar())
    return _change(row, Kind.INQUIRY, due, reason_given(change.reason), recipient, by)


@transaction.atomic
def end_inquiry(*, complaint: Complaint, result: str, by: StaffMember, version: int) -> Complaint:
    """Note what the inquiry brought; the complaint is under consideration again, its term stays."""
    row = _loaded(complaint, version, by)
    require_decides(row, by)
    COMPLAINT.lead(row, State.ASSIGNED, by=by)
    save(row)
    record_act("complaint.inquiry_ended", row, by, reason=reason_given(result, field="result"))
    return row


@transaction.atomic
def extend(
    *, complaint: Complaint, new_due_on: date, reason: str, by: StaffMember, version: int
) -> DeadlineChange:
    """Extend a term once, to a day within the law's limit, before it has run out.

    RuleViolation: no extension is allowed (art. 99), the day is not later or beyond the limit, the term
    has run out or was extended already.
    """
    row = _loaded(complaint, version, by)
    require_decides(row, by)
    _refuse_closed_for_change(row)
    entry = row.entry
    with confirmed_years("calendar"):
        latest = terms.latest_extension(
            row.kind, entry.due, entry.on, regime=entry.regime.terms, calendar=working_calendar()
        )
    _check_extension(row, entry.due.on, new_due_on, latest)
    due = terms.extended_due(new_due_on, row.entry.on, regime=row.entry.regime.terms)
    return _change(row, Kind.EXTENSION, due, reason_given(reason), "", by)


@transaction.atomic
def forward(*, complaint: Complaint, change: Change, by: StaffMember, version: int) -> DeadlineChange:
    """Send an appeal on to who may decide it, and tell the author; with that it is closed here.

    What was due is the forwarding: within three working days of registration (art. 65, art. 91(4)).
    """
    require_role(by, ALL)
    row = _loaded(complaint, version, by)
    if row.assigned_to_id is not None:
        require_decides(row, by)
    COMPLAINT.lead(row, State.CLOSED, by=by)
    recipient = printable(change.recipient, field="recipient", most=300, required=True)
    row.ending, row.finished_on = Complaint.Ending.FORWARDED, _finished(row)
    with confirmed_years("calendar"):
        due = terms.forwarding_due(row.entry.on, regime=row.entry.regime.terms, calendar=working_calendar())
    return _change(row, Kind.FORWARDING, due, reason_given(change.reason), recipient, by)


@transaction.atomic
def leave_anonymous(*, complaint: Complaint, reason: str, by: StaffMember, version: int) -> Complaint:
    """Leave an anonymous complaint without consideration (rules 3.2): it stays recorded and counted.

    RuleViolation for one whose author is known.
    """
    row = _loaded(complaint, version, by)
    require_decides(row, by)
    if not row.is_anonymous:
        raise RuleViolation(_("The author is known: the complaint has to be answered."), clause="23")
    COMPLAINT.lead(row, State.CLOSED, by=by)
    row.ending, row.finished_on = Complaint.Ending.ANONYMOUS, _finished(row)
    save(row)
    record_act("complaint.left", row, by, reason=reason_given(reason))
    return row


@transaction.atomic
def withdraw(*, complaint: Complaint, reason: str, by: StaffMember, version: int) -> Complaint:
    """Note that the author took the complaint back, and by which statement; no answer is due any more."""
    require_role(by, ALL)
    row = _loaded(complaint, version, by)
    _refuse_numbered(row)
    COMPLAINT.lead(row, State.WITHDRAWN, by=by)
    row.withdrawn_on = _finished(row)
    save(row)
    record_act("complaint.withdrawn", row, by, reason=reason_given(reason))
    return row


# --- shared --------------------------------------------------------------------------------------
def _loaded(complaint: Complaint, version: int, by: StaffMember) -> Complaint:
    """Return the complaint locked at the version it was shown; PermissionDenied for the accused."""
    row = locked_at_version(complaint, version)
    if ComplaintAgainst.objects.filter(complaint=row, staff=by).exists():
        raise PermissionDenied
    return row


def _refuse_numbered(row: Complaint) -> None:
    """Refuse to touch a complaint whose answer is being signed or is signed."""
    answer = getattr(row, "answer", None)
    if answer is not None and answer.issue_block is not None:
        raise RuleViolation(_("The answer is being signed or is signed."), clause="states")


def _refuse_closed_for_change(row: Complaint) -> None:
    if row.state not in (State.ASSIGNED, State.INQUIRY):
        raise cannot_now(row)


def _check_extension(row: Complaint, due_on: date, new_due_on: date, latest: date | None) -> None:
    if latest is None:
        raise RuleViolation(
            _("The term of a complaint cannot be extended (art. 99 of the Code)."),
            clause="art. 99",
            field="new_due_on",
        )
    if row.deadline_changes.filter(kind=Kind.EXTENSION).exists():
        raise RuleViolation(_("The term was extended already; the law allows it once."), field="new_due_on")
    if today() > due_on:
        raise RuleViolation(_("The term has run out; it can no longer be extended."), field="new_due_on")
    if not due_on < new_due_on <= latest:
        raise RuleViolation(
            _("Choose a day after %(due)s, at the latest %(latest)s."),
            field="new_due_on",
            params={"due": f"{due_on:%d.%m.%Y}", "latest": f"{latest:%d.%m.%Y}"},
        )


def _finished(row: Complaint) -> date:
    """Return today, or the day of registration if that lies ahead (registered after hours, art. 64)."""
    return max(today(), row.entry.on)


_VERBS = {
    Kind.INQUIRY.value: "complaint.inquiry_began",
    Kind.EXTENSION.value: "complaint.extended",
    Kind.FORWARDING.value: "complaint.forwarded",
}


def _change(
    row: Complaint, kind: str, due: DueDate, reason: str, recipient: str, by: StaffMember
) -> DeadlineChange:
    """Write the new due day on the complaint, keep both days with the letter, and tell the author."""
    old_due_on, day = row.entry.due.on, _finished(row)
    row.due_on, row.due_rule = due.on, due.as_json()
    with constraint_errors():
        save(row)
    with confirmed_years("calendar"):
        notice = terms.notice_due(day, regime=row.entry.regime.terms, calendar=working_calendar())
    letter = change_letter(
        kind,
        reason=reason,
        recipient=recipient,
        day=day if kind == Kind.FORWARDING else due.on,
        language=row.spoken,
    )
    with constraint_errors():
        change = DeadlineChange.objects.create(
            complaint=row,
            kind=kind,
            reason=reason,
            recipient=recipient,
            old_due_on=old_due_on,
            new_due_on=due.on,
            rule=due.as_json(),
            decided_on=day,
            notice_due_on=notice.on,
            letter=letter,
            is_emailed=tell_author(row, body=letter, key=f"change-{row.pk}-{row.version}", by=by),
            by=by,
        )
    record_act(
        _VERBS[kind],
        row,
        by,
        before={"due_on": old_due_on.isoformat()},
        after={"due_on": due.on.isoformat(), **({"recipient": recipient} if recipient else {})},
        reason=reason,
    )
    return change
