"""The page of the day: the waits of a day by hour and point, their shares, and how the visits ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.formats import localize
from django.utils.translation import gettext as _

from astana_employment.department.models import ServiceStandard
from astana_employment.toolbox.screens.charts import Bars, bars
from registry.hall.models import Point, QueueTicket, TicketState
from registry.hall.models.queue import COUNTED_PURPOSES
from registry.hall.questions import visits_that_came
from registry.hall.waits import Share, Visit, Waits, waits_of

# The hours in which tickets are given; a visit of another hour (a late clock) stands in the nearest.
_HOURS: Final = range(9, 18)


@dataclass(frozen=True)
class PointDay:
    """The waits of a day at a point; `by_hour` has each hour, its visits and median (None: none measured)."""

    point: Point
    waits: Waits
    within_rule: Share
    by_hour: Sequence[tuple[int, int, float | None]]
    picture: Bars


@dataclass(frozen=True)
class DayFigures:
    """The figures of a day; `counted` are the two queues of clause 7 together (indicator 1.2, reading 2)."""

    hours: Sequence[int]
    points: Sequence[PointDay]
    counted: Waits
    within_rule: Share
    within_indicator: Share
    rule_minutes: int
    indicator_minutes: int
    ended: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody came at all."""
        return not any(self.ended.values())


def figures_of(day: date) -> DayFigures:
    """Read the figures of a day (three queries)."""
    edition = ServiceStandard.objects.on(day)
    visits = visits_that_came(day)
    hours = {point: _by_hour(visits, point) for point in Point}
    top = max((value or 0.0 for rows in hours.values() for _hour, _count, value in rows), default=0.0)
    counted = waits_of(visit for visit in visits if visit.purpose in COUNTED_PURPOSES)
    rule, indicator = edition.queue_minutes, edition.queue_indicator_minutes
    return DayFigures(
        hours=list(_HOURS),
        points=[_point_day(point, visits, hours[point], rule, top) for point in Point],
        counted=counted,
        within_rule=counted.within(rule),
        within_indicator=counted.within(indicator),
        rule_minutes=rule,
        indicator_minutes=indicator,
        ended=_ended(day),
    )


def _by_hour(visits: Sequence[Visit], point: Point) -> list[tuple[int, int, float | None]]:
    """Return each hour with how many came to a point and the median of their waits in minutes."""
    own = [visit for visit in visits if visit.point == point]
    hours = {hour: [visit for visit in own if _hour(visit) == hour] for hour in _HOURS}
    return [(hour, len(rows), _median_minutes(rows)) for hour, rows in hours.items()]


def _point_day(
    point: Point,
    visits: Sequence[Visit],
    by_hour: Sequence[tuple[int, int, float | None]],
    rule: int,
    top: float,
) -> PointDay:
    label = _("Median wait by hour, in minutes: %(point)s") % {"point": point.label}
    told = [f"{hour}–{hour + 1}: {localize(value)}" for hour, _count, value in by_hour if value is not None]
    picture = bars(
        label=". ".join([label, ", ".join(told) or _("nobody was measured")]),
        points=[(str(hour), value, f"{value or 0:.0f}") for hour, _count, value in by_hour],
        limit=(rule, _("%(minutes)s min") % {"minutes": rule}),
        top=top,
    )
    waits = waits_of(visit for visit in visits if visit.point == point)
    return PointDay(point, waits, waits.within(rule), by_hour, picture)


def _hour(visit: Visit) -> int:
    return min(max(visit.hour, _HOURS.start), _HOURS.stop - 1)


def _median_minutes(visits: Sequence[Visit]) -> float | None:
    median = waits_of(visits).median
    return None if median is None else _minutes(median)


def _minutes(span: timedelta) -> float:
    return round(span.total_seconds() / 60, 1)


def _ended(day: date) -> dict[str, int]:
    """Return how many visits of a day stand in each state, as of now."""
    tickets = QueueTicket.objects.of_day(day).only("day", "state")
    counted = Counter(str(ticket.shown_state) for ticket in tickets)
    return {str(state.label): counted[state] for state in TicketState}
