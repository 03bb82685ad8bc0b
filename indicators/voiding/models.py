"""What was recorded by mistake is voided with its reason; the row stays as it was written."""

from typing import TypeVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED, changed
from astana_employment.toolbox.constraints import Check

Row = TypeVar("Row", bound="Voidable")


class VoidableQuerySet(models.QuerySet[Row]):
    """Questions about rows that can be voided."""

    def valid(self) -> "VoidableQuerySet[Row]":
        """Leave out the voided rows."""
        return self.filter(voided_at__isnull=True)


class Voidable(models.Model):
    """When, by whom and why a row was voided; empty for one that holds."""

    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    void_reason = models.CharField(_("why the entry is void"), max_length=200, blank=True, editable=False)

    objects = VoidableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_voided(self) -> bool:
        """Tell whether the row no longer holds."""
        return self.voided_at is not None


def voiding_is_whole(name: str) -> Check:
    """Return the rule that a voided row says when, by whom and why, and one that holds says none of them."""
    return Check(
        name=name,
        field="reason",
        condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
        | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
        violation_error_message=_("Say why the entry is void."),
    )


def only_voided(*columns: str) -> list[pgtrigger.Trigger]:
    """Return triggers that keep the columns as written, let a row be voided once, and never be deleted."""
    return [
        pgtrigger.Protect(
            name="only_voided",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__voided_at__isnull=False) | changed(*columns),
        ),
        NEVER_DELETED,
    ]
