"""The terms of the law as dated settings: which regime was in force on the day of registration."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Dated, DatedQuerySet
from complaints.terms import COMPLAINT, Regime, Term

UNITS = [("calendar_days", _("calendar days")), ("working_days", _("working days"))]


def _count(name: Any, **options: Any) -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(name, **options)


def _unit(**options: Any) -> "models.CharField[Any, Any]":
    return models.CharField(_("counted in"), max_length=13, choices=UNITS, **options)


@pghistory.track()
class ComplaintRegime(Dated):
    """The terms of complaints and other appeals between two days, with the articles they come from."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    complaint_count = _count(_("term of a complaint"))
    complaint_unit = _unit()
    other_count = _count(_("term of another appeal"))
    other_unit = _unit()
    inquiry_count = _count(_("term with an inquiry"), null=True, blank=True)
    inquiry_unit = _unit(blank=True)
    extension_count = _count(_("a complaint may be extended by"), null=True, blank=True)
    extension_unit = _unit(blank=True)
    other_months = _count(_("another appeal takes at most, months"), null=True, blank=True)
    forwarding_count = _count(_("forwarding"), default=3)
    forwarding_unit = _unit(default="working_days")
    notice_count = _count(_("notice of an extension"), default=3)
    notice_unit = _unit()
    appeal_months = _count(_("months in which the answer can be challenged"), default=3)
    rolls = models.BooleanField(_("a last day off moves to the next working day"), default=True)
    registers_next_working_day = models.BooleanField(
        _("what comes after hours or on a day off is registered on the next working day")
    )
    complaint_basis_kk = models.CharField(max_length=200)
    complaint_basis_ru = models.CharField(max_length=200)
    complaint_basis_en = models.CharField(max_length=200)
    other_basis_kk = models.CharField(max_length=200)
    other_basis_ru = models.CharField(max_length=200)
    other_basis_en = models.CharField(max_length=200)

    objects = DatedQuerySet["ComplaintRegime"].as_manager()

    class Meta:
        verbose_name = _("terms of complaints")
        ordering = ["-valid_from"]
        constraints = [
            *Dated.constraints("regime", _("Another regime is already in force in these days.")),
            models.CheckConstraint(
                name="regime_terms_have_units",
                condition=(Q(inquiry_count__isnull=True) | ~Q(inquiry_unit=""))
                & (Q(extension_count__isnull=True) | ~Q(extension_unit="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def terms(self) -> Regime:
        """The terms as plain values for the rules of `complaints.terms`."""
        return Regime(
            code=self.code,
            complaint=Term(self.complaint_count, self.complaint_unit),
            other=Term(self.other_count, self.other_unit),
            inquiry=_term(self.inquiry_count, self.inquiry_unit),
            complaint_extension=_term(self.extension_count, self.extension_unit),
            other_months=self.other_months,
            forwarding=Term(self.forwarding_count, self.forwarding_unit),
            notice=Term(self.notice_count, self.notice_unit),
            rolls=self.rolls,
            registers_next_working_day=self.registers_next_working_day,
        )

    @property
    def shown_basis(self) -> str:
        """The article of the term of a complaint, in the language of the screen."""
        return self.basis(COMPLAINT)

    def basis(self, kind: str, language: str | None = None) -> str:
        """Return the article that the term of a kind comes from, in a language (the screen's)."""
        wanted = language or get_language() or "kk"
        name = "complaint" if kind == COMPLAINT else "other"
        return str(getattr(self, f"{name}_basis_{wanted if wanted in ('ru', 'en') else 'kk'}"))


def _term(count: int | None, unit: Any) -> Term | None:
    return None if count is None else Term(count, unit)
