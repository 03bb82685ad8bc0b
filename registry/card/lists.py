"""The lists over all cards: what is due today or late at a window, what the head of division has to judge."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import CharField, DateField
from django.db.models.functions import Cast

from astana_employment.department.models import ServiceWindow
from astana_employment.department.window_map import window_condition
from registry.card.breaches import participation_breach, referral_breach, summons_breach, visit_breach
from registry.card.kinds import KINDS
from registry.card.models import Judged
from registry.card.overview import CardRow, Shower
from registry.card.rows import union
from registry.people.models import UnemploymentRegistration

# (kind, key, day): a list is sorted and counted by these alone, its page is read whole afterwards.
Key = tuple[str, int, date]
_RUNNING = ~Q(registration__state=UnemploymentRegistration.State.ENDED)
_OPEN = Q(judgement=Judged.Judgement.OPEN)


def due_keys(window: ServiceWindow | None, day: date) -> "QuerySet[Any, Any]":
    """Return the keys of what is due on a day or late: visits, summonses, referrals; the oldest first."""
    due = _RUNNING & Q(due_on__lte=day, voided_at__isnull=True)
    due &= window_condition(window, "registration__person")
    return _keys(
        {
            "visit": due & Q(closed_on__isnull=True),
            "summons": due & Q(closed_on__isnull=True),
            "referral": due & Q(outcome="open", appeared_on__isnull=True),
        }
    )


def breach_keys(day: date) -> "QuerySet[Any, Any]":
    """Return the keys of the breaches whose reason nobody has judged, of running registrations."""
    waiting = _RUNNING & _OPEN
    return _keys(
        {
            "visit": waiting & visit_breach(day),
            "summons": waiting & summons_breach(day),
            "referral": waiting & referral_breach(day),
            "participation": waiting & participation_breach(day),
        }
    )


def read(keys: Iterable[Key]) -> list[CardRow]:
    """Return the entries of some keys for the screen, in their order: three queries."""
    wanted = list(keys)
    if not wanted:
        return []
    kinds = {slug for slug, _pk, _day in wanted}
    found = union({slug: Q(pk__in=[pk for kind, pk, _day in wanted if kind == slug]) for slug in kinds})
    by_key = {(row.kind.slug, row.entry.pk): row for row in Shower().rows(found)}
    return [by_key[slug, pk] for slug, pk, _day in wanted if (slug, pk) in by_key]


class KeyPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of keys whose entries are read page by page."""

    def page(self, number: int | str) -> Any:
        """Return a page with its entries for the screen."""
        found = super().page(number)
        found.object_list = read(found.object_list)
        return found


def _keys(conditions: dict[str, Q]) -> "QuerySet[Any, Any]":
    parts = [_part(slug, condition) for slug, condition in conditions.items()]
    return parts[0].union(*parts[1:], all=True).order_by("row_day", "row_kind", "pk")


def _part(slug: str, condition: Q) -> "QuerySet[Any, Any]":
    day = "ended_on" if slug == "participation" else "due_on"
    rows = KINDS[slug].model._default_manager.filter(condition).order_by()
    return rows.annotate(
        row_kind=Value(slug, output_field=CharField()), row_day=Cast(F(day), DateField())
    ).values_list("row_kind", "pk", "row_day")
