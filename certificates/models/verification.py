"""The log of public checks; it also limits how often one visitor may try."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY, Paper


class Verification(models.Model):
    """Somebody checked a paper by its QR code or typed code; a wrong code has no paper."""

    append_only = True

    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    # A keyed hash of the visitor's address: enough to count tries, nothing to know a person by.
    visitor = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("check of a paper")
        ordering = ["-id"]
        indexes = [models.Index(fields=["visitor", "-at"], name="verification_visitor")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.at}"
