"""What the surveys say: the satisfied, of those who answered, of those asked (2.1, 3.1, 4.3, 4.4, 5.1)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, Sum

from astana_employment.department.models import SurveyInvitation
from indicators.surveys.models import QUESTIONS, Audience, SlipBatch, SurveyAnswer, SurveyQuestion


class SurveyCount(NamedTuple):
    """Satisfied of answered is the indicator; answered of asked, shown beside it, is the response."""

    satisfied: int
    answered: int
    asked: int


def audience_of(question: str) -> str:
    """Return whom a question is asked: visitors or complainants."""
    return next(audience for audience, questions in QUESTIONS.items() if question in questions)


def answers_in(first: date, last: date, question: str) -> SurveyCount:
    """Return the count of a question for the days from `first` to `last`, both included; three queries.

    An answer counts on its own day in Asia/Almaty (reading 54), a slip on the day it was filled in. Asked are
    those who were given a token or a paper slip in these days; never fewer than those who answered, since
    last week's token may be used today and the tablet at the exit gives none. Voided slips count nowhere.
    """
    return _counts(first, last, [question])[question]


def counts_in(first: date, last: date) -> dict[str, SurveyCount]:
    """Return the counts of all five questions as `answers_in` does; four queries."""
    return _counts(first, last, SurveyQuestion.values)


def _counts(first: date, last: date, questions: Sequence[str]) -> dict[str, SurveyCount]:
    answers = SurveyAnswer.objects.counted_between(first, last)
    given = {f"{question}_given": Count(question) for question in questions}
    good = {f"{question}_good": Count("id", filter=Q(**{question: True})) for question in questions}
    figures = answers.aggregate(**given, **good)
    asked = {who: asked_in(first, last, who) for who in sorted({audience_of(name) for name in questions})}
    return {
        question: SurveyCount(
            figures[f"{question}_good"],
            figures[f"{question}_given"],
            max(asked[audience_of(question)], figures[f"{question}_given"]),
        )
        for question in questions
    }


def asked_in(first: date, last: date, audience: str) -> int:
    """Return how many were asked: invitations and paper slips given out in these days.

    A complainant's slip answers an invitation that is counted already.
    """
    invited = SurveyInvitation.objects.filter(asked_on__range=(first, last), audience=audience).count()
    if audience != Audience.VISITOR:
        return invited
    slips = SlipBatch.objects.valid().filter(filled_on__range=(first, last), audience=audience)
    return invited + (slips.aggregate(sum=Sum("handed_out"))["sum"] or 0)
