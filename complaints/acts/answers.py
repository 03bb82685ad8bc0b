"""Deciding on a complaint and answering it: in the complaint's language, numbered and signed (reading 26).

`sign_answer` gives the answer its number, `issue_answer` makes the paper; with it the complaint is answered.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.acts.surveys import Source
from astana_employment.department.issuing import Make, acting_under, issue, new_issue_block
from astana_employment.department.models import Paper, PaperKind, Series, StaffMember
from astana_employment.department.records import locked, locked_at_version
from astana_employment.department.states import cannot_now
from astana_employment.department.terms import edition_on
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from complaints.acts.shared import (
    keep_paper,
    lock_with_complaint,
    printable,
    reason_given,
    record_act,
    save,
)
from complaints.answers import AnswerSnapshot, render_answer
from complaints.loaders import require_decides
from complaints.models import MOST_TEXT, Answer, Complaint
from complaints.states import COMPLAINT, State

Outcome = Answer.Outcome


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What is decided: how far satisfied, justified or not, the measures taken, the text of the answer."""

    outcome: str
    is_justified: bool
    text: str
    measures: str = ""


@transaction.atomic
def decide(*, complaint: Complaint, ruling: Ruling, by: StaffMember, version: int) -> Answer:
    """Decide on a complaint and keep the answer, not signed yet; return it.

    RuleViolation: satisfied but not justified (reading 26), satisfied without measures, no text, another
    state, an anonymous complaint (nobody can be answered). PermissionDenied for whom it does not lie with.
    """
    row = locked_at_version(complaint, version)
    require_decides(row, by)
    if row.is_anonymous:
        raise RuleViolation(_("An anonymous complaint has nobody to be answered to."), clause="rules 3.2")
    COMPLAINT.lead(row, State.DECIDED, by=by)
    values = _checked(ruling)
    with constraint_errors():
        answer, _is_new = Answer.objects.update_or_create(
            complaint=row,
            defaults={**values, "level": row.level, "decided_on": today(), "decided_by": by},
        )
        save(row)
    record_act(
        "complaint.decided",
        row,
        by,
        after={"outcome": answer.get_outcome_display(), "is_justified": answer.is_justified},
    )
    return answer


@transaction.atomic
def reopen(*, complaint: Complaint, reason: str, by: StaffMember, version: int) -> Complaint:
    """Take a decision back before it is signed, so that it can be written anew; its text stays."""
    row = locked_at_version(complaint, version)
    require_decides(row, by)
    if row.state == State.DECIDED and row.answer.issue_block is not None:
        raise RuleViolation(_("The answer is being signed or is signed."), clause="states")
    COMPLAINT.lead(row, State.ASSIGNED, by=by)
    save(row)
    record_act("complaint.reopened", row, by, reason=reason_given(reason))
    return row


@transaction.atomic
def sign_answer(*, complaint: Complaint, by: StaffMember, version: int) -> Answer:
    """Give the decided answer its number, day and signer, and return it; a repeat returns the same.

    From here on the answer is frozen; `issue_answer` makes the paper. PermissionDenied for whom the
    complaint does not lie with, or who decided it no longer.
    """
    row = locked(complaint)
    require_decides(row, by)
    answer = Answer.objects.filter(complaint=row).first()
    if answer is not None and answer.issue_block is not None:
        return answer
    row = locked_at_version(complaint, version)
    if row.state != State.DECIDED or answer is None or answer.decided_by_id != by.pk:
        raise cannot_now(row)
    answer.snapshot = answer_snapshot(row, answer).to_json()
    record_act("complaint.signing_began", row, by)
    # The journal stays locked until the transaction ends: nothing slow comes after this.
    answer.issue_block = new_issue_block(
        series=Series.ANSWER,
        signed_by=by,
        acting=acting_under(by, row.level),
        survey_of=row,
        survey_on=Source.COMPLAINT,
    )
    answer.save()
    return answer


def issue_answer(*, complaint: Complaint, by: StaffMember) -> Paper:
    """Make the paper of a numbered answer and return it, as `issue` does; it answers the complaint."""
    answer = Answer.objects.get(complaint=complaint)
    return issue(answer, by=by, render=render_answer, lock=lock_with_complaint, keep=_keep)


def answer_snapshot(complaint: Complaint, answer: Answer) -> AnswerSnapshot:
    """Return what the answer prints; of one that is not signed yet, for the preview."""
    first = complaint.representative
    others = [one.name for one in complaint.complainants.all()][1:]
    authors = [{"name": first.name, "address": first.address}] if first else []
    return AnswerSnapshot(
        language=complaint.spoken,
        complaint_kind=complaint.kind,
        complaint_number=complaint.number,
        registered_on=complaint.entry.on,
        authors=[*authors, *({"name": name, "address": ""} for name in others)],
        level=answer.level,
        outcome=answer.outcome,
        is_justified=answer.is_justified,
        measures=answer.measures,
        text=answer.text,
        appeal_months=complaint.entry.regime.appeal_months,
        contacts=edition_on(today()).contacts(complaint.spoken),
    )


def _checked(ruling: Ruling) -> dict[str, object]:
    if ruling.outcome != Outcome.NONE and not ruling.is_justified:
        raise RuleViolation(
            _("What is satisfied, in full or in part, was justified (reading 26)."),
            clause="reading 26",
            field="is_justified",
        )
    measures = printable(ruling.measures, field="measures", most=4000)
    if ruling.outcome != Outcome.NONE and not measures:
        raise RuleViolation(_("Say which measures were taken."), clause="22", field="measures")
    return {
        "outcome": ruling.outcome,
        "is_justified": ruling.is_justified,
        "measures": measures,
        "text": printable(ruling.text, field="text", most=MOST_TEXT, required=True),
    }


def _keep(answer: Answer, make: Make, by: StaffMember) -> Paper:
    row = answer.complaint
    paper = keep_paper(answer, make, by, kind=PaperKind.ANSWER, signed_by=answer.decided_by)
    if row.state == State.DECIDED:
        COMPLAINT.lead(row, State.ANSWERED, by=by)
        row.finished_on = max(paper.issued_on, row.entry.on)
        save(row)
        record_act("complaint.answered", row, by, after={"answer": paper.number})
    return paper
