"""A queued mail as the bytes that a mail server takes."""

from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from astana_employment.department.models import OutgoingMail
from astana_employment.toolbox.clock import now


def plain_address(text: str) -> str:
    """Return an address with its domain as the mail servers know it: `aliya@пошта.қаз` → `…@xn--…`.

    UnicodeError when the domain cannot be written so.
    """
    local, _at, domain = text.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def sender_address() -> str:
    """Return the address that mail comes from, without a name."""
    return plain_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def as_bytes(mail: OutgoingMail) -> bytes:
    """Return the whole message, headers and papers, with line ends as SMTP wants them.

    Made anew for every attempt from values that never change; the Message-ID is the one of the row, so a
    mailbox that gets the same mail twice can tell.
    """
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(now()),
            "Auto-Submitted": "auto-generated",
        },
    )
    for paper in mail.papers.select_related("content").order_by("id"):
        message.attach(f"{paper.number}.pdf", bytes(paper.content.pdf), "application/pdf")
    content: bytes = message.message().as_bytes(linesep="\r\n")
    return content
