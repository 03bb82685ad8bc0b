"""Reading entries of all kinds in one query, however many kinds and entries there are.

Each kind gives its rows as JSON with what the page shows of other tables (the vacancy, who entered it), all
are joined by UNION, and the entries are put together again here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import CharField, DateField
from django.db.models.functions import Cast, Coalesce, JSONObject, Least

from astana_employment.department.models import StaffMember
from registry.card.kinds import KINDS, CardKind
from registry.card.models import CardEntry
from registry.people.models import Person, UnemploymentRegistration
from registry.vacancies.models import Vacancy

# What is read of the rows that an entry points to: enough for their names on the screen.
_STAFF = ("id", "surname", "given_name", "patronymic")
_RELATED: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "entered_by": (StaffMember, _STAFF),
    "judged_by": (StaffMember, _STAFF),
    "vacancy": (Vacancy, ("id", "employer", "profession")),
    "registration": (
        UnemploymentRegistration,
        ("id", "person_id", "number", "registered_on", "ended_on", "state"),
    ),
}
_PERSON = ("id", "surname", "given_name", "patronymic", "birth_date", "letter")


@dataclass(frozen=True)
class Found:
    """An entry with its kind and the day under which it stands."""

    kind: CardKind
    entry: CardEntry
    day: date


def shown_day(kind: CardKind) -> Combinable:
    """Return the day under which an entry stands in the timeline: a visit on the day the person came.

    One that fell away with the registration stands on its last day, before the entries of the next one.
    """
    if kind.slug == "visit":
        return Coalesce("came_on", Least("due_on", "registration__ended_on"))
    return Coalesce(kind.day, kind.day)


def union(
    conditions: Mapping[str, Q], days: Mapping[str, Combinable | str] | None = None
) -> "QuerySet[Any, Any]":
    """Return rows (kind, key, day, JSON) of the kinds named, each under its condition, not ordered yet."""
    parts = [_part(KINDS[slug], condition, (days or {}).get(slug)) for slug, condition in conditions.items()]
    return parts[0].union(*parts[1:], all=True)


def keys_of(conditions: Mapping[str, Q]) -> dict[str, list[int]]:
    """Return the keys of the rows under each condition, by kind, without the kinds that have none.

    To be asked before `union` where mostly little or nothing is found: it is far quicker to put together.
    """
    parts = [
        KINDS[slug]
        .model._default_manager.filter(condition)
        .order_by()
        .values_list(Value(slug, output_field=CharField()), "pk")
        for slug, condition in conditions.items()
    ]
    keys: dict[str, list[int]] = {}
    for slug, pk in parts[0].union(*parts[1:], all=True):
        keys.setdefault(slug, []).append(pk)
    return keys


def found(rows: Iterable[Any]) -> Iterator[Found]:
    """Put the entries of a `union` together again."""
    for slug, _pk, day, data in rows:
        kind = KINDS[slug]
        yield Found(kind, _entry(kind.model, data), day)


def _part(kind: CardKind, condition: Q, day: Combinable | str | None) -> "QuerySet[Any, Any]":
    model = kind.model
    values: dict[str, Any] = {field.attname: field.attname for field in _columns(model)}
    for name, (_related, columns) in _RELATED.items():
        if _has(model, name):
            values |= {f"{name}.{column}": f"{name}__{column}" for column in columns}
    values |= {f"person.{column}": f"registration__person__{column}" for column in _PERSON}
    rows = model._default_manager.filter(condition).order_by()
    return rows.annotate(
        row_kind=Value(kind.slug, output_field=CharField()),
        row_day=Cast(day or shown_day(kind), DateField()),
        row=JSONObject(**values),
    ).values_list("row_kind", "pk", "row_day", "row")


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in _columns(model))


def _entry(model: type[CardEntry], data: dict[str, Any]) -> CardEntry:
    entry: CardEntry = _row(model, {field.attname: data[field.attname] for field in _columns(model)})
    for name, (related, columns) in _RELATED.items():
        if data.get(f"{name}.id") is not None:
            setattr(entry, name, _row(related, {column: data[f"{name}.{column}"] for column in columns}))
    entry.registration.person = _row(Person, {column: data[f"person.{column}"] for column in _PERSON})
    return entry


def _row(model: type[Any], values: dict[str, Any]) -> Any:
    """Return a row of the database from JSON values; fields that were not read are deferred."""
    fields = {field.attname: field for field in _columns(model)}
    names = [name for name in fields if name in values]
    return model.from_db("default", names, [fields[name].to_python(values[name]) for name in names])
