"""The personal record card (дербес есептік карточка, clause 15) as typed entries of a registration.

Every entry can be corrected, its former states stay (pghistory); a wrong one is voided, never deleted.
What can be a breach carries the reason the person gave and the judgement of the head of division.
"""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import NEVER_DELETED
from registry.card.models.entry import NOT_KEPT, CardEntry, Judged, closed_when, in_order
from registry.law.entry_rules import (
    participation_after_referral,
    referral_before_participation,
    vacancy_must_be_open,
    within_registration,
)
from registry.vacancies.models import Vacancy


@pghistory.track()
class VisitAppointment(CardEntry, Judged):
    """A date for visiting the department (хабарласу мерзімі): when it is due, when it was kept."""

    agreed_on = models.DateField(_("agreed on"))
    due_on = models.DateField(_("to come by"))
    due_rule = models.JSONField()
    came_on = models.DateField(_("came on"), null=True, blank=True)
    information = models.CharField(_("information given"), max_length=400, blank=True)
    # Set when the person came, or when the next date was agreed after this one was missed.
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("visit")
        ordering = ["-due_on", "-id"]
        indexes = [
            models.Index(fields=["registration", "due_on"], name="visit_due"),
            # The day's list of a window and the breaches to judge look at these few rows only.
            models.Index(fields=["due_on"], name="visit_not_kept", condition=NOT_KEPT),
        ]
        constraints = [
            Judged.constraint("visit_judged_has_judge"),
            in_order(
                "visit_due_after_agreed",
                "agreed_on",
                "due_on",
                _("The visit is due before it was agreed (clause 15)."),
            ),
            in_order(
                "visit_came_after_agreed",
                "agreed_on",
                "came_on",
                _("The visit was kept before it was agreed (clause 15)."),
            ),
            models.UniqueConstraint(
                name="visit_one_pending",
                fields=["registration"],
                condition=Q(closed_on__isnull=True, voided_at__isnull=True),
                violation_error_message=_("A visit is agreed already (clause 15)."),
            ),
            closed_when("visit_kept_is_closed", Q(came_on__isnull=False)),
        ]
        triggers = [NEVER_DELETED, within_registration("registry_visitappointment")]

    def __str__(self) -> str:
        return self.due_on.isoformat()


@pghistory.track()
class JobOffer(CardEntry):
    """A job offered from the bank; whether it was suitable is judged when it is offered (reading 58)."""

    class Answer(models.TextChoices):
        """What the person answered."""

        OPEN = "open", _("not answered")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused in writing")
        WITHDRAWN = "withdrawn", _("offer withdrawn")

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, related_name="offers", verbose_name=_("vacancy")
    )
    offered_on = models.DateField(_("offered on"))
    is_suitable = models.BooleanField(_("suitable"), default=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    refusal_document = models.CharField(_("document of the written refusal"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("job offer")
        ordering = ["-offered_on", "-id"]
        constraints = [
            in_order(
                "offer_answer_in_order",
                "offered_on",
                "answered_on",
                _("The offer was answered before it was given (clause 17(1))."),
            ),
            models.CheckConstraint(
                name="offer_answered_has_day",
                condition=Q(answer="open", answered_on__isnull=True)
                | (~Q(answer="open") & Q(answered_on__isnull=False)),
                violation_error_message=_(
                    "An answer needs its day, and an open offer has none (clause 17(1))."
                ),
            ),
            models.CheckConstraint(
                name="offer_refusal_has_document",
                condition=~Q(answer="refused") | ~Q(refusal_document=""),
                violation_error_message=_("A written refusal needs its document (clause 17(1))."),
            ),
            models.UniqueConstraint(
                name="offer_once",
                fields=["registration", "vacancy", "offered_on"],
                condition=Q(voided_at__isnull=True),
                violation_error_message=_("This vacancy was offered on this day already (clause 17(1))."),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            within_registration("registry_joboffer"),
            vacancy_must_be_open("registry_joboffer"),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.answer}"


@pghistory.track()
class Referral(CardEntry, Judged):
    """A referral (жолдама) to a job, to training or to public works, and what came of it."""

    class Kind(models.TextChoices):
        """Where to."""

        JOB = "job", _("to a job")
        TRAINING = "training", _("to training")
        PUBLIC_WORKS = "public_works", _("to public works")

    class Outcome(models.TextChoices):
        """What came of it; the appearance itself has its own day."""

        OPEN = "open", pgettext_lazy("referral", "open")
        HIRED = "hired", _("hired")
        STARTED = "started", _("started")
        EMPLOYER_REFUSED = "employer_refused", _("employer's reasoned refusal")
        NOT_AGREED = "not_agreed", _("ended without hiring")
        DID_NOT_APPEAR = "did_not_appear", _("did not appear")
        CANCELLED = "cancelled", _("cancelled by the department")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    vacancy = models.ForeignKey(
        Vacancy,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
        verbose_name=_("vacancy"),
    )
    destination = models.CharField(_("where to"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("to appear by"))
    due_rule = models.JSONField()
    appeared_on = models.DateField(_("appeared on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.OPEN)
    outcome_on = models.DateField(_("day of the outcome"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["registration", "outcome"], name="referral_outcome"),
            models.Index(
                fields=["due_on"],
                name="referral_not_appeared",
                condition=Q(appeared_on__isnull=True, voided_at__isnull=True)
                | Q(appeared_on__gt=F("due_on"), voided_at__isnull=True),
            ),
        ]
        constraints = [
            Judged.constraint("referral_judged_has_judge"),
            in_order(
                "referral_due_in_order",
                "issued_on",
                "due_on",
                _("The referral is due before it was given (clause 17(2))."),
            ),
            in_order(
                "referral_appeared_in_order",
                "issued_on",
                "appeared_on",
                _("The referral was answered before it was given (clause 17(2))."),
            ),
            in_order(
                "referral_outcome_in_order",
                "issued_on",
                "outcome_on",
                _("The referral was answered before it was given (clause 17(2))."),
            ),
            in_order(
                "referral_outcome_after_appearing",
                "appeared_on",
                "outcome_on",
                _("The outcome lies before the appearance (clause 17(2))."),
            ),
            models.CheckConstraint(
                name="referral_outcome_has_day",
                condition=Q(outcome="open", outcome_on__isnull=True)
                | (~Q(outcome="open") & Q(outcome_on__isnull=False)),
                violation_error_message=_(
                    "An outcome needs its day, and an open referral has none (clause 17(2))."
                ),
            ),
            models.CheckConstraint(
                name="referral_no_show_did_not_appear",
                condition=~Q(outcome="did_not_appear") | Q(appeared_on__isnull=True),
                violation_error_message=_("Whoever did not appear has no day of appearing (clause 17(2))."),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            within_registration("registry_referral"),
            vacancy_must_be_open("registry_referral"),
            referral_before_participation(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_on}"


@pghistory.track()
class Summons(CardEntry, Judged):
    """A summons to the department to receive a referral (clause 17(3)); one open at a time."""

    summoned_on = models.DateField(_("summoned on"))
    due_on = models.DateField(_("to come by"))
    due_rule = models.JSONField()
    came_on = models.DateField(_("came on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("summons")
        ordering = ["-summoned_on", "-id"]
        indexes = [models.Index(fields=["due_on"], name="summons_not_kept", condition=NOT_KEPT)]
        constraints = [
            Judged.constraint("summons_judged_has_judge"),
            in_order(
                "summons_due_in_order",
                "summoned_on",
                "due_on",
                _("The summons is due before it was given (clause 17(3))."),
            ),
            in_order(
                "summons_came_in_order",
                "summoned_on",
                "came_on",
                _("The person came before being summoned (clause 17(3))."),
            ),
            in_order(
                "summons_cancelled_in_order",
                "summoned_on",
                "cancelled_on",
                _("The summons was cancelled before it was given (clause 17(3))."),
            ),
            models.UniqueConstraint(
                name="summons_one_open",
                fields=["registration"],
                condition=Q(closed_on__isnull=True, voided_at__isnull=True),
                violation_error_message=_("A summons is open already (clause 17(3))."),
            ),
            closed_when(
                "summons_answered_is_closed", Q(came_on__isnull=False) | Q(cancelled_on__isnull=False)
            ),
            models.CheckConstraint(
                name="summons_came_or_cancelled",
                condition=Q(came_on__isnull=True) | Q(cancelled_on__isnull=True),
                violation_error_message=_(
                    "Either the person came or the summons was cancelled (clause 17(3))."
                ),
            ),
            in_order(
                "summons_closed_in_order",
                "summoned_on",
                "closed_on",
                _("The summons was closed before it was given (clause 17(3))."),
            ),
        ]
        triggers = [NEVER_DELETED, within_registration("registry_summons")]

    def __str__(self) -> str:
        return self.summoned_on.isoformat()


@pghistory.track()
class Participation(CardEntry, Judged):
    """Taking part in training or in paid public works (Annex 1, blank 3; clause 17(4))."""

    class Kind(models.TextChoices):
        """What in."""

        TRAINING = "training", _("training")
        PUBLIC_WORKS = "public_works", _("paid public works")

    class Ending(models.TextChoices):
        """How it ended."""

        RUNNING = "running", _("running")
        COMPLETED = "completed", _("completed")
        STOPPED_BY_PERSON = "stopped_by_person", _("stopped of the person's own accord")
        STOPPED_BY_OTHERS = "stopped_by_others", _("ended by the organiser")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    referral = models.ForeignKey(
        Referral,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("referral"),
    )
    place = models.CharField(_("where"), max_length=200)
    started_on = models.DateField(_("started on"))
    ending = models.CharField(_("ending"), max_length=20, choices=Ending, default=Ending.RUNNING)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        ordering = ["-started_on", "-id"]
        constraints = [
            Judged.constraint("participation_judged_has_judge"),
            in_order(
                "participation_in_order",
                "started_on",
                "ended_on",
                _("The participation ended before it started (clause 17(4))."),
            ),
            models.CheckConstraint(
                name="participation_ended_has_day",
                condition=Q(ending="running", ended_on__isnull=True)
                | (~Q(ending="running") & Q(ended_on__isnull=False)),
                violation_error_message=_(
                    "An ending needs its day, and a running participation has none (clause 17(4))."
                ),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            within_registration("registry_participation"),
            participation_after_referral(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_on}"

    @property
    def period(self) -> tuple[date, date | None]:
        """The days of taking part; None while it runs."""
        return (self.started_on, self.ended_on)


@pghistory.track()
class LifeEvent(CardEntry):
    """An event of life that bears on the registration (clause 17(6)–(8)) or ends it."""

    class Kind(models.TextChoices):
        """What happened."""

        MOVED_WITHIN = "moved_within", _("moved within Astana")
        MOVED_AWAY = "moved_away", _("moved away from Astana")
        EMPLOYED = "employed", _("found work")
        SENTENCED = "sentenced", _("sentenced to deprivation of liberty")
        PENSION = "pension", _("pension awarded")

    kind = models.CharField(_("what happened"), max_length=14, choices=Kind)
    happened_on = models.DateField(_("on"))
    document = models.CharField(_("document"), max_length=160, blank=True)
    new_address = models.CharField(_("new address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event of life")
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="life_event_move_has_address",
                condition=~Q(kind__in=["moved_within", "moved_away"]) | ~Q(new_address=""),
                violation_error_message=_("Enter the new address (clause 17(6))."),
            ),
        ]
        triggers = [NEVER_DELETED, within_registration("registry_lifeevent")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
