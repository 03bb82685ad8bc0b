"""Inviting people to a survey; the answers are kept by the indicators."""

from django.conf import settings
from django.db import models

from astana_employment.department.models import SurveyInvitation
from astana_employment.department.records import subject_type

Source = SurveyInvitation.Source
_AUDIENCE = {
    Source.TICKET: SurveyInvitation.Audience.VISITOR,
    Source.PAPER: SurveyInvitation.Audience.VISITOR,
    Source.COMPLAINT: SurveyInvitation.Audience.COMPLAINANT,
}


def invite(*, subject: models.Model, source: Source) -> SurveyInvitation:
    """Return the one invitation of a ticket, paper or complaint, made in the transaction of the act."""
    invitation, _is_new = SurveyInvitation.objects.get_or_create(
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        defaults={"audience": _AUDIENCE[source], "source": source},
    )
    return invitation


def survey_url(invitation: SurveyInvitation) -> str:
    """Return the address that opens the survey of an invitation, for its QR code."""
    return f"{settings.PUBLIC_URL}/survey/{invitation.token}/"
