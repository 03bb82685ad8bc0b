"""Mail: queued in the transaction of the act, led through its states by the worker, judged by people.

Whatever reads `attempt` here is the number of the worker's attempt: a worker that was taken for dead and
replaced meanwhile finds another number on the row and may say nothing more.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from astana_employment.department.models import OutgoingMail, Paper, StaffMember
from astana_employment.department.records import locked, locked_at_version, record_event
from astana_employment.department.states import ANYBODY, States
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.mailing.rules import (
    PERSON_STEPS,
    WORKER_STEPS,
    Outcome,
    State,
    Verdict,
    pause_after,
)

BY_WORKER = States(dict.fromkeys(WORKER_STEPS, ANYBODY))
BY_PERSON = States(dict.fromkeys(PERSON_STEPS, ANYBODY))

# The worker's task, by its name: the task itself stands above, it calls the steps further down.
SEND_MAIL = "send_mail"

_LONGEST_SUBJECT = 200


class AnotherWorker(RuntimeError):
    """The attempt is no longer ours: this worker was taken for dead and another one has the mail."""


def check_address(address: str) -> str:
    """Return an address without blanks around it; RuleViolation (field `email`) for what is none."""
    plain = address.strip()
    try:
        validate_email(plain)
        plain.rpartition("@")[2].encode("idna")
    except (ValidationError, UnicodeError):
        message = _("This is not an e-mail address. Write it such as name@example.kz.")
        raise RuleViolation(message, clause="mail", field="email") from None
    return plain


@transaction.atomic
def queue_mail(
    *,
    to: str,
    subject: str,
    body: str,
    case_file: str,
    by: StaffMember | None,
    papers: Sequence[Paper] = (),
    key: str,
) -> OutgoingMail:
    """Queue a mail with papers attached as PDF; call it in the transaction of the act it belongs to.

    `subject` and `body` are plain text in the recipient's language. `key` names the act («complaint:17:
    receipt»): a second call with it returns the mail that is already queued. RuleViolation (field `email`)
    for what is no address. Nothing is sent when the transaction is rolled back.
    """
    address = check_address(to)
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": address,
            "subject": " ".join(subject.split())[:_LONGEST_SUBJECT],
            "body": body,
            "case_file": case_file,
            "message_id": f"<{uuid.uuid4()}@{urlsplit(settings.PUBLIC_URL).hostname}>",
            "queued_by": by,
            "queued_at": now(),
        },
    )
    if is_new:
        mail.papers.set(papers)
        record_event(verb="mail.queued", subject=mail, by=by, case_file=case_file, after={"to": address})
        _enqueue(mail)
    return mail


def _enqueue(mail: OutgoingMail) -> None:
    """Give the mail to the worker; the job is a row of this transaction."""
    app.configure_task(SEND_MAIL).defer(mail_id=mail.pk, round=mail.round)


# --- the worker's steps ----------------------------------------------------------------------------
def _save(mail: OutgoingMail) -> None:
    mail.version += 1
    mail.save()


@transaction.atomic
def begin_attempt(*, mail_id: int, round: int) -> OutgoingMail | None:
    """Take a mail for one attempt and return it; None when there is nothing to do for a job of this round.

    A mail that another worker was just handing over when it died may be out already: it is not sent again,
    it is shown as «perhaps sent», and a person decides.
    """
    mail = OutgoingMail.objects.select_for_update(of=("self",)).get(pk=mail_id)
    if mail.round != round or mail.state not in (State.WAITING, State.SENDING, State.HANDING_OVER):
        return None
    if mail.state == State.HANDING_OVER:
        BY_WORKER.lead(mail, State.UNCERTAIN)
        mail.words = ""
        _save(mail)
        record_event(verb="mail.uncertain", subject=mail, by=None, case_file=mail.case_file)
        return None
    BY_WORKER.lead(mail, State.SENDING)
    mail.attempts += 1
    mail.last_attempt_at, mail.next_attempt_at = now(), None
    _save(mail)
    return mail


def _locked_attempt(mail: OutgoingMail, attempt: int) -> OutgoingMail:
    """Lock a mail during its own attempt; AnotherWorker when it went on without us."""
    row = locked(mail)
    if row.attempts != attempt or row.round != mail.round:
        raise AnotherWorker(mail.pk)
    return row


@transaction.atomic
def begin_handing_over(*, mail: OutgoingMail, attempt: int) -> None:
    """Record that the end of the message goes out now. AnotherWorker when this attempt was replaced."""
    row = _locked_attempt(mail, attempt)
    if row.state != State.SENDING:
        raise AnotherWorker(mail.pk)
    BY_WORKER.lead(row, State.HANDING_OVER)
    _save(row)


@transaction.atomic
def record_outcome(*, mail: OutgoingMail, attempt: int, outcome: Outcome) -> OutgoingMail:
    """Record what an attempt came to, with the server's words. AnotherWorker when it was replaced."""
    row = _locked_attempt(mail, attempt)
    state, next_attempt_at = _after(row, outcome)
    BY_WORKER.lead(row, state)
    row.words, row.next_attempt_at = outcome.words, next_attempt_at
    row.sent_at = now() if state == State.SENT else None
    _save(row)
    if state != State.WAITING:
        record_event(
            verb=f"mail.{state}", subject=row, by=None, case_file=row.case_file, reason=outcome.words
        )
    return row


def _after(mail: OutgoingMail, outcome: Outcome) -> tuple[str, datetime | None]:
    """Return the state an outcome leads to, and when the mail is tried again."""
    if outcome.verdict is Verdict.LATER:
        pause = pause_after(mail.attempts)
        return (State.FAILED, None) if pause is None else (State.WAITING, now() + pause)
    states = {
        Verdict.ACCEPTED: State.SENT,
        Verdict.NEVER: State.FAILED,
        Verdict.UNKNOWN: State.UNCERTAIN,
    }
    return states[outcome.verdict], None


# --- what people decide ----------------------------------------------------------------------------
@transaction.atomic
def retry(*, mail: OutgoingMail, version: int, by: StaffMember) -> OutgoingMail:
    """Try again, at once and from the first pause on; the Message-ID stays the same.

    RuleViolation for a mail that is sent or on its way, StaleRecord when it moved on meanwhile.
    """
    row = locked_at_version(mail, version)
    BY_PERSON.lead(row, State.WAITING)
    row.round += 1
    row.attempts, row.next_attempt_at = 0, None
    _save(row)
    record_event(verb="mail.retried", subject=row, by=by, case_file=row.case_file)
    _enqueue(row)
    return row


@transaction.atomic
def give_up(*, mail: OutgoingMail, reason: str, version: int, by: StaffMember) -> OutgoingMail:
    """End the attempts, with the reason («handed over on paper»).

    RuleViolation for a mail that is sent or on its way, StaleRecord when it moved on meanwhile.
    """
    row = locked_at_version(mail, version)
    BY_PERSON.lead(row, State.GIVEN_UP)
    row.next_attempt_at = None
    _save(row)
    record_event(verb="mail.given_up", subject=row, by=by, case_file=row.case_file, reason=reason)
    return row
