"""The public check of a paper: found by the QR code's address or the typed code, and logged."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from astana_employment.department.models import Paper
from astana_employment.department.models.paper import CODE_LENGTH
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.kazakh import latin_lookalikes
from certificates.models import Verification
from certificates.status import PaperStatus, status_of

TRIES = 20
WINDOW = timedelta(minutes=10)


class TooManyChecks(Exception):
    """A visitor has checked more often than `TRIES` within `WINDOW`."""


@dataclass(frozen=True)
class CheckedPaper:
    """A paper that was found, and what it is worth today."""

    paper: Paper
    status: PaperStatus


def check_paper(*, visitor: str, public_id: UUID | None = None, code: str = "") -> CheckedPaper | None:
    """Return the paper of an address or a typed code, None for a wrong one; the try is logged either way.

    `visitor` is a `visitor_key`. Raises TooManyChecks without logging when there were too many tries, so
    that a visitor who waits is let in again.
    """
    since = now() - WINDOW
    if Verification.objects.filter(visitor=visitor, at__gte=since).count() >= TRIES:
        raise TooManyChecks
    paper = _find(public_id, code)
    Verification.objects.create(paper=paper, visitor=visitor, at=now())
    return CheckedPaper(paper, status_of(paper, today())) if paper else None


def tidy_code(typed: str) -> str:
    """Return a check code as it is stored, however it was typed: case, blanks, dashes, Cyrillic doubles."""
    latin = latin_lookalikes(typed.upper())[0]
    return "".join(sign for sign in latin if sign.isascii() and sign.isalnum())


def _find(public_id: UUID | None, code: str) -> Paper | None:
    papers = Paper.objects.with_annulment()
    if public_id is not None:
        return papers.filter(public_id=public_id).first()
    tidied = tidy_code(code)
    return papers.filter(check_code=tidied).first() if len(tidied) == CODE_LENGTH else None
