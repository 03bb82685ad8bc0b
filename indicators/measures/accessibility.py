"""Indicators 3.2 and 3.3: documents complete at the first attempt, and information on the Internet."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.annex3.figures import Beside, Figure
from indicators.annex3.periods import Period
from indicators.information.models import InformationItem, InformationPublication
from indicators.information.upkeep import computed_share, published_share
from indicators.measures.cases import CaseSource, flag
from registry.models import IntakeApplication


def _first_attempts(period: Period) -> "QuerySet[Any]":
    """First attempts to hand in the documents; one that still lies open has no result yet (reading 52)."""
    return (
        IntakeApplication.objects.filter(is_imported=False, follows__isnull=True)
        .filter(applied_on__range=(period.first, period.last))
        .exclude(state="open")
        .annotate(is_counted=flag(Q(state="accepted")))
    )


def _items(period: Period) -> "QuerySet[Any]":
    standing = InformationPublication.objects.in_force(period.last).filter(item=OuterRef("pk"))
    return InformationItem.objects.annotate(is_counted=Exists(standing))


FIRST_ATTEMPTS: Final = CaseSource(
    key="attempts", label=_("first attempts to hand in documents"), cases=_first_attempts
)
ITEMS: Final = CaseSource(key="items", label=_("information items"), cases=_items)


def first_attempt(period: Period) -> Figure:
    """3.2: cases whose first attempt was complete, of all first made in the period."""
    return Figure(*FIRST_ATTEMPTS.count(period))


def published(period: Period) -> Figure:
    """3.3: information items on public pages on the last day, of all that clauses 9 to 25 ask for.

    An officer's override of exactly this period holds instead; the computed count then stands beside it.
    """
    share = published_share(period.first, period.last)
    if share.override is None:
        return Figure(share.published, share.asked)
    computed = computed_share(period.last)
    return Figure(share.published, share.asked, (Beside("computed", computed.published, computed.asked),))
