"""Answering a survey: by the token of an invitation, on the tablet at the exit, on paper slips typed in.

No act of a visitor is written into the event log: its order and minutes would say who answered what
(`docs/decisions/0013-anonymous-surveys.md`). What staff type in from paper is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember, SurveyInvitation
from astana_employment.department.records import record_event
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from indicators.surveys.models import (
    QUESTIONS,
    Audience,
    SlipBatch,
    SurveyAnswer,
    SurveyGuess,
    SurveyQuestion,
    SurveyRemark,
)
from indicators.voiding.acts import void

Answers = Mapping[SurveyQuestion, bool | None]

# So many wrong addresses within the time, and a visitor has to wait: nobody finds a token by trying.
GUESSES = 10
WINDOW = timedelta(minutes=10)


class TooManyGuesses(Exception):
    """A visitor has opened more wrong addresses than `GUESSES` within `WINDOW`."""


@dataclass(frozen=True)
class Slip:
    """What stands on one paper slip."""

    answers: Answers
    remark: str = field(default="")

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was chosen."""
        return all(answer is None for answer in self.answers.values())


def invitation_of(*, token: str, visitor: str) -> SurveyInvitation | None:
    """Return the invitation of a token, None for one that was never given out; such a try is counted.

    `visitor` is a `visitor_key`. TooManyGuesses, without counting on, after too many wrong tries.
    """
    since = now() - WINDOW
    if SurveyGuess.objects.filter(visitor=visitor, at__gte=since).count() >= GUESSES:
        raise TooManyGuesses
    invitation = SurveyInvitation.objects.filter(token=token).first()
    if invitation is None:
        SurveyGuess.objects.create(visitor=visitor)
    return invitation


@transaction.atomic
def answer_invitation(*, invitation: SurveyInvitation, answers: Answers, remark: str = "") -> None:
    """Keep the answers to an invitation, on this day (reading 54).

    RuleViolation when nothing is answered, or when the invitation was answered before: of two at the same
    moment one is kept.
    """
    _use(invitation)
    _keep(invitation.audience, invitation.source, answers, remark, today())


@transaction.atomic
def answer_on_tablet(*, answers: Answers, remark: str = "") -> None:
    """Keep a visitor's answers from the tablet at the exit, on this day; RuleViolation for none at all."""
    _keep(Audience.VISITOR, SurveyAnswer.Source.TABLET, answers, remark, today())


@transaction.atomic
def type_in_slips(*, filled_on: date, handed_out: int, slips: Sequence[Slip], by: StaffMember) -> SlipBatch:
    """Keep the visitors' paper slips of a day, marked as typed in: who, when, from which day.

    Slips on which nothing was chosen may be among `slips`; they count as given out alone. RuleViolation for
    a day to come, no slip at all, or more slips than were given out.
    """
    _check_day(filled_on)
    if not slips:
        raise RuleViolation(_("Enter at least one slip."), field="handed_out")
    if handed_out < len(slips):
        raise RuleViolation(
            _("Slips typed in: %(typed)d. Fewer cannot have been given out.") % {"typed": len(slips)},
            field="handed_out",
        )
    batch = _batch(Audience.VISITOR, filled_on, handed_out, by, typed=len(slips))
    for slip in slips:
        if not slip.is_empty:
            _keep(batch.audience, SurveyAnswer.Source.SLIP, slip.answers, slip.remark, filled_on, batch)
    return batch


@transaction.atomic
def type_in_complainants_slip(
    *, invitation: SurveyInvitation, filled_on: date, slip: Slip, by: StaffMember
) -> SlipBatch:
    """Keep the paper answer of a complainant, marked as typed in; one answer a complaint.

    `invitation` is the complaint's. RuleViolation when it was answered before, for a day to come or before
    the asking, and when nothing is answered.
    """
    if invitation.audience != Audience.COMPLAINANT:
        raise ValueError("the invitation is not a complaint's")
    _check_day(filled_on)
    if filled_on < invitation.asked_on:
        raise RuleViolation(_("The complaint was received later than this day."), field="filled_on")
    _use(invitation)
    batch = _batch(Audience.COMPLAINANT, filled_on, 1, by, typed=1)
    _keep(batch.audience, SurveyAnswer.Source.SLIP, slip.answers, slip.remark, filled_on, batch)
    return batch


@transaction.atomic
def void_slips(*, batch: SlipBatch, reason: str, by: StaffMember) -> SlipBatch:
    """Void a batch that was typed wrongly, and say why: its answers are kept and count nowhere any more.

    For visitors' slips alone: a complainant's answer has used the one invitation of the complaint, and the
    answers do not tell which it was. An issued report keeps its figures until it is revised. RuleViolation
    without a reason, for a complainant's slip, or when it was voided before.
    """
    if batch.audience != Audience.VISITOR:
        raise RuleViolation(_("Only slips of visitors can be voided: a complainant answers once."))
    row = void(batch, reason=reason, by=by)
    record_event(verb="survey.slips_voided", subject=row, by=by, reason=row.void_reason)
    return row


def _use(invitation: SurveyInvitation) -> None:
    """Mark an invitation as answered; whoever comes second waits here and is refused."""
    fresh = SurveyInvitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.is_answered:
        raise RuleViolation(_("This survey has been answered already."), clause="one answer a token")
    fresh.is_answered = True
    fresh.save(update_fields=["is_answered"])


def _keep(
    audience: str, source: str, answers: Answers, remark: str, day: date, slips: SlipBatch | None = None
) -> None:
    asked = {question.value: answers.get(question) for question in QUESTIONS[audience]}
    with constraint_errors():
        SurveyAnswer.objects.create(answered_on=day, audience=audience, source=source, slips=slips, **asked)
    if remark.strip():
        SurveyRemark.objects.create(audience=audience, month=day.replace(day=1), text=remark.strip())


def _check_day(day: date) -> None:
    if day > today():
        raise RuleViolation(_("This day has not come yet."), field="filled_on")


def _batch(audience: str, day: date, handed_out: int, by: StaffMember, *, typed: int) -> SlipBatch:
    batch = SlipBatch.objects.create(audience=audience, filled_on=day, handed_out=handed_out, typed_by=by)
    record_event(
        verb="survey.slips_typed",
        subject=batch,
        by=by,
        happened_on=day if day < today() else None,
        after={"filled_on": day.isoformat(), "handed_out": handed_out, "slips_typed": typed},
    )
    return batch
