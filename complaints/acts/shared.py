"""What the acts on complaints have in common: the calendar's refusal, printable texts, event rows, papers."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.acts.papers import store_paper
from astana_employment.department.models import Paper, ServiceStandard, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import UnconfirmedYear
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError, validate_printable
from astana_employment.toolbox.papers.issue import Contacts, DocumentError, Language
from complaints.acts.telling import send_paper
from complaints.models import Answer, Complaint, ComplaintRegime, Receipt

logger = logging.getLogger(__name__)
Render = Callable[[Mapping[str, Any], Mapping[str, Any]], bytes]
Also = Callable[[Paper], object]


@contextmanager
def confirmed_years() -> Iterator[None]:
    """Say to people that a year's days off are not confirmed, instead of crashing on it."""
    try:
        yield
    except UnconfirmedYear as error:
        raise RuleViolation(
            _(
                "The days off of %(year)s are not confirmed, so no term can be counted. The head of division"
                " confirms them under “Working days”."
            ),
            clause="calendar",
            params={"year": error.year},
        ) from error


def regime_on(day: date, *, field: str | None = None) -> ComplaintRegime:
    """Return the regime in force on a day; RuleViolation beside `field` for a day without one."""
    try:
        return ComplaintRegime.objects.on(day)
    except ComplaintRegime.DoesNotExist as error:
        raise RuleViolation(
            _("No terms for complaints are in force on this day."), clause="reading 25", field=field
        ) from error


def contacts_on(day: date, language: Language) -> Contacts:
    """Return where a paper sends its reader, from the edition in force; RuleViolation without one."""
    try:
        return ServiceStandard.objects.on(day).contacts(language)
    except ServiceStandard.DoesNotExist as error:
        raise RuleViolation(
            _("No edition of the standard was in force on this day."), clause="reading 39"
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
    try:
        validate_printable(tidy)
    except ValidationError as error:
        raise RuleViolation("; ".join(error.messages), clause="printable", field=field) from error
    return tidy


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


def issue_paper(
    row: Receipt | Answer, *, kind: str, render: Render, by: StaffMember, also: Also | None = None
) -> Paper:
    """Make the paper of a row that has its number, and keep it; a repeat returns the same paper.

    `also` is done in the transaction that keeps the paper: a crash leaves both or none.
    Must not run inside a transaction (RuntimeError). PaperError or DocumentError when it could not be made:
    it then keeps its number until the next attempt.
    """
    fresh = type(row)._default_manager.select_related("paper").get(pk=row.pk)
    if fresh.paper is not None:
        return fresh.paper
    try:
        pdf = render(fresh.snapshot or {}, fresh.issue_block or {})
    except (PaperError, DocumentError):
        logger.exception("The paper %s could not be made; it keeps its number", fresh.number)
        raise
    return _store(fresh, kind, pdf, by, also)


@transaction.atomic(durable=True)
def _store(row: Receipt | Answer, kind: str, pdf: bytes, by: StaffMember, also: Also | None) -> Paper:
    complaint = locked(row.complaint)  # first, as every act on it does
    fresh = locked(row)
    if fresh.paper is not None:
        return fresh.paper
    signer = fresh.decided_by if isinstance(fresh, Answer) else complaint.registered_by
    paper = store_paper(
        kind=kind,
        snapshot=fresh.snapshot or {},
        issue_block=fresh.issue_block or {},
        pdf=pdf,
        signed_by=signer or by,
        case_file=complaint.case_file,
        initials=initials_of(complaint.author),
    )
    fresh.paper = paper
    fresh.save(update_fields=["paper"])
    record_act("paper.issued", complaint, by, after={"number": paper.number, "sha256": paper.sha256})
    send_paper(complaint, paper, by)
    if also is not None:
        also(paper)
    return paper
