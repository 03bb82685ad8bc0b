"""Indicators 1.1 and 1.2: given in time, and waited for not too long."""

from datetime import timedelta
from typing import Any, Final

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard
from astana_employment.toolbox.clock import today
from certificates.models import CertificateRequest, RequestPause
from indicators.annex3.figures import Beside, Figure
from indicators.annex3.periods import Period
from indicators.measures.cases import ONE, CaseSource, flag
from registry.hall.models.queue import COUNTED_PURPOSES, called_and_came, never_served
from registry.models import IntakeApplication, QueueTicket, TicketInterval


# --- 1.1 -----------------------------------------------------------------------------------------
def _intakes(period: Period) -> "QuerySet[Any]":
    """Intakes by the day that puts them in a period: registered or due, whichever came first (reading 46)."""
    return (
        IntakeApplication.objects.filter(is_imported=False)
        .exclude(state="turned_back")
        .annotate(counts_on=Least("registered_on", "due_on"))
        .filter(counts_on__range=(period.first, period.last))
        .filter(Q(registered_on__isnull=False) | Q(due_on__lte=period.passed_by(today())))
        .annotate(is_counted=flag(Q(registered_on__isnull=False, registered_on__lte=F("due_on"))))
    )


def _requests(period: Period) -> "QuerySet[Any]":
    """Requests likewise. What waits has no due day yet, unless the wait began after it (reading 40)."""
    paused = RequestPause.objects.filter(
        request=OuterRef("pk"), ended_on__isnull=True, began_on__lte=OuterRef("due_on")
    )
    return (
        CertificateRequest.objects.filter(is_imported=False)
        .annotate(counts_on=Least("closed_on", "due_on"))
        .filter(counts_on__range=(period.first, period.last))
        .filter(Q(closed_on__isnull=False) | Q(due_on__lte=period.passed_by(today())))
        .exclude(Q(state="withdrawn") & Q(closed_on__lte=F("due_on")))
        .exclude(Q(state="waiting") & Exists(paused))
        .annotate(is_counted=flag(Q(state="decided", closed_on__isnull=False, closed_on__lte=F("due_on"))))
    )


INTAKES: Final = CaseSource(key="intakes", label=_("registrations"), cases=_intakes)
REQUESTS: Final = CaseSource(key="requests", label=_("requests for the certificate"), cases=_requests)


def in_time(period: Period) -> Figure:
    """1.1: cases decided on or before their due day, of all decided or overdue in the period; two queries."""
    parts = [Beside(source.key, *source.count(period)) for source in (INTAKES, REQUESTS)]
    return Figure(
        sum(part.numerator for part in parts), sum(part.denominator or 0 for part in parts), tuple(parts)
    )


# --- 1.2 -----------------------------------------------------------------------------------------
def _tickets(period: Period) -> "QuerySet[Any]":
    """Visits of the two queues that were called and came, with a wait that was measured to its end."""
    edition = ServiceStandard.objects.on(period.last)
    longest = timedelta(minutes=edition.queue_indicator_minutes)
    visits: QuerySet[Any] = QueueTicket.objects.counted_between(period.first, period.last).came().with_wait()
    counted: QuerySet[Any] = visits.filter(is_measured=True).annotate(is_counted=flag(Q(wait__lte=longest)))
    return counted


TICKETS: Final = CaseSource(key="tickets", label=_("visits to the hall"), cases=_tickets)


def short_wait(period: Period) -> Figure:
    """1.2: visitors who waited 40 minutes at most, of those called whose wait was measured (reading 62).

    Beside it: the 10 minutes of clause 7, the waits typed in later, those who were never served, and the
    visits for a question or a complaint. Three queries.
    """
    edition = ServiceStandard.objects.on(period.last)
    short = Q(wait__lte=timedelta(minutes=edition.queue_indicator_minutes))
    within_rule = Q(wait__lte=timedelta(minutes=edition.queue_minutes))
    # The same waits as in `_tickets`, gathered from the intervals in one go: ten times as fast as one by one.
    measured = (
        TicketInterval.objects.waiting()
        .filter(ticket__in=QueueTicket.objects.counted_between(period.first, period.last).came())
        .order_by()
        .values("ticket")
        .annotate(
            wait=Sum(F("ended_at") - F("started_at")),
            is_inexact=BoolOr(Q(is_typed_in=True) | Q(is_clock_off=True)),
        )
        .filter(is_inexact=False)
        .aggregate(all=Count(ONE), short=Count(ONE, filter=short), within_rule=Count(ONE, filter=within_rule))
    )
    is_counted = Q(purpose__in=COUNTED_PURPOSES)
    visits = QueueTicket.objects.filter(day__range=(period.first, period.last)).aggregate(
        came=Count(ONE, filter=is_counted & called_and_came()),
        never_served=Count(ONE, filter=is_counted & never_served()),
        others=Count(ONE, filter=~is_counted),
    )
    return Figure(
        measured["short"],
        measured["all"],
        (
            Beside("within_rule", measured["within_rule"], measured["all"]),
            Beside("not_measured", visits["came"] - measured["all"]),
            Beside("abandoned", visits["never_served"]),
            Beside("other_visits", visits["others"]),
        ),
    )
