"""What the acts on complaints have in common: terms in force, printable texts, event rows, papers."""

from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from astana_employment.department.issuing import Make, record_issued
from astana_employment.department.models import Paper, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import require_printable
from complaints.acts.telling import send_paper
from complaints.models import Answer, Complaint, ComplaintRegime, Receipt

Row = TypeVar("Row", Receipt, Answer)


def regime_on(day: date, *, field: str | None = None) -> ComplaintRegime:
    """Return the regime in force on a day; RuleViolation beside `field` for a day without one."""
    try:
        return ComplaintRegime.objects.on(day)
    except ComplaintRegime.DoesNotExist as error:
        raise RuleViolation(
            _("No terms for complaints are in force on this day."), clause="reading 25", field=field
        ) from error


def printable(text: str, *, field: str, most: int, required: bool = False) -> str:
    """Return a text without blanks around it; RuleViolation for an empty, too long, unprintable one."""
    tidy = text.strip()
    if required and not tidy:
        raise RuleViolation(_("Fill in this field."), field=field)
    if len(tidy) > most:
        raise RuleViolation(
            _("The text is too long: %(length)s characters, at most %(most)s."),
            field=field,
            params={"length": len(tidy), "most": most},
        )
    return require_printable(tidy, field=field)


def reason_given(reason: str, *, field: str = "reason", most: int = 600) -> str:
    """Return a reason; RuleViolation when nothing is said."""
    return printable(reason, field=field, most=most, required=True)


def record_act(
    verb: str,
    complaint: Complaint,
    by: StaffMember | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    happened_on: date | None = None,
) -> None:
    """Append an act to the log under the complaint's file."""
    record_event(
        verb=verb,
        subject=complaint,
        by=by,
        case_file=complaint.case_file,
        reason=reason,
        before=before,
        after=after,
        happened_on=happened_on if happened_on and happened_on < today() else None,
    )


def save(complaint: Complaint) -> None:
    """Store a changed complaint under its next version."""
    complaint.version += 1
    complaint.save()


def initials_of(name: str) -> str:
    """Return what the public check shows of an author: the first letters of the names."""
    return " ".join(f"{part[0]}." for part in name.split()[:3]) or "–"


def lock_with_complaint(row: Row) -> Row:
    """Return a receipt copy or an answer under a lock; its complaint first, as every act on it does."""
    complaint = locked(row.complaint)
    fresh = locked(row)
    fresh.complaint = complaint
    return fresh


def keep_paper(
    row: Receipt | Answer, make: Make, by: StaffMember, *, kind: str, signed_by: StaffMember
) -> Paper:
    """Store the paper of a locked receipt copy or answer, and send it to who wished for e-mail."""
    complaint = row.complaint
    paper = make(
        kind=kind,
        signed_by=signed_by,
        case_file=complaint.case_file,
        initials=initials_of(complaint.author),
    )
    row.save(update_fields=["paper"])
    record_issued(complaint, paper, by)
    send_paper(complaint, paper, by)
    return paper
