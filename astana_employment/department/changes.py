"""What an event changed, in words: the field's name, and its value before and after, as a screen shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import DocumentKind, Event, OutgoingMail, RequiredDocument
from astana_employment.toolbox.dates import numeric_date

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Values of events that are no single field of a row.
_NAMED: "dict[str, StrOrPromise]" = {
    "letters": _("letters"),
    "first_number": _("first number"),
    **{f"documents_{group.value}": group.label for group in RequiredDocument.Group},
}
# By which number people know a record, by its kind.
_NUMBERS: dict[str, Sequence[str]] = {}


def register_value_names(names: "Mapping[str, StrOrPromise]") -> None:
    """Add what logged values are called: {"number": _("number"), "certificates.decision.kind": _("paper")}.

    A name with its model before it goes before the field's own name, one without goes after it.
    """
    _NAMED.update(names)


@dataclass(frozen=True)
class Change:
    """One field that an act changed; values are ready to be shown. `is_new`: it had no value before."""

    label: str
    before: str
    after: str
    is_new: bool


def changes_of(event: Event) -> list[Change]:
    """Return what an event changed, in the order of the fields' names on the row's form."""
    model = apps.get_model(event.subject_type)
    order = [field.name for field in model._meta.get_fields()]
    names = sorted(
        {**event.before, **event.after}, key=lambda name: order.index(name) if name in order else len(order)
    )
    return [
        Change(
            _label(model, name),
            _shown(model, name, event.before),
            _shown(model, name, event.after),
            is_new=name not in event.before,
        )
        for name in names
        if event.before.get(name) != event.after.get(name)
    ]


def changed_labels(event: Event) -> list[str]:
    """Return the names of the fields that an event changed, without their values."""
    model = apps.get_model(event.subject_type)
    return [_label(model, name) for name in event.changed_fields]


def subject_kind(event: Event) -> str:
    """Return what kind of record an event is about."""
    return str(capfirst(apps.get_model(event.subject_type)._meta.verbose_name))


def register_subject_numbers(numbers: Mapping[str, Sequence[str]]) -> None:
    """Add by which number people know a record: {"complaints.answer": ("number", "complaint.number")}.

    The first of the paths that leads to a number is taken; a number names nobody.
    """
    _NUMBERS.update(numbers)


def subject_names(events: Iterable[Event]) -> dict[tuple[str, int], str]:
    """Return what the subjects of some events are called, by type and key.

    The department's own records by their names, people's files by the numbers of the journals alone (clause
    18(8)). One query a kind of record, however many events; a record that is gone or has no number is called
    by its key, and said to be.
    """
    keys: dict[str, set[int]] = {}
    for event in events:
        keys.setdefault(event.subject_type, set()).add(event.subject_id)
    unnamed = {
        (kind, key): gettext("internal number: %(number)d") % {"number": key}
        for kind, ids in keys.items()
        for key in ids
    }
    named = {
        (kind, row.pk): name
        for kind, ids in keys.items()
        for row in _rows(kind, ids)
        if (name := _name_of(kind, row))
    }
    return {**unnamed, **named}


def _is_own(kind: str) -> bool:
    """Tell whether a record is the department's own; a mail is not: its name says to whom it goes."""
    return kind.startswith("department.") and kind != OutgoingMail._meta.label_lower


def _rows(kind: str, ids: set[int]) -> Iterable[models.Model]:
    rows: QuerySet[models.Model] = apps.get_model(kind)._default_manager.filter(pk__in=ids)
    if _is_own(kind):
        return rows.select_related()
    paths = _NUMBERS.get(kind, ())
    related = [path.rpartition(".")[0].replace(".", "__") for path in paths if "." in path]
    if related:
        return rows.select_related(*related)
    return rows if paths else ()


def _name_of(kind: str, row: models.Model) -> str:
    if _is_own(kind):
        return str(row)
    return next((number for path in _NUMBERS[kind] if (number := attrgetter(path)(row))), "")


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _label(model: type[models.Model], name: str) -> str:
    own = _NAMED.get(f"{model._meta.label_lower}.{name}")
    field = _field(model, name)
    return str(capfirst(own or (field.verbose_name if field else _NAMED.get(name, name))))


def _shown(model: type[models.Model], name: str, values: dict[str, Any]) -> str:
    """Return a logged value as people write it: choices by name, days as dd.mm.yyyy, yes and no."""
    value = values.get(name)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    field = _field(model, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name.startswith("documents_"):
        return _documents(str(value).split(", "))
    return _written(field, str(value))


def _written(field: "models.Field[Any, Any] | None", text: str) -> str:
    if isinstance(field, models.DateTimeField):
        return text
    if isinstance(field, models.DateField):
        return numeric_date(date.fromisoformat(text))
    return text.removesuffix(":00") if isinstance(field, models.TimeField) else text


def _documents(kinds: Iterable[str]) -> str:
    return "; ".join(str(DocumentKind(kind).label) for kind in kinds)
