"""Indicators 2.1, 3.1, 4.3, 4.4 and 5.1: the satisfied of those who answered; beside it, of those asked."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.annex3.figures import Beside, Figure
from indicators.annex3.periods import Period
from indicators.measures.cases import CaseSource, flag
from indicators.surveys.models import SurveyAnswer, SurveyQuestion
from indicators.surveys.results import SurveyCount, answers_in, counts_in

QUESTION: Final = MappingProxyType(
    {
        "2.1": SurveyQuestion.PROCESS.value,
        "3.1": SurveyQuestion.INFORMATION.value,
        "4.3": SurveyQuestion.PROCEDURE.value,
        "4.4": SurveyQuestion.TIME_TAKEN.value,
        "5.1": SurveyQuestion.POLITENESS.value,
    }
)


def _answers_to(question: str) -> "Callable[[Period], QuerySet[Any]]":
    """Return the answers to a question; who skipped it is no case of it."""

    def answers(period: Period) -> "QuerySet[Any]":
        given = SurveyAnswer.objects.counted_between(period.first, period.last)
        rows = given.exclude(**{question: None})
        return rows.annotate(is_counted=flag(Q(**{question: True})), satisfied=F(question))

    return answers


SOURCES: Final = MappingProxyType(
    {
        code: CaseSource(key="answers", label=_("answers to the survey"), cases=_answers_to(question))
        for code, question in QUESTION.items()
    }
)


def _figure(count: SurveyCount) -> Figure:
    return Figure(count.satisfied, count.answered, (Beside("responses", count.answered, count.asked),))


def _of_question(code: str, period: Period) -> Figure:
    return _figure(answers_in(period.first, period.last, QUESTION[code]))


def process(period: Period) -> Figure:
    """2.1: satisfied with the quality of the process."""
    return _of_question("2.1", period)


def information(period: Period) -> Figure:
    """3.1: satisfied with the information on the procedure."""
    return _of_question("3.1", period)


def procedure(period: Period) -> Figure:
    """4.3: complainants satisfied with the procedure for complaints."""
    return _of_question("4.3", period)


def time_taken(period: Period) -> Figure:
    """4.4: complainants satisfied with the time their complaint took."""
    return _of_question("4.4", period)


def politeness(period: Period) -> Figure:
    """5.1: satisfied with the politeness of the staff."""
    return _of_question("5.1", period)


def all_five(period: Period) -> dict[str, Figure]:
    """Return the five figures together, in four queries."""
    counts = counts_in(period.first, period.last)
    return {code: _figure(counts[question]) for code, question in QUESTION.items()}
