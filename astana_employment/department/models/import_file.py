"""Files that were brought to be read in: what each would change, whether it was taken, what came of it."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models.event import NEVER_DELETED

_BROUGHT = ["kind", "name", "size", "sha256", "encoding", "brought_by", "brought_at"]


@pghistory.track(exclude=["report", "rows_read", "version"])
class ImportFile(models.Model):
    """One file of one kind (`department/imports.py`); its bytes are in `ImportContent` until it is done with.

    `round` counts how often the worker was asked: a job of an earlier round does nothing. `rows_read` shows
    how far it is. `report` is what the last reading found (`department/import_reports.py`), `words` why the
    file could not be read.
    """

    class State(models.TextChoices):
        """How far a file has come."""

        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, not taken")
        TAKING = "taking", _("being taken")
        TAKEN = "taken", pgettext_lazy("a file", "taken")
        REFUSED = "refused", _("could not be read")
        GIVEN_UP = "given_up", _("discarded")

    kind = models.CharField(_("what it holds"), max_length=20)
    name = models.CharField(_("file"), max_length=120)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    round = models.PositiveSmallIntegerField(default=1)
    rows_read = models.PositiveIntegerField(default=0)
    report = models.JSONField(null=True)
    words = models.TextField(blank=True)
    brought_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("file to import")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="import_state_known",
                condition=Q(state__in=["checking", "checked", "taking", "taken", "refused", "given_up"]),
            ),
            models.CheckConstraint(
                name="import_taken_has_time",
                condition=Q(state="taken", taken_at__isnull=False)
                | (~Q(state="taken") & Q(taken_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="import_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="content_stays", fields=_BROUGHT), NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        """Tell whether the worker has it."""
        return self.state in (self.State.CHECKING, self.State.TAKING)


class ImportContent(models.Model):
    """The bytes of a file; gone when it was taken or discarded, for they are other people's data."""

    file = models.OneToOneField(
        ImportFile, primary_key=True, on_delete=models.PROTECT, related_name="content"
    )
    content = models.BinaryField()

    class Meta:
        verbose_name = _("content of a file to import")

    def __str__(self) -> str:
        return str(self.file_id)
