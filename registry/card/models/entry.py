"""What every entry of the record card has, and the rules that the database holds for all of them."""

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from registry.people.models.registration import UnemploymentRegistration

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Row = TypeVar("Row", bound=models.Model)


class EntryQuerySet(models.QuerySet[Row]):
    """Questions about entries of the card."""

    def valid(self) -> "EntryQuerySet[Row]":
        """Leave out the voided entries."""
        return self.filter(voided_at__isnull=True)


class CardEntry(models.Model):
    """What every entry has: its registration, who entered it, and whether it was voided."""

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="%(class)s_entries"
    )
    note = models.CharField(_("note"), max_length=400, blank=True)
    entered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    voided_at = models.DateTimeField(_("voided on"), null=True, editable=False)
    void_reason = models.CharField(_("why the entry is void"), max_length=200, blank=True, editable=False)
    is_imported = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True


class Judged(models.Model):
    """The reason given for a breach, and the judgement on it (дәлелсіз себеп; reading 45)."""

    class Judgement(models.TextChoices):
        """Open until the head of division, or who acts for him or her, has judged."""

        OPEN = "open", _("not judged")
        VALID = "valid", _("valid reason")
        NOT_VALID = "not_valid", _("no valid reason")

    reason = models.CharField(_("what the person says"), max_length=400, blank=True)
    judgement = models.CharField(
        _("judgement"), max_length=10, choices=Judgement, default=Judgement.OPEN, editable=False
    )
    judged_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    judged_at = models.DateTimeField(null=True, editable=False)
    judgement_note = models.CharField(_("why it is judged so"), max_length=400, blank=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def constraint(name: str) -> models.CheckConstraint:
        """Return the rule for a table: a judgement has a judge and an hour, an open one has neither."""
        return models.CheckConstraint(
            name=name,
            condition=Q(judgement="open", judged_by__isnull=True, judged_at__isnull=True)
            | (~Q(judgement="open") & Q(judged_by__isnull=False, judged_at__isnull=False)),
        )


# What somebody was to come to and did not, or too late.
NOT_KEPT = Q(came_on__isnull=True, voided_at__isnull=True) | Q(
    came_on__gt=F("due_on"), voided_at__isnull=True
)


def closed_when(name: str, is_answered: Q) -> models.CheckConstraint:
    """Return the rule that what was answered is closed, so that the next one may be agreed or given."""
    return models.CheckConstraint(name=name, condition=~is_answered | Q(closed_on__isnull=False))


def in_order(name: str, earlier: str, later: str, message: "_StrOrPromise") -> models.CheckConstraint:
    """Return the rule that one day of an entry does not lie before another."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)}),
        violation_error_message=message,
    )
