"""Indicators 4.1 and 4.2: justified complaints, and how they were dealt with."""

from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from indicators.annex3.figures import Beside, Figure
from indicators.annex3.periods import Period
from indicators.measures.cases import CaseSource, flag
from registry.models import QueueTicket

SATISFIED: Final = ("full", "part")


def _justified(**days: Any) -> "QuerySet[Any]":
    """Complaints whose issued answer found them justified (reading 26); other appeals are left out."""
    return Complaint.objects.filter(
        kind="complaint", finished_on__isnull=False, answer__is_justified=True, **days
    )


def _registered(period: Period) -> "QuerySet[Any]":
    rows = _justified(registered_on__range=(period.first, period.last))
    registered: QuerySet[Any] = rows.annotate(is_counted=flag(Q(pk__isnull=False)))
    return registered


def _served(period: Period) -> "QuerySet[Any]":
    """Visits finished as served, those for a complaint left out (reading 53)."""
    served = QueueTicket.objects.served_between(period.first, period.last)
    return served.exclude(purpose="complaint").annotate(is_counted=flag(Q(pk__isnull=True)))


def _due(period: Period) -> "QuerySet[Any]":
    """Justified complaints whose due day fell in the period (reading 47)."""
    rows = _justified(due_on__range=(period.first, period.last))
    is_counted = Q(finished_on__lte=F("due_on"), answer__outcome__in=SATISFIED)
    due: QuerySet[Any] = rows.annotate(is_counted=flag(is_counted))
    return due


JUSTIFIED: Final = CaseSource(key="complaints", label=_("justified complaints"), cases=_registered)
SERVED: Final = CaseSource(key="visits", label=_("consumers served"), cases=_served)
DUE: Final = CaseSource(key="due", label=_("justified complaints that were due"), cases=_due)


def justified(period: Period) -> Figure:
    """4.1: justified complaints registered in the period, to the visits served in it; lower is better."""
    return Figure(JUSTIFIED.count(period)[1], SERVED.count(period)[1])


def satisfied_in_time(period: Period) -> Figure:
    """4.2: of the justified complaints due in the period, those answered in time and satisfied; one query.

    Beside it: answered in time alone, for what is justified is nearly always satisfied (reading 26).
    """
    found = _due(period).aggregate(
        all=Count("pk"),
        counted=Count("pk", filter=Q(is_counted=True)),
        in_time=Count("pk", filter=Q(finished_on__lte=F("due_on"))),
    )
    return Figure(found["counted"], found["all"], (Beside("in_time", found["in_time"], found["all"]),))
