"""Invitations to the short surveys of indicators 2.1, 3.1, 4.3, 4.4 and 5.1: one token, one answer."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.paper import CODE_ALPHABET
from astana_employment.toolbox.clock import today

# Sixteen of 31 letters and digits: 79 bits, printed as a QR code that holds capitals only.
TOKEN_LENGTH = 16


def make_survey_token() -> str:
    """Return a random token under which one answer may be given."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(TOKEN_LENGTH))


class SurveyInvitation(models.Model):
    """One person was asked once: by the QR code on a ticket or a paper, or about the handling of a complaint.

    That it was answered stands here, but neither when nor what: nothing leads from a visit to its answer
    (`docs/decisions/0013-anonymous-surveys.md`). A subject (ticket, paper, complaint) has one invitation,
    however often its token is printed.
    """

    class Audience(models.TextChoices):
        """Which questions are asked."""

        VISITOR = "visitor", _("visitor")
        COMPLAINANT = "complainant", _("complainant")

    class Source(models.TextChoices):
        """What the token is printed on."""

        TICKET = "ticket", _("ticket")
        PAPER = "paper", _("paper")
        COMPLAINT = "complaint", _("receipt copy or answer")

    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=make_survey_token, editable=False)
    audience = models.CharField(max_length=12, choices=Audience)
    source = models.CharField(max_length=12, choices=Source)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    asked_on = models.DateField(default=today, editable=False)
    is_answered = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("invitation to a survey")
        ordering = ["-id"]
        indexes = [models.Index(fields=["asked_on", "audience"], name="survey_invitation_asked")]
        constraints = [
            models.UniqueConstraint(name="survey_invitation_once", fields=["subject_type", "subject_id"]),
            models.CheckConstraint(
                name="survey_invitation_audience_known",
                condition=models.Q(source__in=["ticket", "paper"], audience="visitor")
                | models.Q(source="complaint", audience="complainant"),
            ),
        ]

    def __str__(self) -> str:
        return self.token
