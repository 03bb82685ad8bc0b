"""One-time form keys: a double click or a repeated POST makes one record."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FormSubmission(models.Model):
    """A form that was acted upon, and where its answer led.

    The row is written in the transaction of the act, so the key is taken exactly when the act is.
    """

    key = models.UUIDField(primary_key=True)
    by = models.ForeignKey("department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("form submission")

    def __str__(self) -> str:
        return str(self.key)
