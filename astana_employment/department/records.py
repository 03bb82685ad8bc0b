"""Writing the logs, and the lock every change begins with."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

from astana_employment.department.models import AccessRecord, Event, StaffMember
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import StaleRecord
from astana_employment.toolbox.verbs import label_of

Row = TypeVar("Row", bound=models.Model)


def subject_type(subject: models.Model | type[models.Model]) -> str:
    """Return the name under which the logs know a kind of row: «registry.person»."""
    return str(subject._meta.label_lower)


def record_event(
    *,
    verb: str,
    subject: models.Model,
    by: StaffMember | None,
    case_file: str = "",
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    happened_on: date | None = None,
    allowed_by: StaffMember | None = None,
) -> Event:
    """Append one act to the event log; call it in the transaction of the act.

    KeyError for a verb that no `verbs.py` names.
    """
    label_of(verb)
    return Event.objects.create(
        at=now(),
        verb=verb,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        by=by,
        case_file=case_file,
        reason=reason,
        before=before or {},
        after=after or {},
        happened_on=happened_on,
        allowed_by=allowed_by,
    )


def record_access(
    *, by: StaffMember, act: str, subject: models.Model | type[models.Model], detail: str = ""
) -> None:
    """Append one look to the read log (clause 18(7), (8)); a class stands for a search or a list."""
    AccessRecord.objects.create(
        at=now(),
        by=by,
        act=act,
        subject_type=subject_type(subject),
        subject_id=None if isinstance(subject, type) else subject.pk,
        detail=detail[:200],
    )


def locked(row: Row) -> Row:
    """Return the row read again under a lock that lasts until the transaction ends."""
    model = type(row)
    return model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def locked_at_version(row: Row, version: int) -> Row:
    """Lock a row that was shown at `version`; StaleRecord with the changes since if it moved on."""
    fresh = locked(row)
    if getattr(fresh, "version") != version:  # noqa: B009  (only some rows count their versions)
        changes = Event.objects.filter(subject_type=subject_type(row), subject_id=row.pk).select_related("by")
        raise StaleRecord(list(changes[: max(getattr(fresh, "version") - version, 1)]))  # noqa: B009
    return fresh


def as_json(value: Any) -> Any:
    """Return a field's value as the event log stores it: dates as ISO text, rows as their key."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)


def field_values(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """Return the named fields of a row as the event log stores them."""
    return {name: as_json(getattr(row, name)) for name in names}


def apply_changes(row: models.Model, changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the fields that really change; return their values before and after (both empty if none)."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    before = field_values(row, changed)
    for name in changed:
        setattr(row, name, changes[name])
    return before, field_values(row, changed)
