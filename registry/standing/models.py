"""Decisions on a registration after it began: suspended, resumed, ended (clause 17, reading 10)."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED, IssuedRow, Paper, changed
from astana_employment.toolbox.constraints import Check
from registry.people.models.registration import UnemploymentRegistration


class StandingDecision(IssuedRow):
    """A registration is suspended, resumed or ended: why, on what evidence, decided by whom.

    The person learns of it by a notice, a paper of its own (reading 51).
    """

    class Act(models.TextChoices):
        """What is decided."""

        SUSPEND = "suspend", _("suspended")
        RESUME = "resume", _("resumed")
        END = "end", _("ended")

    class Cause(models.TextChoices):
        """Why: a ground of clause 17, or what the person did or asked for."""

        GROUND = "ground", _("ground of clause 17")
        EMPLOYED = "employed", _("found work")
        MOVED = "moved", _("moved away")
        ASKED = "asked", _("asked for it")
        CLEARED = "cleared", _("the ground fell away")

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="standing_decisions"
    )
    act = models.CharField(max_length=10, choices=Act)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause)
    grounds = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    evidence = models.JSONField(default=list)
    explanation = models.CharField(_("explanation"), max_length=400, blank=True)
    decided_on = models.DateField(_("decided on"))
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    language = models.CharField(max_length=2, default="kk")
    snapshot = models.JSONField()
    issue_block = models.JSONField()
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="standing_decision")

    class Meta:
        verbose_name = _("decision on a registration")
        ordering = ["-id"]
        indexes = [models.Index(fields=["registration", "-id"], name="standing_of_registration")]
        constraints = [
            models.CheckConstraint(
                name="standing_ground_has_evidence",
                condition=Q(cause="ground", grounds__len__gt=0) & ~Q(evidence=[])
                | (~Q(cause="ground") & Q(grounds__len=0)),
                violation_error_message=_("A ground of clause 17 needs its evidence."),
            ),
            models.CheckConstraint(
                name="standing_grounds_of_clause_17", condition=Q(grounds__contained_by=list(range(1, 9)))
            ),
            Check(
                name="standing_cause_fits_act",
                field="cause",
                condition=Q(act="suspend", cause__in=["ground", "asked"])
                | Q(act="resume", cause__in=["cleared", "asked"])
                | Q(act="end", cause__in=["ground", "employed", "moved", "asked"]),
                violation_error_message=_("This cause does not lead to this decision (clause 17)."),
            ),
            models.CheckConstraint(
                name="standing_suspended_on_1_to_5",
                condition=~Q(act="suspend") | Q(grounds__contained_by=list(range(1, 6))),
                violation_error_message=_(
                    "A registration is suspended on grounds 1 to 5; 6 to 8 end it (reading 10)."
                ),
            ),
            Check(
                name="standing_explained",
                field="explanation",
                condition=~Q(evidence=[]) | ~Q(explanation=""),
                violation_error_message=_("Say what the decision rests on."),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            # Its paper is filled in once, after rendering; nothing else ever changes.
            pgtrigger.Protect(
                name="only_paper_added",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__paper_id__isnull=False)
                | changed("snapshot", "issue_block", "grounds", "evidence", "act"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.act}"
