"""Taking complaints in: they arrive, get their number, their term and their receipt copy (clauses 22, 23).

`arrive` stores what the author handed in; `register` gives the number, the due day and the receipt copy's
number in one short transaction; `issue_receipt` makes the copy afterwards, outside of any transaction.
Whoever stores attachments does so between the two, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from astana_employment.department.acts.mail import check_address
from astana_employment.department.acts.surveys import Source
from astana_employment.department.issuing import Make, issue, new_issue_block
from astana_employment.department.models import (
    Paper,
    PaperKind,
    Series,
    StaffMember,
    format_number,
    next_number,
    working_calendar,
)
from astana_employment.department.records import locked
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from complaints import terms
from complaints.acts.attachments import attach
from complaints.acts.shared import (
    keep_paper,
    lock_with_complaint,
    printable,
    record_act,
    regime_on,
    save,
)
from complaints.files import CheckedFile
from complaints.models import MOST_TEXT, Complainant, Complaint, ComplaintAgainst, Receipt
from complaints.receipts import ReceiptSnapshot, render_receipt
from complaints.states import COMPLAINT, State
from complaints.wording import rule_text

MOST_AUTHORS = 50


@dataclass(frozen=True, kw_only=True)
class Author:
    """One of those who signed."""

    name: str
    address: str = ""
    iin: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What was handed in: how it came and when, who signed, how to answer, about whom or what, the text.

    `enclosures` are the papers handed in along with it, one a line. No authors means anonymous.
    """

    channel: str
    text: str
    received_at: datetime
    authors: Sequence[Author] = ()
    kind: str = Complaint.Kind.COMPLAINT
    language: str = "kk"
    reply_by: str = Complaint.ReplyBy.POST
    against: str = ""
    accused: Sequence[StaffMember] = field(default_factory=tuple)
    circumstances: str = ""
    enclosures: str = ""
    earlier: Complaint | None = None


@transaction.atomic
def arrive(*, arrival: Arrival, by: StaffMember | None) -> Complaint:
    """Store what was handed in, not yet numbered, and return it; `by` is None on the public page.

    RuleViolation beside its field: no text, a text that is too long or cannot be printed, an hour still to
    come, an author without a name, an answer by e-mail or post without the address for it.
    """
    if arrival.received_at > now():
        raise RuleViolation(_("This moment is still to come."), field="received_on")
    _check_reply(arrival)
    complaint = Complaint.objects.create(
        channel=arrival.channel,
        kind=arrival.kind,
        is_anonymous=not arrival.authors,
        language=arrival.language,
        reply_by=arrival.reply_by,
        against=printable(arrival.against, field="against", most=300),
        text=printable(arrival.text, field="text", most=MOST_TEXT, required=True),
        circumstances=printable(arrival.circumstances, field="circumstances", most=MOST_TEXT),
        enclosures=printable(arrival.enclosures, field="enclosures", most=2000),
        received_at=arrival.received_at,
        earlier=arrival.earlier,
    )
    for position, author in enumerate(arrival.authors, 1):
        Complainant.objects.create(complaint=complaint, position=position, **_checked(author))
    ComplaintAgainst.objects.bulk_create(
        ComplaintAgainst(complaint=complaint, staff=staff) for staff in dict.fromkeys(arrival.accused)
    )
    if by is None:
        record_act("complaint.arrived", complaint, by)
    return complaint


@transaction.atomic
def register(*, complaint: Complaint, by: StaffMember) -> Complaint:
    """Give a complaint its number, its day and its due day, and its receipt copy a number; return it.

    PermissionDenied for who is not of the chancellery, RuleViolation for one that is registered already,
    for a day without terms or without an edition, and for a year whose days off nobody has confirmed.
    """
    row = locked(complaint)
    COMPLAINT.lead(row, State.REGISTERED, by=by)
    with confirmed_years("calendar"):
        _set_term(row)
    row.registered_at = now()
    row.registered_by = by
    # Both journals stay locked until the transaction ends: nothing slow comes after this.
    row.series, row.year = Series.COMPLAINT, row.entry.on.year
    row.sequence = next_number(row.series, row.year)
    row.number = format_number(row.series, row.year, row.sequence)
    with constraint_errors():
        save(row)
    Receipt.objects.create(
        complaint=row,
        snapshot=_snapshot(row, by).to_json(),
        issue_block=new_issue_block(
            series=Series.RECEIPT,
            signed_by=by,
            acting=None,
            # What is not considered asks for no opinion on how it was.
            survey_of=None if row.is_anonymous else row,
            survey_on=Source.COMPLAINT,
        ),
    )
    _record_registration(row, by)
    return row


@transaction.atomic
def take_in(*, arrival: Arrival, by: StaffMember, files: Sequence[CheckedFile] = ()) -> Complaint:
    """Take a complaint in with its files and register it in one act, at the chancellery's counter.

    Killed at any point in between, nothing of it is there. Errors as in `arrive`, `attach` and `register`.
    """
    complaint = arrive(arrival=arrival, by=by)
    attach(complaint=complaint, files=files, by=by)
    return register(complaint=complaint, by=by)


def issue_receipt(*, complaint: Complaint, by: StaffMember) -> Paper:
    """Make the receipt copy of a registered complaint and return it, as `issue` does."""
    receipt = Receipt.objects.get(complaint=complaint)
    return issue(receipt, by=by, render=render_receipt, lock=lock_with_complaint, keep=_keep)


def _keep(receipt: Receipt, make: Make, by: StaffMember) -> Paper:
    signer = receipt.complaint.registered_by or by
    return keep_paper(receipt, make, by, kind=PaperKind.RECEIPT, signed_by=signer)


def enclosures_of(complaint: Complaint) -> list[str]:
    """Return what is enclosed with a complaint, as the receipt copy lists it: papers, then attached files."""
    papers = [line.strip() for line in complaint.enclosures.splitlines() if line.strip()]
    return papers + [f"{file.name} ({file.size_in_words})" for file in complaint.attachments.all()]


# --- what is checked -----------------------------------------------------------------------------
def _check_reply(arrival: Arrival) -> None:
    """Refuse an answer to nowhere; an anonymous complaint is never answered."""
    if not arrival.authors:
        return
    if len(arrival.authors) > MOST_AUTHORS:
        raise RuleViolation(
            _("At most %(most)s people can be entered; name the others in the text."),
            field="authors",
            params={"most": MOST_AUTHORS},
        )
    first = arrival.authors[0]
    if arrival.reply_by == Complaint.ReplyBy.EMAIL and not first.email:
        raise RuleViolation(_("An answer by e-mail needs the e-mail address."), field="email")
    if arrival.reply_by == Complaint.ReplyBy.POST and not first.address:
        raise RuleViolation(_("An answer by post needs the address."), field="address")


def _checked(author: Author) -> dict[str, Any]:
    return {
        "name": printable(author.name, field="name", most=160, required=True),
        "address": printable(author.address, field="address", most=300),
        "iin": author.iin,
        "phone": printable(author.phone, field="phone", most=40),
        "email": check_address(author.email) if author.email.strip() else "",
    }


# --- the term and the receipt copy ---------------------------------------------------------------
def _set_term(row: Complaint) -> None:
    """Set the day of registration, the regime and the due date of a complaint."""
    calendar = working_calendar()
    received = localtime(row.received_at)
    closes_at = edition_on(received.date(), field="received_on").closes_at
    first = regime_on(received.date(), field="received_on")
    row.registered_on = terms.registration_day(
        received, closes_at=closes_at, regime=first.terms, calendar=calendar
    )
    row.regime = regime_on(row.registered_on, field="received_on")
    due = terms.answer_due(row.kind, row.registered_on, regime=row.regime.terms, calendar=calendar)
    row.due_on, row.due_rule = due.on, due.as_json()


def _snapshot(row: Complaint, by: StaffMember) -> ReceiptSnapshot:
    language, entry = row.spoken, row.entry
    authors = [{"name": one.name, "address": one.address} for one in row.complainants.all()]
    return ReceiptSnapshot(
        language=language,
        complaint_kind=row.kind,
        complaint_number=row.number,
        received=f"{localtime(row.received_at):%d.%m.%Y %H:%M}",
        registered_on=entry.on,
        accepted_by=by.get_short_name(),
        accepted_post=by.post_ru if language == "ru" else by.post_kk,
        authors=authors,
        is_anonymous=row.is_anonymous,
        against=row.against,
        text=row.text,
        circumstances=row.circumstances,
        enclosures=enclosures_of(row),
        reply_by=row.reply_by,
        due_on=entry.due.on,
        rule=rule_text(entry.due, entry.regime.basis(row.kind, language), language),
        contacts=edition_on(today()).contacts(language),
    )


def _record_registration(row: Complaint, by: StaffMember) -> None:
    record_act(
        "complaint.registered",
        row,
        by,
        after={
            "number": row.number,
            "registered_on": row.entry.on.isoformat(),
            "due_on": row.entry.due.on.isoformat(),
            "channel": row.channel,
            "kind": row.kind,
            "receipt": row.receipt.number,
        },
        happened_on=row.registered_on,
    )
