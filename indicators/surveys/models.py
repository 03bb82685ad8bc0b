"""Answers to the short surveys behind indicators 2.1, 3.1, 4.3, 4.4 and 5.1 of Annex 3.

The answers are anonymous: a row has no token, no minute, no visitor, and its key is random, so that not even
the order of the rows tells who answered (`docs/decisions/0013-anonymous-surveys.md`).
"""

from datetime import date
from functools import reduce
from operator import or_
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY, SurveyInvitation
from astana_employment.toolbox.clock import now
from indicators.voiding.models import Voidable, only_voided, voiding_is_whole

Audience = SurveyInvitation.Audience


class SurveyQuestion(models.TextChoices):
    """What is asked; each value is the name of its column in `SurveyAnswer`."""

    PROCESS = "process", _("Are you satisfied with how you were served?")
    INFORMATION = "information", _("Are you satisfied with the information on the procedure?")
    POLITENESS = "politeness", _("Are you satisfied with the politeness of the staff?")
    PROCEDURE = "procedure", _("Are you satisfied with the procedure for complaints?")
    TIME_TAKEN = "time_taken", _("Are you satisfied with the time your complaint took?")


# 2.1, 3.1 and 5.1 ask who was served, 4.3 and 4.4 who complained.
QUESTIONS: dict[str, tuple[SurveyQuestion, ...]] = {
    Audience.VISITOR: (SurveyQuestion.PROCESS, SurveyQuestion.INFORMATION, SurveyQuestion.POLITENESS),
    Audience.COMPLAINANT: (SurveyQuestion.PROCEDURE, SurveyQuestion.TIME_TAKEN),
}


def _answered(*questions: SurveyQuestion) -> Q:
    """Return the condition that at least one of the questions has an answer."""
    return reduce(or_, (Q(**{f"{question.value}__isnull": False}) for question in questions))


class SlipBatch(Voidable):
    """Paper slips of one day that somebody typed in at once: who, when, from which day, how many given out.

    A complainant's slip is a batch of one. The answers of a voided batch are kept and count nowhere.
    """

    audience = models.CharField(max_length=12, choices=Audience)
    filled_on = models.DateField(_("day of the slips"))
    handed_out = models.PositiveIntegerField(_("slips given out that day"))
    typed_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("batch of paper slips")
        ordering = ["-id"]
        indexes = [models.Index(fields=["filled_on", "audience"], name="slip_batch_day")]
        constraints = [
            models.CheckConstraint(
                name="slip_batch_audience_known", condition=Q(audience__in=["visitor", "complainant"])
            ),
            voiding_is_whole("slip_batch_voiding_is_whole"),
        ]
        triggers = only_voided("audience", "filled_on", "handed_out", "typed_by_id", "typed_at")

    def __str__(self) -> str:
        return f"{self.audience} {self.filled_on}"


class SurveyAnswerQuerySet(models.QuerySet["SurveyAnswer"]):
    """Questions about answers."""

    def counted_between(self, first: date, last: date) -> "SurveyAnswerQuerySet":
        """Return the answers of these days, both included; a slip of a voided batch is no answer."""
        voided = SlipBatch.objects.filter(voided_at__isnull=False).values("pk")
        answers = self.filter(answered_on__range=(first, last))
        return answers.filter(Q(slips__isnull=True) | ~Q(slips__in=voided))


class SurveyAnswer(models.Model):
    """One person's answers: satisfied or not, each question by itself, left out where nothing was chosen."""

    append_only = True

    class Source(models.TextChoices):
        """The way by which an answer came."""

        TICKET = SurveyInvitation.Source.TICKET.value, _("QR code on the ticket")
        PAPER = SurveyInvitation.Source.PAPER.value, _("QR code on the paper")
        COMPLAINT = SurveyInvitation.Source.COMPLAINT.value, _("QR code on the receipt copy or the answer")
        TABLET = "tablet", _("tablet at the exit")
        SLIP = "slip", _("paper slip, typed in")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answered_on = models.DateField()
    audience = models.CharField(max_length=12, choices=Audience)
    source = models.CharField(max_length=12, choices=Source)
    process = models.BooleanField(null=True)
    information = models.BooleanField(null=True)
    politeness = models.BooleanField(null=True)
    procedure = models.BooleanField(null=True)
    time_taken = models.BooleanField(null=True)
    slips = models.ForeignKey(SlipBatch, null=True, on_delete=models.PROTECT, related_name="answers")

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a survey")
        ordering = ["-answered_on", "id"]
        indexes = [models.Index(fields=["answered_on", "audience"], name="survey_answer_day")]
        constraints = [
            models.CheckConstraint(
                name="survey_answer_own_questions",
                condition=(
                    Q(audience="visitor", procedure__isnull=True, time_taken__isnull=True)
                    & _answered(*QUESTIONS[Audience.VISITOR])
                )
                | (
                    Q(
                        audience="complainant",
                        process__isnull=True,
                        information__isnull=True,
                        politeness__isnull=True,
                    )
                    & _answered(*QUESTIONS[Audience.COMPLAINANT])
                ),
                violation_error_message=_("Answer at least one question."),
            ),
            models.CheckConstraint(
                name="survey_answer_source_fits",
                condition=Q(audience="visitor", source__in=["ticket", "paper", "tablet", "slip"])
                | Q(audience="complainant", source__in=["complaint", "slip"]),
            ),
            models.CheckConstraint(
                name="survey_answer_slip_has_batch",
                condition=Q(source="slip", slips__isnull=False) | (~Q(source="slip") & Q(slips__isnull=True)),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.audience} {self.answered_on}"


class SurveyRemark(models.Model):
    """What somebody wrote of their own accord, kept apart from the answers and with its month only."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    audience = models.CharField(max_length=12, choices=Audience)
    month = models.DateField()
    text = models.TextField()

    class Meta:
        verbose_name = _("remark of a survey")
        ordering = ["-month", "id"]
        constraints = [
            models.CheckConstraint(name="survey_remark_month_only", condition=Q(month__day=1)),
            models.CheckConstraint(name="survey_remark_not_empty", condition=~Q(text="")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.audience} {self.month:%Y-%m}"


class SurveyGuess(models.Model):
    """Somebody opened a survey that was never given out; the visitor is a keyed hash of the address.

    Only wrong tokens are counted, so that this log tells nothing of those who answered.
    """

    append_only = True

    visitor = models.CharField(max_length=64)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("wrong address of a survey")
        ordering = ["-id"]
        indexes = [models.Index(fields=["visitor", "-at"], name="survey_guess_visitor")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.at}"
