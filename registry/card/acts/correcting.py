"""An entry was typed wrong: it is corrected in place, and its former versions stay to be read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import apply_changes, as_json, field_values
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import (
    check_days,
    is_head,
    is_judged,
    record,
    refuse_closed_vacancy,
    store,
    take,
    term,
)
from registry.card.acts.referrals import check_destination, check_outcome
from registry.card.acts.visits import is_unagreed
from registry.card.kinds import kind_of
from registry.card.models import (
    CardEntry,
    JobOffer,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.vacancies.models import destination_of

Entry = TypeVar("Entry", bound=CardEntry)


@transaction.atomic
def correct_entry(*, entry: Entry, version: int, changes: Mapping[str, Any], by: StaffMember) -> Entry:
    """Set fields of an entry that was shown at `version`; the due day is counted anew from a new first day.

    Entries of a registration that has ended may be corrected, within its days. RuleViolation for what could
    not have been entered so in the first place, and for a judged entry unless by the head of division.
    """
    row = take(entry, version)
    kind = kind_of(row)
    if is_judged(row) and not is_head(by):
        raise RuleViolation(
            _("The head of division has judged this entry; only the head can change that now (reading 45)."),
            clause="reading 45",
        )
    was = field_values(row, (*kind.fields, *_counted(row)))
    changed = [name for name in kind.fields if name in changes and getattr(row, name) != changes[name]]
    apply_changes(row, {name: changes[name] for name in changed})
    if not changed:
        return row
    check_days(row.registration, {name: getattr(row, name) for name in kind.days if name in changed})
    _RECOUNT.get(type(row), _nothing)(row, changed)
    store(row)
    names = [name for name in was if as_json(getattr(row, name)) != was[name]]
    record(
        "corrected",
        row,
        by=by,
        before={name: was[name] for name in names},
        after=field_values(row, names),
    )
    return row


def _counted(row: CardEntry) -> tuple[str, ...]:
    """Return the fields that are counted from others, for the event log."""
    return tuple(name for name in ("due_on", "closed_on") if hasattr(row, name))


def _nothing(_row: Any, _changed: list[str]) -> None:
    """Nothing is counted from the fields of this kind."""


def _set_due(row: VisitAppointment | Summons | Referral, start: date, kind: str) -> None:
    due = term(start, kind=kind)
    row.due_on, row.due_rule = due.on, due.as_json()


def _visit(row: VisitAppointment, changed: list[str]) -> None:
    if is_unagreed(row):
        # Who came without an agreed date: all its days are the one of coming.
        day = row.came_on if "came_on" in changed else row.agreed_on
        if day is None:
            raise RuleViolation(
                _("The person came without an agreed date: void the entry instead (clause 15)."),
                clause="15",
                field="came_on",
            )
        row.agreed_on = row.due_on = row.came_on = row.closed_on = day
        row.due_rule = {**row.due_rule, "on": day.isoformat(), "start": day.isoformat()}
        return
    if "agreed_on" in changed:
        freely = row.due_on if "latest" in row.due_rule else None
        _set_due(row, row.agreed_on, "visit")
        if freely is not None and row.agreed_on < freely < row.due_on:
            # Another date was agreed with the person, and it holds within the new interval as well.
            row.due_rule |= {"on": freely.isoformat(), "latest": row.due_on.isoformat()}
            row.due_on = freely
    following = VisitAppointment.objects.valid().filter(
        registration=row.registration, agreed_on__gt=row.agreed_on
    )
    after = following.exclude(pk=row.pk).order_by("agreed_on").values_list("agreed_on", flat=True).first()
    row.closed_on = row.came_on or after


def _summons(row: Summons, changed: list[str]) -> None:
    if row.came_on and row.cancelled_on:
        raise RuleViolation(
            _("Either the person came or the summons was cancelled (clause 17(3))."),
            clause="17(3)",
            field="cancelled_on",
        )
    if "summoned_on" in changed:
        _set_due(row, row.summoned_on, "summons")
    if {"came_on", "cancelled_on"} & set(changed):
        row.closed_on = row.came_on or row.cancelled_on


def _offer(row: JobOffer, changed: list[str]) -> None:
    if {"vacancy", "offered_on"} & set(changed):
        refuse_closed_vacancy(row.vacancy, row.offered_on)


def _referral(row: Referral, changed: list[str]) -> None:
    check_destination(row.kind, row.vacancy, row.destination)
    row.destination = row.destination or destination_of(row.vacancy)
    if {"vacancy", "issued_on"} & set(changed):
        refuse_closed_vacancy(row.vacancy, row.issued_on)
    if "issued_on" in changed:
        _set_due(row, row.issued_on, "referral")
    check_outcome(row)


def _participation(row: Participation, _changed: list[str]) -> None:
    if row.referral is not None and (
        row.kind != row.referral.kind or row.started_on < row.referral.issued_on
    ):
        raise RuleViolation(
            _("It started before the referral was given, or is of another kind (clause 17(4))."),
            clause="17(4)",
            field="started_on",
        )


_RECOUNT: dict[type[CardEntry], Callable[[Any, list[str]], None]] = {
    VisitAppointment: _visit,
    Summons: _summons,
    JobOffer: _offer,
    Referral: _referral,
    Participation: _participation,
}
