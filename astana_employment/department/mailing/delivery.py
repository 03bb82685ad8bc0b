"""One attempt to send one mail, from the row to what the server said and back to the row."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections

from astana_employment.department.acts.mail import (
    AnotherWorker,
    begin_attempt,
    begin_handing_over,
    record_outcome,
)
from astana_employment.department.mailing.message import as_bytes, plain_address, sender_address
from astana_employment.department.models import OutgoingMail
from astana_employment.toolbox.mailing import files, smtp
from astana_employment.toolbox.mailing.rules import Outcome, State, Verdict, pause_after

logger = logging.getLogger(__name__)

# How long an answer of the server is kept for a database that restarts.
_SECONDS_FOR_DATABASE = 60.0


def deliver(*, mail_id: int, round: int) -> timedelta | None:
    """Try once to send a mail; return the pause after which to try again, None when nothing is left to do."""
    mail = begin_attempt(mail_id=mail_id, round=round)
    if mail is None:
        return None
    attempt = mail.attempts
    try:
        outcome = _send(mail, lambda: begin_handing_over(mail=mail, attempt=attempt))
        row = _insist(lambda: record_outcome(mail=mail, attempt=attempt, outcome=outcome))
    except AnotherWorker:
        logger.warning("Mail %s went on without this worker, which was taken for dead.", mail_id)
        return None
    return pause_after(row.attempts) if row.state == State.WAITING else None


def _send(mail: OutgoingMail, before_last_word: Callable[[], None]) -> Outcome:
    try:
        message = as_bytes(mail)
        sender, recipient = sender_address(), plain_address(mail.to)
    except (ValueError, UnicodeError) as error:  # it would be as wrong the next time
        return Outcome(Verdict.NEVER, str(error))
    if settings.EMAIL_HOST:
        return smtp.send(sender, recipient, message, before_last_word)
    name = mail.message_id.strip("<>").partition("@")[0]
    return files.write_file(settings.MAIL_FOLDER, name, message, before_last_word)


def _insist(record: Callable[[], OutgoingMail]) -> OutgoingMail:
    """Record what the server said although the database may be restarting just now."""
    give_up = time.monotonic() + _SECONDS_FOR_DATABASE
    while True:
        try:
            return record()
        except (OperationalError, InterfaceError):
            if time.monotonic() > give_up:
                raise
            time.sleep(1)
            close_old_connections()
