"""The bank of vacancies, and each search for suitable ones (clause 1)."""

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED, changed
from astana_employment.toolbox.constraints import Check, Unique
from registry.people.models.person import folded
from registry.people.models.registration import UnemploymentRegistration


class District(models.TextChoices):
    """The districts of Astana."""

    ALMATY = "almaty", _("Almaty district")
    BAIKONYR = "baikonyr", _("Baikonyr district")
    ESIL = "esil", _("Esil district")
    NURA = "nura", _("Nura district")
    SARYARKA = "saryarka", _("Saryarka district")
    SARAISHYQ = "saraishyq", _("Saraishyq district")


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Questions about vacancies."""

    def open_on(self, day: date) -> "VacancyQuerySet":
        """Keep the vacancies that can be offered on a day."""
        return self.filter(Q(open_until__isnull=True) | Q(open_until__gte=day), open_from__lte=day)


@pghistory.track(exclude=["search_profession"])
class Vacancy(models.Model):
    """A vacant position that an employer has announced."""

    employer = models.CharField(_("employer"), max_length=200)
    profession = models.CharField(_("profession"), max_length=160)
    address = models.CharField(_("address"), max_length=200)
    district = models.CharField(_("district"), max_length=20, choices=District, blank=True)
    pay = models.PositiveIntegerField(_("pay a month (tenge)"), null=True, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("experience asked (years)"), default=0)
    needs = models.CharField(_("what is asked"), max_length=400, blank=True)
    open_from = models.DateField(_("open from"))
    open_until = models.DateField(_("open until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    entered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_profession = folded("profession")

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        ordering = ["-open_from", "-id"]
        indexes = [
            models.Index(fields=["open_from", "open_until"], name="vacancy_open"),
            # Written at once, so that a search is as quick after an import as before.
            GinIndex(
                OpClass("search_profession", name="gin_trgm_ops"),
                name="vacancy_profession_trgm",
                fastupdate=False,
            ),
        ]
        constraints = [
            Check(
                name="vacancy_dates_in_order",
                field="open_until",
                condition=Q(open_until__isnull=True) | Q(open_until__gte=F("open_from")),
                violation_error_message=_("The vacancy closes before it opens."),
            ),
            Unique(
                name="vacancy_once",
                field="employer",
                fields=["employer", "profession", "address", "open_from"],
                violation_error_message=_("This vacancy is in the bank already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}, {self.employer}"

    def is_open_on(self, day: date) -> bool:
        """Tell whether the vacancy can be offered on a day."""
        return self.open_from <= day and (self.open_until is None or self.open_until >= day)


class VacancySearch(models.Model):
    """One search for suitable vacancies: what was asked and what was found, kept as evidence (clause 1).

    `found` are the keys of the vacancies that fit; `why_not` says of each, by its key as text, why it does
    not suit this person all the same. Only that can be added later, and no row is ever deleted.
    """

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="vacancy_searches"
    )
    searched_on = models.DateField()
    profession = models.CharField(_("profession"), max_length=160)
    experience_years = models.PositiveSmallIntegerField(_("experience (years)"), default=0)
    district = models.CharField(_("district"), max_length=20, choices=District, blank=True)
    found = ArrayField(models.BigIntegerField(), default=list)
    why_not = models.JSONField(default=dict)
    looked_through = models.PositiveIntegerField()
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("search for suitable vacancies")
        ordering = ["-id"]
        indexes = [models.Index(fields=["registration", "-id"], name="search_of_registration")]
        triggers = [
            NEVER_DELETED,
            pgtrigger.Protect(
                name="only_why_not_added",
                operation=pgtrigger.Update,
                condition=changed(
                    "registration_id",
                    "searched_on",
                    "profession",
                    "experience_years",
                    "district",
                    "found",
                    "looked_through",
                    "by_id",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {len(self.found)}"

    @property
    def open_questions(self) -> list[int]:
        """The vacancies found of which nobody has said yet why they do not suit the person."""
        return [key for key in self.found if not self.why_not.get(str(key))]


def destination_of(vacancy: Vacancy | None) -> str:
    """Return where a referral to a vacancy leads, in words; empty without a vacancy."""
    return str(vacancy)[:200] if vacancy is not None else ""
