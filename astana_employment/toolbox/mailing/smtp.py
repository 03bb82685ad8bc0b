"""The way out through a mail server, word by word, so that it is known at every moment what has left.

smtplib's own `sendmail` sends the message and its final dot in one go; when the connection breaks in it,
nobody knows whether the server had the dot. Here the dot is sent apart, and only after `before_last_word`
has recorded that it will be: whatever breaks before it has certainly not been delivered.
"""

import re
import smtplib
from collections.abc import Callable

from django.core.mail.backends.smtp import EmailBackend

from astana_employment.toolbox.mailing.rules import Outcome, Verdict, verdict_on_message

_DOT_AT_LINE_START = re.compile(rb"(?m)^\.")


def send(sender: str, recipient: str, message: bytes, before_last_word: Callable[[], None]) -> Outcome:
    """Hand a message to the server of `EMAIL_URL` and return what it answered, in its own words.

    What the server has against us (sign-in, sender) is no fault of the mail: it is tried again later. A
    refused recipient or message is refused for good. Nothing is raised but what `before_last_word` raises.
    """
    backend = EmailBackend()
    try:
        backend.open()
        connection = backend.connection
        assert isinstance(connection, smtplib.SMTP)  # noqa: S101 - for the type: open() has set it
        early = _offer(connection, sender, recipient, message)
    except (OSError, smtplib.SMTPException) as error:
        _hang_up(backend)
        return Outcome(Verdict.LATER, _words_of(error))
    try:
        return early or _last_word(connection, before_last_word)
    finally:
        _hang_up(backend)


def _offer(connection: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Outcome | None:
    """Say from whom and for whom, and send the message without its end; an Outcome when it is not wanted."""
    connection.ehlo_or_helo_if_needed()
    options = [f"SIZE={len(message)}"] if connection.has_extn("size") else []
    options += ["BODY=8BITMIME"] if connection.has_extn("8bitmime") else []
    code, words = connection.mail(sender, options)
    if code != 250:
        # 552: the message is larger than this server takes at all, which time does not change.
        return Outcome(Verdict.NEVER if code == 552 else Verdict.LATER, _said(code, words))
    code, words = connection.rcpt(recipient)
    if code not in (250, 251):
        return Outcome(verdict_on_message(code), _said(code, words))
    code, words = connection.docmd("DATA")
    if code != 354:
        return Outcome(verdict_on_message(code), _said(code, words))
    body = _DOT_AT_LINE_START.sub(b"..", message)
    connection.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    return None


def _last_word(connection: smtplib.SMTP, before_last_word: Callable[[], None]) -> Outcome:
    """Record that the end of the message is being sent, send it, and hear what the server says to it."""
    before_last_word()
    try:
        connection.send(b".\r\n")
        code, words = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(Verdict.UNKNOWN, _words_of(error))
    return Outcome(verdict_on_message(code), _said(code, words))


def _hang_up(backend: EmailBackend) -> None:
    """End the connection; the message's fate is decided, so what goes wrong now changes nothing."""
    backend.fail_silently = True
    backend.close()


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"


def _words_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return _said(error.smtp_code, words if isinstance(words, bytes) else str(words).encode())
    return str(error) or type(error).__name__
