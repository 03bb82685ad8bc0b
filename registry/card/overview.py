"""The record card of a person as one page shows it: what is due, what waits for judgement, the timeline.

Whatever the length of the history, it takes one query for what is open, one for a page of the timeline.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.urls import reverse

from astana_employment.toolbox.clock import today
from registry.card.models import KINDS, CardEntry
from registry.card.rows import CardRow, Conditions, keys, read, rows_of, union
from registry.people.models import Person, UnemploymentRegistration

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PAGE = 30
# Keys of what is to be done next, for the first five; the top bar has the digits.
_NEXT_KEYS = ("alt+z", "alt+x", "alt+c", "alt+b", "alt+n")


class Button(NamedTuple):
    """What opens the form of a kind of entry."""

    label: "_StrPromise"
    key: str
    address: str


@dataclass(frozen=True)
class Timeline:
    """A page of the entries, the latest first."""

    rows: list[CardRow]
    number: int
    has_older: bool


@dataclass
class RecordCard:
    """The card of a person: the registration new entries belong to, what is open, the timeline."""

    person: Person
    registrations: list[UnemploymentRegistration]
    open: list[CardRow] = field(default_factory=list)
    timeline: Timeline = field(default_factory=lambda: Timeline([], 1, has_older=False))

    @property
    def registration(self) -> UnemploymentRegistration | None:
        """The registration that has not ended, else the last one: new entries belong to it."""
        return next((row for row in self.registrations if not row.ended_on), None) or next(
            iter(self.registrations), None
        )

    @property
    def awaited(self) -> list[CardRow]:
        """What the person has still to do, the most urgent first."""
        return [row for row in self.open if row.entry.is_open]

    def awaited_of(self, kind: type[CardEntry]) -> CardRow | None:
        """Return the most urgent thing awaited of a kind."""
        return next((row for row in self.awaited if isinstance(row.entry, kind)), None)

    def buttons(self) -> list[Button]:
        """Return a button for each kind; where only one can be open, it leads to what comes of that one."""
        found = ((kind, self.awaited_of(kind) if kind.one_open else None) for kind in KINDS.values())
        return [
            Button(
                kind.label,
                kind.key,
                row.entry.outcome_url if row else reverse("card_add", args=[self.person.pk, kind.slug]),
            )
            for kind, row in found
        ]


def load_record_card(person: Person, *, page: int = 1) -> RecordCard:
    """Read the card of a person, the open entries and a page of the timeline: five queries."""
    card = RecordCard(person, list(person.registrations.all()))
    if not card.registrations:
        return card
    card.open = _with_keys(rows_of(union(_to_do(person))))
    of_person = dict.fromkeys(KINDS.values(), Q(registration__person=person.pk))
    entries = union(of_person).order_by("-row_day", "row_kind", "-pk")
    first = (page - 1) * PAGE
    rows = rows_of(entries[first : first + PAGE + 1])
    card.timeline = Timeline(rows[:PAGE], page, has_older=len(rows) > PAGE)
    return card


def load_awaited(person: Person) -> RecordCard:
    """Read what is open alone, for a panel: quicker where few kinds or none are open, one query more."""
    card = RecordCard(person, list(person.registrations.all()))
    if card.registrations:
        card.open = _with_keys(read(keys(_to_do(person))))
    return card


def _to_do(person: Person) -> Conditions:
    """Return what is still awaited of a person, and the breaches that nobody has judged."""
    asked = ((kind, kind.to_do(today())) for kind in KINDS.values())
    return {kind: to_do & Q(registration__person=person.pk) for kind, to_do in asked if to_do is not None}


def _with_keys(rows: list[CardRow]) -> list[CardRow]:
    """Sort by what is due first, and give the first awaited ones a key; a visit is on its own button."""
    next_keys = iter(_NEXT_KEYS)
    rows.sort(key=lambda row: (row.due_on or date.max, row.day, row.entry.pk))
    return [
        replace(row, key=next(next_keys, "")) if row.entry.is_open and not row.entry.is_answered_anew else row
        for row in rows
    ]
