"""What every act on the record card begins and ends with."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, StaffMember
from astana_employment.department.records import as_json, locked, locked_at_version, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.card.hindrances import tell_hindrances
from registry.card.models import CardEntry, Judged
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Entry = TypeVar("Entry", bound=CardEntry)


def take(entry: Entry, version: int, *, over: "_StrPromise | None" = None) -> Entry:
    """Lock an entry that was shown at `version`; its registration is locked before it.

    StaleRecord if it was changed meanwhile, RuleViolation for a voided one, and with `over`, which is then
    what is said, for one of which nothing is awaited any more.
    """
    locked(entry.registration)
    row = locked_at_version(entry, version)
    if row.voided_at is not None:
        raise RuleViolation(_("This entry was voided; it can no longer be changed (clause 15)."), clause="15")
    if over is not None and not row.is_open:
        raise RuleViolation(over, clause=row.clause)
    return row


def enter(entry: Entry, verb: str, *, by: StaffMember) -> Entry:
    """Store a new entry of a locked registration with what hangs on its fields, and record it; return it."""
    check_days(entry.registration, {name: getattr(entry, name) for name in entry.days()})
    entry.settle(entry.fields)
    return add(entry, verb, by=by, day=getattr(entry, entry.begins))


def add(entry: Entry, verb: str, *, by: StaffMember, day: date) -> Entry:
    """Store a new entry as it is and record what it says; `day` is when it took place."""
    entry.entered_by = by
    store(entry)
    said = {name: value for name, value in _values(entry, _logged(entry)).items() if value not in ("", None)}
    record(verb, entry, by=by, day=day, after=said)
    return entry


def change(
    row: Entry,
    changes: Mapping[str, Any],
    verb: str,
    *,
    by: StaffMember,
    day: date | None = None,
) -> Entry:
    """Set fields of a locked entry, with what hangs on them, and record what reads otherwise; return it.

    `day` is when it took place, unless today. Where nothing changes, nothing is stored. RuleViolation also
    for a breach the head of division has judged that would be none any more (reading 45).
    """
    was = _values(row, _logged(row))
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, changes[name])
    check_days(row.registration, {name: getattr(row, name) for name in row.days() if name in changed})
    row.settle(changed)
    if row.breach_since(today()) is None:
        refuse_judged(row, by)
    store(row)
    after = {name: value for name, value in _values(row, was).items() if value != was[name]}
    before = {name: was[name] for name in after}
    record(verb, row, by=by, day=day, before=before, after=after)
    return row


def answer(row: Entry, fields: Mapping[str, Any], verb: str, *, by: StaffMember, day: date | None) -> Entry:
    """Enter what came of a locked entry; a reason or a note that was written before is not emptied by it."""
    said = {name: fields.get(name) or getattr(row, name) for name in ("reason", "note") if name in row.fields}
    return change(row, {**fields, **said}, verb, by=by, day=day)


def check_days(registration: UnemploymentRegistration, days: Mapping[str, date | None]) -> None:
    """Refuse, beside its field, a day in the future or outside the registration (clause 15)."""
    for field, day in days.items():
        if day is None:
            continue
        if day > today():
            raise RuleViolation(_("This day is still in the future (clause 15)."), clause="15", field=field)
        if day < registration.registered_on:
            raise RuleViolation(
                _("The registration began later, on %(day)s (clause 15)."),
                clause="15",
                field=field,
                params={"day": numeric_date(registration.registered_on)},
            )
        if registration.ended_on is not None and day > registration.ended_on:
            raise RuleViolation(
                _("The registration ended on %(day)s; a later entry does not belong to it (clause 15)."),
                clause="15",
                field=field,
                params={"day": numeric_date(registration.ended_on)},
            )


def store(entry: CardEntry) -> None:
    """Save a new or changed entry; what the database refuses is a RuleViolation."""
    if entry.pk is not None:
        entry.version += 1
    with constraint_errors():
        entry.save()


def is_head(officer: StaffMember) -> bool:
    """Tell whether somebody is the head of division or acts for him or her today (readings 17, 45)."""
    return Role.HEAD_OF_DIVISION in officer.roles_on(today())


def refuse_judged(
    entry: CardEntry, by: StaffMember, *, text: "_StrPromise | None" = None, field: str | None = None
) -> None:
    """What the head of division has judged is changed by the head alone (reading 45)."""
    is_judged = getattr(entry, "judgement", Judged.Judgement.OPEN) != Judged.Judgement.OPEN
    if is_judged and not is_head(by):
        raise RuleViolation(
            text
            or _(
                "The head of division has judged this entry; only the head can change that now (reading 45)."
            ),
            clause="reading 45",
            field=field,
        )


def _logged(entry: CardEntry) -> tuple[str, ...]:
    """Return the fields that the event log tells of: those of its form, and those counted from them."""
    return (*entry.fields, *(name for name in ("due_on", "closed_on") if hasattr(entry, name)))


def _values(entry: CardEntry, names: Iterable[str]) -> dict[str, Any]:
    return {name: as_logged(getattr(entry, name)) for name in names}


def as_logged(value: Any) -> Any:
    """Return the value of a field as the event log has it; a vacancy by its name."""
    return str(value) if isinstance(value, Vacancy) else as_json(value)


def record(
    verb: str,
    entry: CardEntry,
    *,
    by: StaffMember,
    day: date | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append an act on an entry to the event log; `day` is when it took place, unless today.

    What an offer or a referral means for a request that waits is told to the apps above (reading 40).
    """
    record_event(
        verb=f"card.{verb}",
        subject=entry,
        by=by,
        case_file=f"person:{entry.registration.person_id}",
        reason=reason,
        before=before,
        after=after,
        happened_on=day if day != today() else None,
    )
    tell_hindrances(entry, by=by)
