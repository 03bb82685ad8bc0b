"""What the law sets between two days: editions of the standard, terms of complaints."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Questions about rows of which one at most is in force on a day."""

    def on(self, day: date) -> Row:
        """Return the row in force on a day; `DoesNotExist` when there is none."""
        return self.get(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """A row in force from one day until another, or until further notice; no two of a kind overlap."""

    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("in force until"), null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def constraints(kind: str, overlap: "StrOrPromise") -> list[models.BaseConstraint]:
        """Return the two constraints of a kind, named after it; `overlap` says that the days are taken."""
        return [
            models.CheckConstraint(
                name=f"{kind}_dates_in_order",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first."),
            ),
            ExclusionConstraint(
                name=f"{kind}_no_overlap",
                expressions=[
                    (
                        Func(F("valid_from"), F("valid_until"), Value("[]"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    )
                ],
                violation_error_message=overlap,
            ),
        ]
