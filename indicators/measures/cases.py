"""Where the cases of a figure come from: one queryset gives the count and the list, so they cannot differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value

from indicators.annex3.periods import Period

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What is counted: rows, not keys, so that an index that lacks the key can answer alone.
ONE = Value(1)
Cases = Callable[[Period], "QuerySet[Any]"]


@dataclass(frozen=True, kw_only=True)
class CaseSource:
    """One kind of case behind an indicator.

    `cases` returns every case of a period, each with `is_counted`: whether it is in the numerator. `key`
    names the source in an address; how a case is shown stands in `case_columns`.
    """

    key: str
    label: "StrOrPromise"
    cases: Cases

    def count(self, period: Period) -> tuple[int, int]:
        """Return how many cases are in the numerator, and how many there are; one query."""
        found = (
            self.cases(period)
            .order_by()
            .aggregate(counted=Count(ONE, filter=Q(is_counted=True)), all=Count(ONE))
        )
        return found["counted"], found["all"]


def flag(condition: Q) -> "ExpressionWrapper[Any]":
    """Return a condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())
