"""What comes by the public page: a complaint with its files, whole or not at all, and not in a flood."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from astana_employment.toolbox.clock import now
from complaints.acts.attachments import attach
from complaints.acts.intake import Arrival, arrive
from complaints.files import CheckedFile
from complaints.models import PageArrival, PageAttempt

# A household or a library has one address; somebody who corrects a form sends it several times.
ATTEMPTS = 20
ATTEMPT_WINDOW = timedelta(minutes=10)
ARRIVALS = 10
ARRIVAL_WINDOW = timedelta(hours=24)


class TooManyComplaints(Exception):
    """A visitor has sent the form, or complaints, more often than people do; `wait` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        """Remember how long to wait."""
        super().__init__(str(wait))
        self.wait = wait


def count_attempt(*, visitor: str) -> None:
    """Log that a visitor sends the form; TooManyComplaints, without logging, when it is too often.

    `visitor` is a `visitor_key`. Must stand outside of the transaction of the act, which a form with errors
    rolls back.
    """
    moment = now()
    if PageArrival.objects.filter(visitor=visitor, at__gte=moment - ARRIVAL_WINDOW).count() >= ARRIVALS:
        raise TooManyComplaints(ARRIVAL_WINDOW)
    if PageAttempt.objects.filter(visitor=visitor, at__gte=moment - ATTEMPT_WINDOW).count() >= ATTEMPTS:
        raise TooManyComplaints(ATTEMPT_WINDOW)
    PageAttempt.objects.create(visitor=visitor, at=moment)


@transaction.atomic
def arrive_by_page(*, arrival: Arrival, files: Sequence[CheckedFile], visitor: str) -> PageArrival:
    """Store what somebody sent by the public page, and return under which address its arrival is shown.

    Killed at any point in between, nothing of it is there. RuleViolation as in `arrive` and `attach`.
    """
    complaint = arrive(arrival=arrival, by=None)
    attach(complaint=complaint, files=files, by=None)
    return PageArrival.objects.create(complaint=complaint, token=uuid.uuid4(), visitor=visitor, at=now())
