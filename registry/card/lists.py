"""The lists over all cards: what is due today or late at a window, what the head of division has to judge."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceWindow
from astana_employment.department.window_map import window_condition
from registry.card.models import KINDS, Awaited, Judged
from registry.card.rows import Key, keys
from registry.people.models import UnemploymentRegistration

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_RUNNING = ~Q(registration__state=UnemploymentRegistration.State.ENDED)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a list says of itself, on its own page (`address`) and as a panel of the desk."""

    address: str
    # How the read log calls a look at it.
    detail: str
    title: "_StrPromise"
    lead: "_StrPromise"
    empty: "_StrPromise"
    panel_title: "_StrPromise"
    panel_empty: "_StrPromise"
    link: "_StrPromise"
    # The table, its column of days and its last one.
    table: "_StrPromise"
    first: "_StrPromise"
    last: "_StrPromise"
    is_of_breaches: bool = False


DUE = Words(
    address="due_list",
    detail="due",
    title=_("Due today or late"),
    lead=_("Visits, summonses and referrals, the longest overdue first."),
    empty=_("Nobody is due today, and nobody is late. New dates are agreed on the record cards."),
    panel_title=_("Due today or late on the record cards"),
    panel_empty=_("Nobody is due today at this window, and nobody is late."),
    link=_("The whole list of today"),
    table=_("Table of what is due"),
    first=_("Due"),
    last=_("State"),
)
BREACHES = Words(
    address="judgement_list",
    detail="judgements",
    title=_("Breaches that wait for judgement"),
    lead=_("Only a breach without a valid reason becomes a ground. Open the entry to judge."),
    empty=_("No breach waits for judgement."),
    panel_title=_("Breaches that wait for judgement"),
    panel_empty=_("No breach waits for judgement."),
    link=_("The whole list"),
    table=_("Table of breaches"),
    first=_("Since"),
    last=_("What the person says"),
    is_of_breaches=True,
)


def due_keys(window: ServiceWindow | None, day: date) -> "QuerySet[Any, Key]":
    """Return the keys of what is due on a day or late: visits, summonses, referrals; the oldest first."""
    here = _RUNNING & window_condition(window, "registration__person")
    return keys({kind: here & kind.due_by(day) for kind in KINDS.values() if issubclass(kind, Awaited)})


def breach_keys(day: date) -> "QuerySet[Any, Key]":
    """Return the keys of the breaches whose reason nobody has judged, of running registrations."""
    waiting = _RUNNING & Q(judgement=Judged.Judgement.OPEN)
    return keys({kind: waiting & kind.breaches(day) for kind in KINDS.values() if issubclass(kind, Judged)})
