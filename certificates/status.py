"""What a paper is worth on a day: valid, expired, annulled or superseded."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Paper
from astana_employment.toolbox.deadlines import is_valid_on


class PaperStatus(models.TextChoices):
    """The answers of the public check; a refusal notice has no end and so never expires."""

    VALID = "valid", _("valid")
    EXPIRED = "expired", _("expired")
    ANNULLED = "annulled", _("annulled")
    SUPERSEDED = "superseded", _("superseded")


def status_of(paper: Paper, day: date) -> PaperStatus:
    """Return the worth of a paper on a day, its annulment fetched along (`with_annulment`)."""
    annulment = getattr(paper, "annulment", None)
    if annulment is not None:
        return PaperStatus.SUPERSEDED if annulment.replaced_by_id else PaperStatus.ANNULLED
    if paper.valid_until is None or is_valid_on(day, issued_on=paper.issued_on, until=paper.valid_until):
        return PaperStatus.VALID
    return PaperStatus.EXPIRED
