"""Invitations to the surveys: one a subject, one audience a source."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from astana_employment.department.acts.surveys import Source, invite, survey_url
from astana_employment.department.models import SurveyInvitation
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_subject_is_invited_once_however_often_it_is_printed():
    subject = make_person()
    first = invite(subject=subject, source=Source.TICKET)
    assert invite(subject=subject, source=Source.TICKET).token == first.token
    assert SurveyInvitation.objects.count() == 1


def test_the_printed_address_holds_the_token_and_nothing_of_the_subject():
    invitation = invite(subject=make_person(), source=Source.COMPLAINT)
    assert invitation.audience == SurveyInvitation.Audience.COMPLAINANT
    assert survey_url(invitation) == f"{settings.PUBLIC_URL}/survey/{invitation.token}/"


def test_the_database_asks_each_audience_its_own_questions():
    with pytest.raises(IntegrityError, match="survey_invitation_audience_known"), transaction.atomic():
        SurveyInvitation.objects.create(
            audience="complainant", source="ticket", subject_type="registry.queueticket", subject_id=1
        )
