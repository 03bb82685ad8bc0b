"""Builders of survey answers, invitations and publications."""

from datetime import date
from typing import Any

from astana_employment.department.acts.surveys import Source, invite
from astana_employment.department.models import SurveyInvitation
from astana_employment.toolbox.clock import today
from indicators.models import SurveyAnswer
from tests.factories import make_person


def make_invitation(*, asked_on: date | None = None, source: Source = Source.TICKET) -> SurveyInvitation:
    """Make an invitation of a subject of its own, asked today unless told otherwise."""
    invitation = invite(subject=make_person(), source=source)
    if asked_on is not None:
        SurveyInvitation.objects.filter(pk=invitation.pk).update(asked_on=asked_on)
        invitation.refresh_from_db()
    return invitation


def make_answer(*, answered_on: date | None = None, **fields: Any) -> SurveyAnswer:
    """Make a visitor's answer by the ticket; satisfied with how they were served unless told otherwise."""
    values: dict[str, Any] = {"audience": "visitor", "source": "ticket", **fields}
    if not {"process", "information", "politeness", "procedure", "time_taken"} & set(fields):
        values["process"] = True
    return SurveyAnswer.objects.create(answered_on=answered_on or today(), **values)
