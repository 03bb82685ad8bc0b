"""A registration as unemployed."""

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED
from astana_employment.toolbox.constraints import Exclude
from registry.people.models.intake import IntakeApplication, LateEntry
from registry.people.models.person import Person


class RegistrationQuerySet(models.QuerySet["UnemploymentRegistration"]):
    """Questions about registrations."""

    def current(self) -> "RegistrationQuerySet":
        """Keep the registrations that have not ended."""
        return self.exclude(state=UnemploymentRegistration.State.ENDED)

    def registered_between(self, first: date, last: date) -> "RegistrationQuerySet":
        """Keep those whose day of registration lies in the period, both days included."""
        return self.filter(registered_on__range=(first, last))


@pghistory.track()
class UnemploymentRegistration(LateEntry):
    """A person is registered as unemployed from a day on (clause 5(1)); no two overlap for a person."""

    class State(models.TextChoices):
        """Ended is final."""

        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    application = models.OneToOneField(
        IntakeApplication, on_delete=models.PROTECT, related_name="registration"
    )
    series = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=20, unique=True)
    former_number = models.CharField(_("number on the old card"), max_length=40, blank=True)
    registered_on = models.DateField(_("registered on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    registered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration as unemployed")
        ordering = ["-registered_on", "-id"]
        indexes = [
            models.Index(fields=["registered_on", "sequence"], name="registration_day"),
            models.Index(fields=["former_number"], name="registration_former_number"),
            models.Index(Func(F("former_number"), function="kk_number"), name="registration_former_plain"),
        ]
        constraints = [
            LateEntry.constraint("registration_day_or_allowed", "registered_on"),
            models.UniqueConstraint(name="registration_number_once", fields=["series", "year", "sequence"]),
            models.CheckConstraint(
                name="registration_ended_has_day",
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="registration_dates_in_order",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("registered_on")),
                violation_error_message=_("The registration ends before it began."),
            ),
            Exclude(
                name="registration_no_overlap",
                field="registered_on",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(F("registered_on"), F("ended_on"), Value("[)"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("The person is already registered as unemployed in these days."),
            ),
        ]
        # The journal has no gap: a number that was given stays given.
        triggers = [
            NEVER_DELETED,
            pgtrigger.ReadOnly(name="number_stays", fields=["series", "year", "sequence", "number"]),
        ]

    def __str__(self) -> str:
        return self.number


def current_registration(person: Person) -> UnemploymentRegistration | None:
    """Return the registration that has not ended, of `person.registrations` as they were read; else None."""
    return next((row for row in person.registrations.all() if row.ended_on is None), None)
