"""The values of Annex 3 by year, as the working group approved them (clause 20, reading 49)."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED
from indicators.annex3.texts import CODES, Values

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

_PER_CENT = Q(normative__range=(0, 100), target__range=(0, 100), current__range=(0, 100))


class TargetYearQuerySet(models.QuerySet["TargetYear"]):
    """Questions about the years with approved values."""

    def for_year(self, year: int) -> "tuple[TargetYear | None, TargetYear | None]":
        """Return the values in force in a year, and those whose «target for the next year» it is to reach.

        In force are the values of the year, else of the latest year before. The target was approved in a
        year before; where there are none before, the year's own serves. Two queries.
        """
        rows = list(self.filter(year__lte=year).order_by("-year").prefetch_related("targets"))
        now = rows[0] if rows else None
        return now, next((row for row in rows if row.year < year), now)


@pghistory.track()
class TargetYear(models.Model):
    """A year whose twelve values are approved: by which decision of the working group, entered by whom."""

    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, error_messages={"unique": _("The values of this year are entered already.")}
    )
    decision_number = models.CharField(_("number of the decision"), max_length=40)
    decision_date = models.DateField(_("date of the decision"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TargetYearQuerySet.as_manager()

    if TYPE_CHECKING:
        targets: RelatedManager["IndicatorTarget"]

    class Meta:
        verbose_name = _("values of Annex 3")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="target_year_plausible",
                condition=Q(year__range=(2008, 2099)),
                violation_error_message=_("The values of Annex 3 begin with 2008."),
            ),
            models.CheckConstraint(
                name="target_year_has_decision",
                condition=~Q(decision_number=""),
                violation_error_message=_("Enter the number of the working group's decision (clause 20)."),
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return str(self.year)

    def values(self) -> dict[str, Values]:
        """Return the three figures of every indicator."""
        return {row.indicator: row.values for row in self.targets.all()}


@pghistory.track()
class IndicatorTarget(models.Model):
    """One row of Annex 3 in per cent: norm, target for the next year, current value.

    `is_reconstructed` marks figures that no source gives whole (1.1 and 1.2 of 2008, reading 30); a figure
    that the department enters itself is not.
    """

    target_year = models.ForeignKey(TargetYear, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=3, choices=[(code, code) for code in CODES])
    normative = models.DecimalField(_("normative value"), max_digits=5, decimal_places=2)
    target = models.DecimalField(_("target for the next year"), max_digits=5, decimal_places=2)
    current = models.DecimalField(_("current value"), max_digits=5, decimal_places=2)
    is_reconstructed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("value of an indicator")
        ordering = ["target_year", "indicator"]
        constraints = [
            models.UniqueConstraint(name="indicator_target_once", fields=["target_year", "indicator"]),
            models.CheckConstraint(name="indicator_target_known", condition=Q(indicator__in=list(CODES))),
            models.CheckConstraint(
                name="indicator_target_per_cent",
                condition=_PER_CENT,
                violation_error_message=_("A value is a share: from 0 to 100 per cent."),
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.indicator} {self.target}"

    @property
    def values(self) -> Values:
        """The three figures."""
        return Values(Decimal(self.normative), Decimal(self.target), Decimal(self.current))
