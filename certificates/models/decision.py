"""A decision on a request: the certificate or the refusal notice, from draft to the person's hand."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import (
    APPEND_ONLY,
    NEVER_DELETED,
    Delegation,
    IssuedRow,
    Paper,
    Series,
    changed,
)
from certificates.models.request import CertificateRequest
from registry.models import LateEntry, VacancySearch

# On its way to a paper: a request, and a paper being corrected, has one such decision at most.
LIVE = ["prepared", "returned", "signing"]
NUMBERED = ["signing", "signed", "handed_over", "annulled", "superseded"]
ISSUED = ["signed", "handed_over", "annulled", "superseded"]


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about decisions."""

    def live(self) -> "DecisionQuerySet":
        """Keep what is prepared and not yet issued or withdrawn."""
        return self.filter(state__in=LIVE)

    def awaiting_signature(self) -> "DecisionQuerySet":
        """Keep what the deputy director has to sign, the most urgent first; stuck signings too."""
        return self.filter(state__in=["prepared", "signing"]).order_by("request__due_on", "id")

    def with_person(self) -> "DecisionQuerySet":
        """Fetch the person, request and paper of each decision along with it."""
        return self.select_related("request__registration__person", "paper", "prepared_by")


@pghistory.track()
class Decision(IssuedRow):
    """A certificate or a refusal notice being prepared, signed and handed over (clause 5(2)).

    What the signer reviews is `snapshot`; its hash is frozen when signing begins. The issue block
    (number, dates, signer, check code) is added beside it, and the paper is made from the two.
    """

    class Kind(models.TextChoices):
        """Annex 1 or Annex 2."""

        CERTIFICATE = "certificate", _("certificate")
        REFUSAL = "refusal", _("refusal notice")

    class State(models.TextChoices):
        """Where the decision stands; `certificates.states` has the allowed steps."""

        PREPARED = "prepared", _("awaiting signature")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SIGNING = "signing", _("being signed")
        SIGNED = "signed", _("signed")
        HANDED_OVER = "handed_over", _("handed over")
        ANNULLED = "annulled", _("annulled")
        SUPERSEDED = "superseded", _("superseded")

    request = models.ForeignKey(CertificateRequest, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.PREPARED)
    grounds = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    no_vacancy_confirmed_on = models.DateField(null=True)
    # What the confirmation rests on: the search in the bank of vacancies (clause 1).
    vacancy_search = models.ForeignKey(
        VacancySearch, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    prepared_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    returned_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_note = models.CharField(max_length=400, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    correction_reason = models.CharField(max_length=400, blank=True)
    correction_is_our_error = models.BooleanField(null=True)
    # A certificate in spite of raised grounds of clause 17: which ones, who decided so, and why.
    override_grounds = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    override_reason = models.CharField(max_length=400, blank=True)
    override_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )

    series = models.CharField(max_length=4, choices=Series, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    signed_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    acting_under = models.ForeignKey(Delegation, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="decision")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "id"], name="decision_state")]
        constraints = [
            models.UniqueConstraint(
                name="decision_one_live",
                fields=["request"],
                condition=Q(state__in=[*LIVE, "signed", "handed_over"]) & Q(corrects__isnull=True),
                violation_error_message=_("A decision on this request exists already."),
            ),
            models.UniqueConstraint(
                name="decision_one_open_correction",
                fields=["corrects"],
                condition=Q(state__in=LIVE),
                violation_error_message=_("A correction of this paper is being prepared already."),
            ),
            models.UniqueConstraint(name="decision_number_once", fields=["series", "year", "sequence"]),
            models.CheckConstraint(
                name="decision_refusal_has_grounds",
                condition=Q(kind="refusal", grounds__len__gt=0) | Q(kind="certificate", grounds__len=0),
                violation_error_message=_("A refusal needs at least one of the eight grounds (clause 17)."),
            ),
            models.CheckConstraint(
                name="decision_grounds_of_clause_17",
                condition=Q(grounds__contained_by=list(range(1, 9))),
            ),
            models.CheckConstraint(
                name="decision_override_whole",
                condition=Q(override_grounds__len=0, override_reason="", override_by__isnull=True)
                | Q(kind="certificate", override_grounds__len__gt=0, override_by__isnull=False)
                & ~Q(override_reason=""),
                violation_error_message=_(
                    "A certificate in spite of a ground needs the reason of the head of division (clause 17)."
                ),
            ),
            models.CheckConstraint(
                name="decision_certificate_no_vacancy",
                condition=Q(kind="refusal") | Q(no_vacancy_confirmed_on__isnull=False),
                violation_error_message=_("Confirm that there is no suitable vacancy (clause 1)."),
            ),
            models.CheckConstraint(
                name="decision_signer_is_not_preparer",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("prepared_by")),
                violation_error_message=_("Whoever prepared a paper does not sign it."),
            ),
            models.CheckConstraint(
                name="decision_numbered_when_signing",
                condition=(
                    Q(state__in=NUMBERED)
                    & Q(year__isnull=False, sequence__isnull=False, issue_block__isnull=False)
                    & Q(signed_by__isnull=False, signed_at__isnull=False)
                    & ~Q(series="")
                )
                | ~Q(state__in=NUMBERED),
            ),
            models.CheckConstraint(
                name="decision_issued_has_paper",
                condition=Q(state__in=ISSUED, paper__isnull=False)
                | (~Q(state__in=ISSUED) & Q(paper__isnull=True)),
            ),
            models.CheckConstraint(
                name="decision_returned_has_note",
                condition=~Q(state="returned") | (Q(returned_by__isnull=False) & ~Q(returned_note="")),
            ),
            models.CheckConstraint(
                name="decision_correction_has_reason",
                condition=Q(corrects__isnull=True)
                | (~Q(correction_reason="") & Q(correction_is_our_error__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_signing",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=NUMBERED)
                & changed(
                    "snapshot",
                    "snapshot_sha256",
                    "issue_block",
                    "series",
                    "year",
                    "sequence",
                    "override_reason",
                    "override_by_id",
                    "signed_by_id",
                ),
                func="""RAISE EXCEPTION 'a paper being signed is frozen'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_frozen_when_signing';""",
            ),
            NEVER_DELETED,
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether it is prepared and not yet issued or withdrawn."""
        return self.state in LIVE


class Handover(LateEntry):
    """A signed paper reached the person: a certificate in person only (clause 16, reading 44)."""

    class How(models.TextChoices):
        """The two ways."""

        IN_PERSON = "in_person", _("handed over in person")
        POSTED = "posted", _("posted")

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="handover")
    how = models.CharField(_("how"), max_length=10, choices=How)
    handed_on = models.DateField(_("on"))
    identity_number = models.CharField(_("number of the identity document shown"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    append_only = True

    class Meta:
        verbose_name = _("handing over")
        ordering = ["-id"]
        constraints = [
            LateEntry.constraint("handover_day_or_allowed", "handed_on"),
            models.CheckConstraint(
                name="handover_in_person_identity",
                condition=Q(how="posted") | ~Q(identity_number=""),
                violation_error_message=_("Enter the number of the identity document shown."),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.how}"
