"""Dates for visiting the department: agreed, kept, agreed anew after a missed one, undone (clause 15)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Event, StaffMember, working_calendar
from astana_employment.department.records import locked, subject_type
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import add, change, check_days, take
from registry.card.acts.every_kind import void
from registry.card.models import VisitAppointment
from registry.people.models import UnemploymentRegistration


@dataclass(frozen=True)
class OtherDate:
    """Another date than the edition's interval gives, agreed with the person for a reason."""

    on: date
    why: str


@transaction.atomic
def agree_visit(
    *,
    registration: UnemploymentRegistration,
    agreed_on: date,
    by: StaffMember,
    note: str = "",
    reason: str = "",
    other: OtherDate | None = None,
) -> VisitAppointment:
    """Agree the next date for visiting, at the interval of the edition or an `other` within it; return it.

    A date that was missed is closed by it, with the `reason` the person gives. RuleViolation while an
    agreed date has not passed yet, for a day outside the registration, and after its end.
    """
    row = locked(registration)
    check_days(row, {"agreed_on": agreed_on})
    pending = pending_visit(row)
    if pending is not None:
        if agreed_on <= pending.due_on:
            raise _agreed_already(pending, field="agreed_on")
        missed = {"closed_on": agreed_on, "reason": reason or pending.reason}
        change(pending, missed, "visit_missed", by=by, day=agreed_on)
    return _agree(row, agreed_on, by, note, other)


@transaction.atomic
def keep_visit(
    *,
    registration: UnemploymentRegistration,
    came_on: date,
    by: StaffMember,
    visit: VisitAppointment | None = None,
    version: int = 0,
    information: str = "",
    reason: str = "",
    note: str = "",
    other: OtherDate | None = None,
) -> VisitAppointment:
    """Mark that the person came, what information was given, and agree the next date; return the visit.

    The next date is at the interval of the edition, or an `other` within it. `visit` is the agreed one, shown
    at `version`; without it the person came without an agreed date. `reason` is what the person says when it
    is late. No next date is agreed after the registration's end.
    """
    row = locked(registration)
    check_days(row, {"came_on": came_on})
    said = {"came_on": came_on, "information": information, "reason": reason, "note": note}
    if visit is None:
        unagreed = VisitAppointment(registration=row, agreed_on=came_on, closed_on=came_on, **said)
        kept = _come_unagreed(unagreed, by)
    else:
        agreed = take(visit, version, over=_("This visit is closed already (clause 15)."))
        said |= {"reason": reason or agreed.reason, "note": note or agreed.note}
        kept = change(agreed, said, "visit_kept", by=by, day=came_on)
    if row.state != UnemploymentRegistration.State.ENDED:
        _agree(row, came_on, by, "", other)
    return kept


@transaction.atomic
def undo_visit(*, entry: VisitAppointment, version: int, by: StaffMember) -> VisitAppointment:
    """Take back that a visit was kept: it is awaited again, and the next date agreed with it is voided.

    RuleViolation when something has been built on it since.
    """
    row = take(entry, version)
    if row.came_on is None:
        raise RuleViolation(_("This visit is not marked as kept (clause 15)."), clause="15")
    later = VisitAppointment.objects.valid().filter(registration=row.registration, agreed_on__gte=row.came_on)
    for following in later.exclude(pk=row.pk):
        if following.closed_on is not None or following.version != 1 or following.agreed_on != row.came_on:
            raise RuleViolation(
                _("Another visit was entered since. Correct the entry instead of undoing it (clause 15)."),
                clause="15",
            )
        void(following, gettext("undone"), by)
    if row.is_unagreed:
        return void(row, gettext("undone"), by)
    kept = Event.objects.filter(
        subject_type=subject_type(row), subject_id=row.pk, verb="card.visit_kept"
    ).first()
    was = kept.before if kept is not None else {}
    said = {name: was.get(name, getattr(row, name)) for name in ("reason", "note")}
    return change(row, {"came_on": None, "information": "", **said}, "visit_undone", by=by)


def pending_visit(registration: UnemploymentRegistration) -> VisitAppointment | None:
    """Return the agreed visit that is awaited, kept in no way yet."""
    return VisitAppointment.objects.valid().filter(registration=registration, closed_on__isnull=True).first()


def latest_next_visit(day: date) -> date | None:
    """Return the last day that the edition allows for the next visit; None when it cannot be counted."""
    try:
        return VisitAppointment.due_by_edition(day).on
    except RuleViolation:
        return None


def _agreed_already(pending: VisitAppointment, field: str | None = None) -> RuleViolation:
    return RuleViolation(
        _("A visit is agreed already, by %(day)s (clause 15)."),
        clause="15",
        field=field,
        params={"day": numeric_date(pending.due_on)},
    )


def _agree(
    row: UnemploymentRegistration, agreed_on: date, by: StaffMember, note: str, other: OtherDate | None
) -> VisitAppointment:
    if row.state == UnemploymentRegistration.State.ENDED:
        raise RuleViolation(
            _("The registration has ended; no further visit is agreed (clause 15)."),
            clause="15",
            field="agreed_on",
        )
    due = VisitAppointment.due_by_edition(agreed_on)
    rule = due.as_json()
    if other is not None:
        _check_other_date(other, due)
        # The counted last day stays in the rule: a correction is measured by it.
        rule |= {"on": other.on.isoformat(), "latest": due.on.isoformat()}
        note = "; ".join(part for part in (note, other.why) if part)
    visit = VisitAppointment(
        registration=row,
        agreed_on=agreed_on,
        due_on=other.on if other is not None else due.on,
        due_rule=rule,
        note=note[:400],
    )
    return add(visit, "visit_agreed", by=by, day=agreed_on)


def _check_other_date(other: OtherDate, due: DueDate) -> None:
    """Refuse another date that lies outside the interval of the edition or on a day off, or has no reason."""
    with confirmed_years("15"):
        is_worked = working_calendar().is_working_day(other.on)
    params = {"first": numeric_date(due.start), "last": numeric_date(due.on)}
    if not due.start < other.on <= due.on:
        message = _("The next visit lies after %(first)s and not later than %(last)s (clause 15).")
        raise RuleViolation(message, clause="15", field="next_on", params=params)
    if not is_worked:
        raise RuleViolation(
            _("The department does not work on this day (clause 15)."), clause="15", field="next_on"
        )
    if not other.why:
        raise RuleViolation(_("Say why another date is agreed (clause 15)."), clause="15", field="next_why")


def _come_unagreed(visit: VisitAppointment, by: StaffMember) -> VisitAppointment:
    """Store the visit of somebody who came without an agreed date: due on the day itself."""
    pending = pending_visit(visit.registration)
    if pending is not None:
        raise _agreed_already(pending)
    day = visit.agreed_on
    due = DueDate(day, "calendar_days", 0, day, edition_on(day).code)
    visit.due_on, visit.due_rule = due.on, due.as_json()
    return add(visit, "visit_kept", by=by, day=day)
