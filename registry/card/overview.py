"""The record card of a person as one page shows it: what is due, what waits for judgement, the timeline.

Whatever the length of the history, it takes one query for what is open, one for a page of the timeline.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.department.models import working_calendar
from astana_employment.department.templatetags.desk import day as short_day
from astana_employment.department.templatetags.desk import days_in_words
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import WorkingCalendar, lateness, left_until
from registry.card.breaches import (
    breach_since,
    fell_away,
    participation_breach,
    referral_breach,
    summons_breach,
    visit_breach,
)
from registry.card.entry_state import State, is_open, state_of
from registry.card.kinds import KINDS, CardKind
from registry.card.models import CardEntry, Judged
from registry.card.rows import Found, found, keys_of, union
from registry.people.models import Person, UnemploymentRegistration
from registry.vacancies.models import destination_of

PAGE = 30
OPEN = Q(judgement=Judged.Judgement.OPEN)
# Said as the state of an entry, so not once more as a fact.
_STATES = frozenset({"answer", "outcome", "ending"})
# What no form of the entry has: others decided or counted it.
_BESIDE = ("due_on", "judgement", "judgement_note", "void_reason")


@dataclass(frozen=True)
class Fact:
    """A line of an entry: label and value."""

    label: str
    value: str


@dataclass(frozen=True)
class CardRow:
    """An entry as the screen shows it."""

    kind: CardKind
    entry: CardEntry
    day: date
    state: State
    facts: list[Fact]
    due_on: date | None = None
    left: int | None = None
    since: date | None = None
    late: str = ""
    # The key that opens what is to be done next with it.
    key: str = ""

    @property
    def title(self) -> str:
        """The entry's name: its kind, and what it is a kind of."""
        choice = getattr(self.entry, "get_kind_display", None)
        return f"{self.kind.label}: {choice()}" if choice else str(self.kind.label)

    @property
    def is_open(self) -> bool:
        """Tell whether something is still awaited."""
        return is_open(self.entry)

    @property
    def is_voided(self) -> bool:
        """Tell whether the entry was voided."""
        return self.entry.voided_at is not None

    @property
    def tone(self) -> str:
        """How loud it is in the timeline: a breach, something awaited, or neither."""
        return "bad" if self.since else "act" if self.is_open else ""

    @property
    def judgement(self) -> str:
        """The code of the judgement of a breach; empty for what is no breach."""
        return str(getattr(self.entry, "judgement", "")) if self.since else ""

    @property
    def waits_for_judgement(self) -> bool:
        """Tell whether the head of division has a reason to judge."""
        return self.judgement == Judged.Judgement.OPEN

    @property
    def reason(self) -> str:
        """What the person said of the breach."""
        return str(getattr(self.entry, "reason", ""))

    @property
    def person(self) -> Person:
        """Whose entry it is."""
        return self.entry.registration.person


@dataclass(frozen=True)
class Timeline:
    """A page of the entries, the latest first."""

    rows: list[CardRow]
    number: int
    has_older: bool

    @property
    def newer(self) -> int:
        """The page before this one."""
        return self.number - 1

    @property
    def older(self) -> int:
        """The page after this one."""
        return self.number + 1


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
        return [row for row in self.open if row.is_open]


# Keys of what is to be done next, for the first five; the top bar has the digits.
_NEXT_KEYS = ("alt+z", "alt+x", "alt+c", "alt+b", "alt+n")


def load_record_card(person: Person, *, page: int = 1) -> RecordCard:
    """Read the card of a person, the open entries and a page of the timeline: five queries."""
    shower = Shower()
    card = load_open(person, shower)
    if not card.registrations:
        return card
    of_person = Q(registration__person=person.pk)
    entries = union(dict.fromkeys(KINDS, of_person)).order_by("-row_day", "row_kind", "-pk")
    first = (page - 1) * PAGE
    rows = shower.rows(entries[first : first + PAGE + 1])
    card.timeline = Timeline(rows[:PAGE], page, has_older=len(rows) > PAGE)
    return card


def load_open(person: Person, shower: "Shower | None" = None) -> RecordCard:
    """Read the registrations of a person and what is open on the card, without the timeline."""
    card = RecordCard(person, list(person.registrations.all()))
    if card.registrations:
        shower = shower or Shower()
        open_ones = union(_open(Q(registration__person=person.pk), shower.day))
        card.open = _with_keys(shower.rows(open_ones))
    return card


def load_awaited(person: Person) -> RecordCard:
    """Read the same as `load_open` for a panel: quicker where few kinds or none are open, one query more."""
    card = RecordCard(person, list(person.registrations.all()))
    keys = keys_of(_open(Q(registration__person=person.pk), today())) if card.registrations else {}
    if keys:
        card.open = _with_keys(Shower().rows(union({slug: Q(pk__in=pks) for slug, pks in keys.items()})))
    return card


def _open(of_person: Q, day: date) -> dict[str, Q]:
    """Return what is still awaited of a person, and the breaches that nobody has judged.

    What was due when the registration ended, or later, fell away with it.
    """
    standing = of_person & Q(voided_at__isnull=True)
    holds = Q(registration__ended_on__isnull=True) | Q(due_on__lt=F("registration__ended_on"))
    due = standing & holds
    return {
        "visit": due & (Q(closed_on__isnull=True) | visit_breach(day) & OPEN),
        "summons": due & (Q(closed_on__isnull=True) | summons_breach(day) & OPEN),
        "offer": standing & Q(answer="open"),
        "referral": due & (Q(outcome="open") | referral_breach(day) & OPEN),
        "participation": standing & (Q(ending="running") | participation_breach(day) & OPEN),
    }


def _with_keys(rows: list[CardRow]) -> list[CardRow]:
    """Sort by what is due first, and give the first awaited ones a key; a visit is on its own button."""
    keys = iter(_NEXT_KEYS)
    rows.sort(key=lambda row: (row.due_on or date.max, row.day, row.entry.pk))
    return [
        replace(row, key=next(keys, "")) if row.is_open and row.kind.slug != "visit" else row for row in rows
    ]


class Shower:
    """Makes rows for the screen; the calendar is read once for all of them."""

    def __init__(self) -> None:
        self.day = today()
        self.calendar: WorkingCalendar = working_calendar()

    def rows(self, entries: Iterable[Any]) -> list[CardRow]:
        """Return the rows of a `union` for the screen, in its order."""
        return [self.row(item) for item in found(entries)]

    def row(self, item: Found) -> CardRow:
        """Return an entry for the screen."""
        entry = item.entry
        due_on: date | None = getattr(entry, "due_on", None)
        # Whoever has come, late or not, is not due any more, though the outcome may still be open.
        is_due = due_on is not None and is_open(entry) and not _came_on(entry) and not fell_away(entry)
        since = breach_since(entry, self.day)
        return CardRow(
            kind=item.kind,
            entry=entry,
            day=item.day,
            state=state_of(entry, self.day),
            facts=facts_of(item.kind, entry),
            due_on=due_on,
            left=left_until(due_on, self.day, self.calendar) if is_due and due_on else None,
            since=since,
            late=self._late(entry, due_on) if since and due_on else "",
        )

    def _late(self, entry: CardEntry, due_on: date) -> str:
        """Say how late the person was, or still is."""
        late = lateness(due_on, _came_on(entry) or self.day, self.calendar)
        if late is None:
            return ""
        return days_in_words(-late.days or -1, working=late.unit == "working_days")[1]


def _came_on(entry: CardEntry) -> date | None:
    came_on: date | None = getattr(entry, "came_on", None) or getattr(entry, "appeared_on", None)
    return came_on


def facts_of(kind: CardKind, entry: CardEntry, *, is_whole: bool = False) -> list[Fact]:
    """Return what an entry says, label by label, without what is empty.

    The state and the title stand beside it on a screen; only the whole entry repeats them, with the term, the
    judgement and why it was voided, so that two versions can be told apart.
    """
    names = [name for name in kind.fields if is_whole or (name not in _STATES and name != "kind")]
    if is_whole:
        names += [name for name in _BESIDE if hasattr(entry, name)]
    if getattr(entry, "destination", "") == destination_of(getattr(entry, "vacancy", None)):
        names = [name for name in names if name != "destination"]
    pairs = ((name, _shown(entry, name)) for name in names)
    return [Fact(_label(kind, name), value) for name, value in pairs if value]


def _label(kind: CardKind, name: str) -> str:
    field_ = kind.model._meta.get_field(name)
    return str(capfirst(getattr(field_, "verbose_name", name)))


def _shown(entry: CardEntry, name: str) -> str:
    value = getattr(entry, name)
    if isinstance(value, bool):
        # Offers are suitable as a rule; only the exception is worth a line.
        return "" if value else _("no")
    if isinstance(value, date):
        return short_day(value)
    if name == "judgement" and value == Judged.Judgement.OPEN:
        return ""
    choice = getattr(entry, f"get_{name}_display", None)
    return str(choice() if choice and value else value or "")
