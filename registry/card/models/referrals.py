"""Referrals to a job, to training or to public works (clauses 15, 17(2))."""

from collections.abc import Collection
from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.toolbox.constraints import Check
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from registry.card.models.entry import Awaited, CardEntry, Ending, Judged, State, in_order, not_kept
from registry.card.models.triggers import referral_before_participation, vacancy_must_be_open
from registry.vacancies.models import Vacancy, destination_of


@pghistory.track()
class Referral(Awaited):
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

    # Nobody is hired, started or turned down after a talk without having been there.
    _OF_WHO_APPEARED = (Outcome.HIRED, Outcome.STARTED, Outcome.NOT_AGREED)
    # Outcomes by which nobody had to appear any more.
    RELEASING = (*_OF_WHO_APPEARED, Outcome.EMPLOYER_REFUSED, Outcome.CANCELLED)

    slug = "referral"
    label = _("Referral")
    key = "alt+r"
    clause = "17(2)"
    begins = "issued_on"
    term = ("referral_working_days", "working_days")
    came_in = "appeared_on"
    fields = (
        *("kind", "vacancy", "destination", "issued_on", "appeared_on", "outcome", "outcome_on"),
        *("reason", "note"),
    )
    told = ("kind", "destination", "issued_on", "due_on", "appeared_on", "outcome", "reason")
    words = (_("appeared, outcome awaited"), _("appeared late"), _("did not appear"))
    verbs = {"referred": _("referral given"), "referral_closed": _("outcome of a referral entered")}
    open_when = {"outcome": Outcome.OPEN}
    hinders = True
    leads_to = "destination"
    settled_in = "outcome_on"
    keeps_vacancy = "outcome <> 'cancelled'"

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
    appeared_on = models.DateField(_("appeared on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.OPEN)
    outcome_on = models.DateField(_("day of the outcome"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["registration", "outcome"], name="referral_outcome"),
            not_kept("referral_not_appeared", "appeared_on"),
        ]
        constraints = [
            Judged.constraint("referral_judged_has_judge"),
            in_order(
                "referral_due_in_order",
                "issued_on",
                "due_on",
                _("The referral is due before it was given (clause 17(2))."),
                field="issued_on",
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
            Check(
                name="referral_outcome_has_day",
                condition=Q(outcome="open", outcome_on__isnull=True)
                | (~Q(outcome="open") & Q(outcome_on__isnull=False)),
                violation_error_message=_(
                    "An outcome needs its day, and an open referral has none (clause 17(2))."
                ),
                field="outcome_on",
            ),
            Check(
                name="referral_no_show_did_not_appear",
                condition=~Q(outcome="did_not_appear") | Q(appeared_on__isnull=True),
                violation_error_message=_("Whoever did not appear has no day of appearing (clause 17(2))."),
                field="appeared_on",
            ),
        ]
        triggers = [
            vacancy_must_be_open("vacancy_open_when_referred", "issued_on"),
            referral_before_participation(),
        ]

    def __str__(self) -> str:
        return f"{numeric_date(self.issued_on)} · {self.destination}"

    @classmethod
    def breaches(cls, day: date) -> Q:
        """Keep of referrals only those to work, unless nobody had to appear any more (clause 17(2))."""
        held = ~Q(outcome__in=cls.RELEASING) | Q(outcome_on__gt=F("due_on"))
        return super().breaches(day) & held & Q(kind=cls.Kind.JOB)

    @property
    def released_on(self) -> date | None:
        """The day of an outcome by which nobody had to appear any more."""
        return self.outcome_on if self.outcome in self.RELEASING else None

    @property
    def hindrance_ending(self) -> Ending:
        """Whether it led to a job, or why not."""
        if self.voided_at is not None or self.kind != self.Kind.JOB:
            return Ending.NOT_HIRED
        is_known = self.outcome in (self.Outcome.HIRED, self.Outcome.EMPLOYER_REFUSED)
        return Ending(self.outcome) if is_known else Ending.NOT_HIRED

    def breach_since(self, day: date) -> date | None:
        """Return the day after the due day, of a referral to work."""
        return super().breach_since(day) if self.kind == self.Kind.JOB else None

    def _valid_state(self, *, is_breach: bool) -> State:
        if self.outcome != self.Outcome.OPEN:
            return CardEntry._valid_state(self, is_breach=is_breach)
        return super()._valid_state(is_breach=is_breach)

    def settle(self, changed: Collection[str]) -> None:
        """Take the destination from the vacancy; what came of it agrees with the appearance and the kind."""
        self._check_destination()
        self.destination = self.destination or destination_of(self.vacancy)
        super().settle(changed)
        self._check_outcome()

    def refuse_voiding(self) -> None:
        """RuleViolation while a participation stands that it led to."""
        if self.participations.filter(voided_at__isnull=True).exists():
            raise RuleViolation(
                _("A participation began with this referral: void that entry first (clause 15)."),
                clause="15",
            )

    def _check_destination(self) -> None:
        """A referral leads somewhere, and only one to a job leads to a vacancy."""
        if self.vacancy is not None and self.kind != self.Kind.JOB:
            raise RuleViolation(
                _("Only a referral to a job leads to a vacancy (clause 15)."), clause="15", field="vacancy"
            )
        if self.vacancy is None and not self.destination:
            raise RuleViolation(
                _("Enter where the person is referred to (clause 15)."), clause="15", field="destination"
            )

    def _check_outcome(self) -> None:
        other = self.Outcome.STARTED if self.kind == self.Kind.JOB else self.Outcome.HIRED
        if self.outcome == other:
            raise RuleViolation(
                _("At a job one is hired; training and public works are started (clause 15)."),
                clause="15",
                field="outcome",
            )
        if self.outcome in self._OF_WHO_APPEARED and self.appeared_on is None:
            raise RuleViolation(
                _("Enter the day on which the person appeared (clause 17(2))."),
                clause="17(2)",
                field="appeared_on",
            )
        is_too_early = self.outcome_on is not None and self.outcome_on <= self.due_on
        if self.outcome == self.Outcome.DID_NOT_APPEAR and is_too_early:
            raise RuleViolation(
                _("The person has until %(day)s to appear (clause 17(2))."),
                clause="17(2)",
                field="outcome_on",
                params={"day": numeric_date(self.due_on)},
            )
