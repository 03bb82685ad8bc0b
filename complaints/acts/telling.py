"""Telling the author by e-mail; who asked for another way gets the letter and the papers on paper."""

from collections.abc import Sequence

from astana_employment.department.acts.mail import queue_mail
from astana_employment.department.models import Paper, PaperKind, ServiceStandard, StaffMember
from complaints.models import Complaint, PaperDelivery
from complaints.wording import mail_of_paper, reference_line


def address_of(complaint: Complaint) -> str:
    """Return the e-mail address the author wishes to be answered at, empty for another way."""
    first = complaint.representative
    wants_mail = complaint.reply_by == Complaint.ReplyBy.EMAIL
    return first.email if first is not None and wants_mail else ""


def tell_author(
    complaint: Complaint,
    *,
    body: str,
    key: str,
    by: StaffMember | None,
    papers: Sequence[Paper] = (),
) -> bool:
    """Queue a mail to the author in the transaction of the act; False for who is not reached by e-mail.

    `key` names the act within the complaint: a repeat sends nothing twice.
    """
    address = address_of(complaint)
    if not address:
        return False
    subject = reference_line(complaint.kind, complaint.number, complaint.entry.on, complaint.spoken)
    queue_mail(
        to=address,
        subject=subject,
        body=f"{subject}\n\n{body}\n",
        case_file=complaint.case_file,
        by=by,
        papers=papers,
        key=f"{complaint.case_file}:{key}",
    )
    return True


def send_paper(complaint: Complaint, paper: Paper, by: StaffMember) -> bool:
    """Queue the mail with a receipt copy or an answer, and record the delivery; False for another way."""
    contacts = ServiceStandard.objects.on(paper.issued_on).contacts(complaint.spoken)
    kind = "receipt" if paper.kind == PaperKind.RECEIPT else "answer"
    body = mail_of_paper(kind, contacts, complaint.spoken)
    if not tell_author(complaint, body=body, key=f"paper:{paper.number}", by=by, papers=[paper]):
        return False
    PaperDelivery.objects.create(
        complaint=complaint,
        paper=paper,
        how=PaperDelivery.How.EMAIL,
        delivered_on=paper.issued_on,
        note=address_of(complaint),
        by=by,
    )
    return True
