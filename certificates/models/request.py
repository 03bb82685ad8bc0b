"""A registered person asks for the certificate, in person; and what the request waits for."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import DocumentKind, ServiceStandard
from registry.models import LateEntry, UnemploymentRegistration

if TYPE_CHECKING:
    from certificates.models.decision import Decision


class RequestQuerySet(models.QuerySet["CertificateRequest"]):
    """Questions about requests."""

    def undecided(self) -> "RequestQuerySet":
        """Keep the requests that still need a decision, the most urgent first."""
        return self.filter(state__in=["open", "waiting"]).order_by("due_on", "id")


@pghistory.track()
class CertificateRequest(LateEntry):
    """A request for the unemployment certificate (clauses 15, 16).

    `due_on` is the last day to decide, with the rule that gave it (clause 7(1), readings 6, 40).
    """

    class State(models.TextChoices):
        """Waiting: a suitable vacancy or a referral is open (reading 40)."""

        OPEN = "open", _("open")
        WAITING = "waiting", _("waiting")
        DECIDED = "decided", _("decided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class IdentityForm(models.TextChoices):
        """What was shown as the identity document; a stateless person's certificate is one (reading 61)."""

        IDENTITY_CARD = "identity_card", _("identity card")
        PASSPORT = "passport", _("passport")
        STATELESS = "stateless", DocumentKind.STATELESS_CERTIFICATE.label

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="certificate_requests"
    )
    standard = models.ForeignKey(ServiceStandard, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField(_("requested on"))
    identity_form = models.CharField(_("identity document"), max_length=20, choices=IdentityForm)
    identity_number = models.CharField(_("number of the identity document"), max_length=40)
    language = models.CharField(
        _("language of the paper"), max_length=2, choices=[("kk", "Қазақша"), ("ru", "Русский")], default="kk"
    )
    purpose = models.CharField(_("where it will be presented"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    withdrawn_reason = models.CharField(max_length=200, blank=True, editable=False)
    due_on = models.DateField()
    due_rule = models.JSONField()
    # The day it was decided (the paper's day of issue) or withdrawn; indicator 1.1 holds it against `due_on`.
    closed_on = models.DateField(null=True, editable=False)
    taken_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate request")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="request_state_due"),
            # Indicator 1.1 counts the requests of a quarter from it alone (decision 0014).
            models.Index(
                Least("closed_on", "due_on"),
                "closed_on",
                "due_on",
                "state",
                name="request_counts_on",
                condition=Q(is_imported=False),
            ),
        ]
        constraints = [
            LateEntry.constraint("request_day_or_allowed", "requested_on"),
            models.CheckConstraint(name="request_identity_seen", condition=~Q(identity_number="")),
            models.CheckConstraint(name="request_due_not_before", condition=Q(due_on__gte=F("requested_on"))),
            models.CheckConstraint(
                name="request_withdrawn_has_reason",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="request_closed_has_day",
                condition=Q(state__in=["open", "waiting"], closed_on__isnull=True)
                | Q(state__in=["decided", "withdrawn"], closed_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="request_one_undecided",
                fields=["registration"],
                condition=Q(state__in=["open", "waiting"]),
                violation_error_message=_("An undecided request of this person exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.requested_on}"

    def get_absolute_url(self) -> str:
        """Return the address of the request's page."""
        return reverse("request_detail", args=[self.pk])

    @property
    def live_decision(self) -> "Decision | None":
        """What is prepared on it and not yet issued; a list fetches the decisions along."""
        return next((row for row in self.decisions.all() if row.is_live), None)


class RequestPause(models.Model):
    """An interval in which a request waits, what for, and what came of it (reading 40)."""

    class Cause(models.TextChoices):
        """What stands in the way of both the certificate and the refusal."""

        VACANCY = "vacancy", _("a suitable vacancy is open")
        REFERRAL = "referral", _("a referral is open")

    class Outcome(models.TextChoices):
        """What came of it."""

        EMPLOYER_REFUSED = "employer_refused", _("the employer refused with reasons")
        VACANCY_GONE = "vacancy_gone", _("the vacancy is filled or not suitable")
        NOT_HIRED = "not_hired", _("the referral ended without hiring")
        OFFER_REFUSED = "offer_refused", _("the person refused the job")
        HIRED = "hired", _("the person was hired")

    request = models.ForeignKey(CertificateRequest, on_delete=models.PROTECT, related_name="pauses")
    cause = models.CharField(_("what it waits for"), max_length=10, choices=Cause)
    note = models.CharField(_("employer and work"), max_length=200)
    began_on = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    # Begun by an offer or a referral of the record card, whose outcome ends it.
    is_from_card = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("pause of a request")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="pause_one_open", fields=["request"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="pause_ended_has_outcome",
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="pause_dates_in_order",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                violation_error_message=_("It ended before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.cause}"
