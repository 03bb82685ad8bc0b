"""The two logs: what was done (Event) and who looked (AccessRecord). Both only grow."""

from functools import reduce
from operator import or_
from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.verbs import label_of

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)


def changed(*columns: str) -> pgtrigger.Q:
    """Return the condition of a trigger that an update changes any of the columns."""
    each = (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in columns)
    return reduce(or_, each)


class Event(models.Model):
    """Who did what, when, to which record and why; written in the transaction of the act itself.

    `case_file` gathers all events of one person's or one complaint's file («person:17»).
    `happened_on` is set when the act took place earlier, on paper, and `allowed_by` who let it be
    entered later.
    """

    append_only = True

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    case_file = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    happened_on = models.DateField(null=True)
    allowed_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("event")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["case_file", "-id"], name="event_case_file"),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"

    @property
    def label(self) -> Any:
        """What was done, in the language of the screen."""
        return label_of(self.verb)

    @property
    def changed_fields(self) -> list[str]:
        """The names of the fields whose value the act changed."""
        return sorted(key for key in self.after if self.before.get(key) != self.after[key])


class AccessRecord(models.Model):
    """Who looked at whose record, searched, printed or downloaded (clause 18(7), 18(8))."""

    append_only = True

    class Act(models.TextChoices):
        """The ways of looking."""

        VIEW = "view", _("opened")
        SEARCH = "search", _("searched")
        PRINT = "print", _("printed")
        DOWNLOAD = "download", _("downloaded")

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("access record")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="access_subject")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_type}:{self.subject_id}"
