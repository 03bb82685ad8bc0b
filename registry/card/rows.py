"""Reading entries of all kinds in one query, however many kinds and entries there are, and showing them.

Each kind gives its rows as JSON with what the page shows of other tables (the vacancy, who entered it), all
are joined by UNION, and the entries are put together again here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, Field, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import CharField, DateField
from django.db.models.functions import Cast, JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.templatetags.desk import day as short_day
from astana_employment.department.templatetags.desk import days_in_words
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import WorkingCalendar, lateness, left_until
from registry.card.models import KINDS, CardEntry, Judged, Referral, State
from registry.people.models import Person, UnemploymentRegistration
from registry.vacancies.models import Vacancy, destination_of

# (kind, key, day): a list is sorted and counted by these alone, its page is read whole afterwards.
Key = tuple[str, int, date]
# Which rows of which kinds.
Conditions = Mapping[type[CardEntry], Q]

# What is read of the rows that an entry points to: enough for their names on the screen.
_STAFF = ("id", "surname", "given_name", "patronymic")
_RELATED: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "entered_by": (StaffMember, _STAFF),
    "judged_by": (StaffMember, _STAFF),
    "vacancy": (Vacancy, ("id", "employer", "profession")),
    "referral": (Referral, ("id", "issued_on", "destination")),
    "registration": (
        UnemploymentRegistration,
        ("id", "person_id", "number", "registered_on", "ended_on", "state"),
    ),
}
_PERSON = ("id", "surname", "given_name", "patronymic", "birth_date", "letter")
# What no form of an entry has: others decided or counted it.
_BESIDE = ("due_on", "judgement", "judgement_note", "void_reason")


class Fact(NamedTuple):
    """A line of an entry: label and value."""

    label: str
    value: str


@dataclass(frozen=True)
class CardRow:
    """An entry as the screen shows it today, under a day; `key` opens what is to be done next with it."""

    entry: CardEntry
    day: date
    today: date = field(default_factory=today)
    calendar: WorkingCalendar = field(default_factory=working_calendar)
    key: str = ""

    @property
    def title(self) -> str:
        """The entry's name: its kind, and what it is a kind of."""
        choice = getattr(self.entry, "get_kind_display", None)
        return f"{self.entry.label}: {choice()}" if choice else str(self.entry.label)

    @cached_property
    def state(self) -> State:
        """The state in words."""
        return self.entry.state_on(self.today)

    @cached_property
    def facts(self) -> list[Fact]:
        """What the entry says, label by label; its state and its title stand beside it."""
        beside = {*self.entry.open_when, "kind"}
        names = (name for name in self.entry.fields if name not in beside)
        return facts_of(type(self.entry), self.entry, names)

    @cached_property
    def since(self) -> date | None:
        """The day since which it is a breach, if it is one."""
        return self.entry.breach_since(self.today)

    @property
    def due_on(self) -> date | None:
        """The day by which the person has to come, or had to."""
        return self.entry.due

    @property
    def left(self) -> int | None:
        """The working days left; whoever has come, late or not, is not due any more."""
        entry = self.entry
        is_due = entry.due is not None and entry.is_open and entry.came is None and not entry.fell_away
        return left_until(entry.due, self._last_day, self.calendar) if is_due and entry.due else None

    @property
    def late(self) -> str:
        """How late the person was, or still is, in words."""
        if self.since is None or self.entry.due is None:
            return ""
        late = lateness(self.entry.due, self.entry.came or self._last_day, self.calendar)
        return days_in_words(-late.days or -1, working=late.unit == "working_days")[1] if late else ""

    @property
    def _last_day(self) -> date:
        """The day until which lateness grows: today, or the last one of the registration."""
        return min(self.today, self.entry.registration.ended_on or self.today)

    @property
    def tone(self) -> str:
        """How loud it is in the timeline: a breach, something awaited, or neither."""
        return "bad" if self.since else "act" if self.entry.is_open else ""

    @property
    def judgement(self) -> str:
        """The code of the judgement of a breach; empty for what is no breach."""
        return str(getattr(self.entry, "judgement", "")) if self.since else ""

    @property
    def waits_for_judgement(self) -> bool:
        """Tell whether the head of division has a reason to judge."""
        return self.judgement == Judged.Judgement.OPEN

    @property
    def person(self) -> Person:
        """Whose entry it is."""
        return self.entry.registration.person


def facts_of(kind: type[CardEntry], row: Model, names: Iterable[str]) -> list[Fact]:
    """Return what a row of a kind says, or a former version of it, without what is empty or said twice."""
    is_from_bank = getattr(row, "destination", "") == destination_of(getattr(row, "vacancy", None))
    pairs = ((name, _shown(row, name)) for name in names if name != "destination" or not is_from_bank)
    return [Fact(_label(kind, name), value) for name, value in pairs if value]


def whole_facts(kind: type[CardEntry], row: Model) -> list[Fact]:
    """Return all that a row of a kind says, also its term and judgement: versions can be told apart by it."""
    return facts_of(kind, row, [*kind.fields, *(name for name in _BESIDE if hasattr(row, name))])


def _label(kind: type[CardEntry], name: str) -> str:
    return str(capfirst(getattr(kind._meta.get_field(name), "verbose_name", name)))


def _shown(row: Model, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        # Offers are suitable as a rule; only the exception is worth a line.
        return "" if value else _("no")
    if isinstance(value, date):
        return short_day(value)
    if name == "judgement" and value == Judged.Judgement.OPEN:
        return ""
    choice = getattr(row, f"get_{name}_display", None)
    return str(choice() if choice and value else value or "")


# --- reading -------------------------------------------------------------------------------------
def union(conditions: Conditions) -> "QuerySet[Any, Any]":
    """Return (kind, key, day of the timeline, JSON) of the rows under each condition, not ordered yet."""
    return _joined(
        _part(kind, condition, kind.stands_on or F(kind.begins), row=JSONObject(**_columns_read(kind)))
        for kind, condition in conditions.items()
    )


def keys(conditions: Conditions) -> "QuerySet[Any, Key]":
    """Return the keys of the rows under each kind's condition, the longest due first.

    Where mostly little or nothing is found they are far quicker to put together than `union`.
    """
    parts = (_part(kind, condition, F(kind.late_by or kind.begins)) for kind, condition in conditions.items())
    return _joined(parts).order_by("row_day", "row_kind", "pk")


def read(wanted: Iterable[Key]) -> list[CardRow]:
    """Return the entries of some keys for the screen, in their order: two queries."""
    pks: dict[type[CardEntry], list[int]] = {}
    order = [(slug, pk) for slug, pk, _day in wanted]
    for slug, pk in order:
        pks.setdefault(KINDS[slug], []).append(pk)
    if not pks:
        return []
    found = rows_of(union({kind: Q(pk__in=of_kind) for kind, of_kind in pks.items()}))
    by_key = {(row.entry.slug, row.entry.pk): row for row in found}
    return [by_key[key] for key in order if key in by_key]


def rows_of(entries: Iterable[Any]) -> list[CardRow]:
    """Return the rows of a `union` for the screen, in its order; the calendar is read once for all."""
    now, calendar = today(), working_calendar()
    return [CardRow(_entry(KINDS[slug], data), day, now, calendar) for slug, _pk, day, data in entries]


def _joined(parts: "Iterable[QuerySet[Any, Any]]") -> "QuerySet[Any, Any]":
    first, *others = parts
    return first.union(*others, all=True)


def _part(
    kind: type[CardEntry], condition: Q, day: Combinable, **columns: JSONObject
) -> "QuerySet[Any, Any]":
    rows = kind._default_manager.filter(condition).order_by()
    return rows.annotate(
        row_kind=Value(kind.slug, output_field=CharField()),
        row_day=Cast(day, DateField()),
        **columns,
    ).values_list("row_kind", "pk", "row_day", *columns)


def _columns_read(kind: type[CardEntry]) -> dict[str, str]:
    values = {field_.attname: field_.attname for field_ in _columns(kind)}
    for name, (_related, columns) in _RELATED.items():
        if any(field_.name == name for field_ in _columns(kind)):
            values |= {f"{name}.{column}": f"{name}__{column}" for column in columns}
    return values | {f"person.{column}": f"registration__person__{column}" for column in _PERSON}


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def _entry(kind: type[CardEntry], data: dict[str, Any]) -> CardEntry:
    entry: CardEntry = _row(kind, data)
    for name, (related, columns) in _RELATED.items():
        if data.get(f"{name}.id") is not None:
            setattr(entry, name, _row(related, {column: data[f"{name}.{column}"] for column in columns}))
    entry.registration.person = _row(Person, {column: data[f"person.{column}"] for column in _PERSON})
    return entry


def _row(model: type[Any], values: dict[str, Any]) -> Any:
    """Return a row of the database from JSON values; fields that were not read are deferred."""
    read_ = [field_ for field_ in _columns(model) if field_.attname in values]
    return model.from_db(
        "default",
        [field_.attname for field_ in read_],
        [field_.to_python(values[field_.attname]) for field_ in read_],
    )
