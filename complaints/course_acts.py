"""The acts on a complaint, one row each: what it is called, its form, and when it is offered to whom.

The page of a complaint offers them, and one page shows and does them (`pages/files.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.states import holds
from astana_employment.toolbox.clock import today
from complaints import terms
from complaints.acts import answers, course, escalation
from complaints.forms import (
    AccusedForm,
    AssignForm,
    DeliveryForm,
    EarlierForm,
    EscalationForm,
    ExtendForm,
    InquiryResultForm,
    LongReasonForm,
    NoteForm,
    RecipientForm,
    SentForm,
)
from complaints.loaders import decides, officers_of
from complaints.models import Complaint, DeadlineChange
from complaints.states import ALL, COMPLAINT, DECIDERS, TAKERS, State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Do = Callable[[Complaint, Any, StaffMember, int], object]


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act: title (also its button), what it does in a sentence, its form, the action, when offered."""

    title: "StrOrPromise"
    lead: "StrOrPromise"
    form: Callable[[Complaint, Any], forms.Form]
    do: Do
    offered: Callable[[Complaint, StaffMember], bool]
    done: "StrOrPromise"
    tone: str = "primary"


def _plain(form: type[forms.Form]) -> Callable[[Complaint, Any], forms.Form]:
    return lambda _complaint, data: form(data)


def _versioned(action: Callable[..., object], **given: Callable[[Any], Any]) -> Do:
    """Return what calls an action with values read from the form; none named takes its cleaned data."""

    def do(complaint: Complaint, form: Any, by: StaffMember, version: int) -> object:
        values = {name: read(form) for name, read in given.items()} or form.cleaned_data
        return action(complaint=complaint, by=by, version=version, **values)

    return do


def _mine(complaint: Complaint, user: StaffMember, to: str) -> bool:
    return decides(complaint, user) and COMPLAINT.allow(complaint, to, by=user)


def _assign_form(complaint: Complaint, data: Any) -> forms.Form:
    accused = {staff.pk for staff in complaint.accused.all()}
    wished = _escalated_to(complaint)
    found = [
        (level, staff)
        for level in course.allowed_levels(complaint)
        for staff in officers_of(level)
        if staff.pk not in accused and staff.pk != complaint.assigned_to_id
    ]
    found.sort(key=lambda row: row[0] != wished)
    return AssignForm(data, officers=found, is_first=complaint.assigned_to_id is None)


def _escalated_to(complaint: Complaint) -> str:
    """Return the level to which the author passed the complaint on, if it is the successor of another."""
    before = getattr(complaint, "escalated_from", None)
    return str(before.level) if before else ""


def _may_assign(complaint: Complaint, user: StaffMember) -> bool:
    answer = getattr(complaint, "answer", None)
    is_signed = answer is not None and answer.issue_block is not None
    return complaint.is_open and not is_signed and holds(user, ALL)


def latest_extension(complaint: Complaint) -> Any:
    """Return the last day to which a complaint's term may be extended, None where it may not be."""
    entry = complaint.entry
    extended = complaint.deadline_changes.filter(kind=DeadlineChange.Kind.EXTENSION).exists()
    if extended or today() > entry.due.on:
        return None
    return terms.latest_extension(
        complaint.kind, entry.due, entry.on, regime=entry.regime.terms, calendar=working_calendar()
    )


def _may_extend(complaint: Complaint, user: StaffMember) -> bool:
    in_work = complaint.state in (State.ASSIGNED, State.INQUIRY)
    return in_work and decides(complaint, user) and latest_extension(complaint) is not None


def _extend_form(complaint: Complaint, data: Any) -> forms.Form:
    return ExtendForm(data, initial={"new_due_on": latest_extension(complaint)})


def _may_forward(complaint: Complaint, user: StaffMember) -> bool:
    if complaint.assigned_to_id is None:
        return COMPLAINT.allow(complaint, State.CLOSED, by=user) and complaint.state == State.REGISTERED
    return complaint.state in (State.ASSIGNED, State.INQUIRY) and decides(complaint, user)


def _deliver(kind: str) -> Do:
    def do(complaint: Complaint, form: Any, by: StaffMember, _version: int) -> object:
        paper = getattr(complaint, kind).paper
        return escalation.deliver(complaint=complaint, paper=paper, by=by, **form.cleaned_data)

    return do


def _has_paper(kind: str) -> Callable[[Complaint, StaffMember], bool]:
    def offered(complaint: Complaint, user: StaffMember) -> bool:
        row = getattr(complaint, kind, None)
        if row is None or row.paper_id is None or not holds(user, ALL):
            return False
        return not complaint.deliveries.filter(paper=row.paper_id).exists()

    return offered


def _sent(complaint: Complaint, form: Any, by: StaffMember, _version: int) -> object:
    return escalation.record_sent(escalation=complaint.escalation, by=by, **form.cleaned_data)


def _waits_to_be_sent(complaint: Complaint, user: StaffMember) -> bool:
    row = getattr(complaint, "escalation", None)
    is_waiting = row is not None and row.forward_by is not None and row.sent_on is None
    return is_waiting and holds(user, ALL)


ACTS: dict[str, Act] = {
    "assign": Act(
        title=_("Hand it over for consideration"),
        lead=_("Levels that are not above everybody complained of are not offered (art. 97(2))."),
        form=_assign_form,
        do=_versioned(
            course.assign,
            level=lambda form: form.wish["level"],
            to=lambda form: form.wish["to"],
            reason=lambda form: form.wish["reason"],
        ),
        offered=_may_assign,
        done=_("The complaint is handed over for consideration."),
    ),
    "inquiry": Act(
        title=_("Ask for information"),
        lead=_(
            "Another body or official is asked; the author is told. Before July 2021 the term became 30 days,"
            " since then it does not change."
        ),
        form=_plain(RecipientForm),
        do=_versioned(course.begin_inquiry, change=lambda form: form.change),
        offered=lambda complaint, user: _mine(complaint, user, State.INQUIRY),
        done=_("The inquiry is noted."),
    ),
    "inquiry-end": Act(
        title=_("End the inquiry"),
        lead=_("The complaint is under consideration again; the term stays as it is."),
        form=_plain(InquiryResultForm),
        do=_versioned(course.end_inquiry),
        offered=lambda complaint, user: (
            complaint.state == State.INQUIRY and _mine(complaint, user, State.ASSIGNED)
        ),
        done=_("The inquiry has ended."),
    ),
    "extend": Act(
        title=_("Extend the term"),
        lead=_("Once, to the day you choose; the author is told within three days."),
        form=_extend_form,
        do=_versioned(course.extend),
        offered=_may_extend,
        done=_("The term is extended."),
    ),
    "forward": Act(
        title=_("Forward it"),
        lead=_("To the body that may decide, within three working days of registration; here it is closed."),
        form=_plain(RecipientForm),
        do=_versioned(course.forward, change=lambda form: form.change),
        offered=_may_forward,
        done=_("The complaint is forwarded."),
    ),
    "leave": Act(
        title=_("Leave without consideration"),
        lead=_("An anonymous complaint is not considered by law; it stays registered."),
        form=_plain(LongReasonForm),
        do=_versioned(course.leave_anonymous),
        offered=lambda complaint, user: (
            complaint.is_anonymous
            and complaint.state in (State.ASSIGNED, State.INQUIRY)
            and decides(complaint, user)
        ),
        done=_("The complaint is left without consideration."),
    ),
    "reopen": Act(
        title=_("Write the decision anew"),
        lead=_("The answer is not signed yet; its text stays for correction."),
        form=_plain(LongReasonForm),
        do=_versioned(answers.reopen),
        offered=lambda complaint, user: (
            complaint.state == State.DECIDED
            and complaint.answer.issue_block is None
            and _mine(complaint, user, State.ASSIGNED)
        ),
        done=_("The decision can be written anew."),
    ),
    "deliver-receipt": Act(
        title=_("Note that the receipt copy reached the author"),
        lead=_("Note how it was given."),
        form=_plain(DeliveryForm),
        do=_deliver("receipt"),
        offered=_has_paper("receipt"),
        done=_("The delivery is noted."),
    ),
    "deliver-answer": Act(
        title=_("Note that the answer reached the author"),
        lead=_("Note how it was given."),
        form=_plain(DeliveryForm),
        do=_deliver("answer"),
        offered=_has_paper("answer"),
        done=_("The delivery is noted."),
    ),
    "escalate": Act(
        title=_("Pass it to the higher level"),
        lead=_(
            "The whole file goes to a higher level. Inside the department it gets a number and a term"
            " of its own."
        ),
        form=lambda complaint, data: EscalationForm(data, levels=escalation.escalation_levels(complaint)),
        do=_versioned(escalation.escalate, wish=lambda form: form.wish),
        offered=lambda complaint, user: (
            COMPLAINT.allow(complaint, State.ESCALATED, by=user) and holds(user, TAKERS)
        ),
        done=_("The complaint is passed to the higher level."),
    ),
    "sent": Act(
        title=_("Note that the file went to the deputy akim"),
        lead=_("Note how it was sent."),
        form=_plain(SentForm),
        do=_sent,
        offered=_waits_to_be_sent,
        done=_("It is noted that the file was sent."),
    ),
    "link": Act(
        title=_("Note an earlier complaint"),
        lead=_("A repeated complaint is linked to the earlier one."),
        form=_plain(EarlierForm),
        do=_versioned(course.link_earlier),
        offered=lambda complaint, user: complaint.is_open and holds(user, ALL),
        done=_("The earlier complaint is noted."),
    ),
    "accuse": Act(
        title=_("Add a person complained of"),
        lead=_("He or she no longer sees the file and cannot decide."),
        form=lambda complaint, data: AccusedForm(data, complaint=complaint),
        do=_versioned(course.add_accused),
        offered=lambda complaint, user: complaint.is_open and holds(user, ALL),
        done=_("The person is noted."),
    ),
    "close": Act(
        title=_("Close the file"),
        lead=_("The author was answered and goes no further."),
        form=_plain(NoteForm),
        do=_versioned(escalation.close),
        offered=lambda complaint, user: complaint.state == State.ANSWERED and holds(user, TAKERS | DECIDERS),
        done=_("The file is closed."),
    ),
    "withdraw": Act(
        title=_("Note that the author takes it back"),
        lead=_("Note the statement and its day. No answer is due any more."),
        form=_plain(LongReasonForm),
        do=_versioned(course.withdraw),
        offered=_may_assign,
        done=_("The complaint is withdrawn."),
        tone="danger",
    ),
}


def offered_acts(complaint: Complaint, user: StaffMember) -> list[tuple[str, Act]]:
    """Return the acts that a member of staff can do on a complaint now, in their usual order."""
    return [(slug, act) for slug, act in ACTS.items() if act.offered(complaint, user)]
