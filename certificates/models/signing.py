"""One press of «Sign»: the papers it was meant for and the result of each."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from certificates.models.decision import Decision


class SigningBatch(models.Model):
    """The papers a deputy director chose to sign at once; its form key makes a repeat harmless."""

    form_key = models.UUIDField(unique=True)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("signing")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.pk)


class SigningOutcome(models.Model):
    """What became of one paper of a batch."""

    class Result(models.TextChoices):
        """A failure stays with its reason; the others of the batch go on."""

        WAITING = "waiting", _("not signed yet")
        SIGNED = "signed", _("signed")
        FAILED = "failed", _("not signed")

    batch = models.ForeignKey(SigningBatch, on_delete=models.PROTECT, related_name="outcomes")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="signing_outcomes")
    reviewed_sha256 = models.CharField(max_length=64)
    result = models.CharField(max_length=10, choices=Result, default=Result.WAITING)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("outcome of signing")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="outcome_once", fields=["batch", "decision"])]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.decision_id} {self.result}"
