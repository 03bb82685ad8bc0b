"""One attempt to hand in the documents of clause 12, and each document presented."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Least, Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED, DocumentKind, ServiceStandard
from registry.people.models.person import Person


class LateEntry(models.Model):
    """An entry that may be made later from paper notes: both days stand on it, and who allowed it."""

    entered_on = models.DateField(editable=False)
    late_entry_allowed_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    is_imported = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def was_entered_later(self) -> bool:
        """Tell whether the entry was made from paper notes after the day it speaks of."""
        return self.late_entry_allowed_by_id is not None

    @staticmethod
    def constraint(name: str, day_field: str) -> models.CheckConstraint:
        """Return the rule for a table: the day of the act is the day of entry, or somebody allowed it."""
        return models.CheckConstraint(
            name=name,
            condition=Q(**{day_field: F("entered_on")})
            | Q(is_imported=True)
            | Q(**{f"{day_field}__lt": F("entered_on")}, late_entry_allowed_by__isnull=False),
            violation_error_message=_("An entry for an earlier day needs somebody who allowed it."),
        )


class IntakeApplication(LateEntry):
    """One attempt of a person to be registered as unemployed (clauses 12, 13; reading 52).

    `follows` is the turned-back attempt before it: a case is one person's attempts until acceptance.
    `due_on` is the last day to register, with the rule that gave it (clause 7(1), reading 6).
    """

    class State(models.TextChoices):
        """What became of the attempt."""

        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        TURNED_BACK = "turned_back", _("turned back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    standard = models.ForeignKey(ServiceStandard, on_delete=models.PROTECT, related_name="+")
    applied_on = models.DateField(_("day of applying"))
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    missing = ArrayField(
        models.CharField(max_length=30, choices=DocumentKind),
        verbose_name=_("missing"),
        default=list,
        blank=True,
    )
    follows = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="next_attempt", editable=False
    )
    due_on = models.DateField()
    due_rule = models.JSONField()
    # The registration's own day, kept here too: what still waits is then found without looking at the rest.
    registered_on = models.DateField(null=True, editable=False)
    taken_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    originals_returned_at = models.DateTimeField(null=True, editable=False)
    originals_returned_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("intake application")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="intake_state_due"),
            # Indicators 1.1 and 3.2 count the cases of a quarter from these alone (decision 0014).
            models.Index(
                Least("registered_on", "due_on"),
                "registered_on",
                "due_on",
                name="intake_counts_on",
                condition=Q(is_imported=False) & ~Q(state="turned_back"),
            ),
            models.Index(
                fields=["applied_on", "state"],
                name="intake_first_attempt",
                condition=Q(is_imported=False, follows__isnull=True) & ~Q(state="open"),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="intake_to_register",
                condition=Q(state="accepted", registered_on__isnull=True),
            ),
        ]
        constraints = [
            LateEntry.constraint("intake_day_or_allowed", "applied_on"),
            models.CheckConstraint(
                name="intake_turned_back_lists_missing",
                condition=~Q(state="turned_back") | Q(missing__len__gt=0),
            ),
            models.CheckConstraint(
                name="intake_accepted_is_complete",
                condition=~Q(state="accepted") | Q(missing__len=0) | Q(is_imported=True),
            ),
            models.CheckConstraint(
                name="intake_return_has_both",
                condition=Q(originals_returned_at__isnull=True, originals_returned_by__isnull=True)
                | Q(originals_returned_at__isnull=False, originals_returned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="intake_registered_was_accepted",
                condition=Q(registered_on__isnull=True)
                | Q(state="accepted", registered_on__gte=F("applied_on")),
            ),
            models.CheckConstraint(name="intake_due_not_before", condition=Q(due_on__gte=F("applied_on"))),
            models.UniqueConstraint(name="intake_one_open", fields=["person"], condition=Q(state="open")),
        ]
        # An attempt counts for indicator 3.2, also one that was turned back.
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.person_id} {self.applied_on}"

    @property
    def missing_labels(self) -> list[str]:
        """The missing documents, in the language of the screen."""
        return [str(DocumentKind(kind).label) for kind in self.missing]


@pghistory.track()
class PresentedDocument(models.Model):
    """A document that was on the counter: data only, no scan (reading 34)."""

    class IdentityForm(models.TextChoices):
        """What the identity document is."""

        IDENTITY_CARD = "identity_card", _("identity card")
        PASSPORT = "passport", _("passport")

    application = models.ForeignKey(IntakeApplication, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("document"), max_length=30, choices=DocumentKind)
    form = models.CharField(_("form"), max_length=20, choices=IdentityForm, blank=True)
    number = models.CharField(_("number"), max_length=40)
    issuer = models.CharField(_("issued by"), max_length=160, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    has_police_mark = models.BooleanField(_("mark of registration with the internal affairs"), default=False)

    class Meta:
        verbose_name = _("presented document")
        ordering = ["id"]
        indexes = [models.Index(Func(F("number"), function="kk_number"), name="document_number_plain")]
        constraints = [
            models.UniqueConstraint(name="document_once", fields=["application", "kind"]),
            models.CheckConstraint(name="document_has_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="document_identity_has_form", condition=Q(kind="identity") ^ Q(form="")
            ),
            models.CheckConstraint(
                name="document_dates_in_order",
                condition=Q(expires_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                violation_error_message=_("The document ends before it was issued."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def label(self) -> str:
        """The document's name in the language of the screen."""
        return str(self.get_form_display() if self.form else self.get_kind_display())
