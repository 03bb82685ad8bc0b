"""Dates for visiting the department: agreed, kept, agreed anew after a missed one, undone (clause 15)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Event, StaffMember, working_calendar
from astana_employment.department.records import subject_type
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import (
    begin,
    check_days,
    facts_of,
    record,
    refuse_unjudging,
    store,
    take,
    term,
)
from registry.card.models import VisitAppointment
from registry.people.models import UnemploymentRegistration


@dataclass(frozen=True)
class OtherDate:
    """Another date than the edition's interval gives, agreed with the person for a reason."""

    on: date
    why: str


KEPT = ("came_on", "information", "reason", "note", "closed_on")
AGREED = ("agreed_on", "due_on", "note")


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
    row = begin(registration, {"agreed_on": agreed_on})
    pending = pending_visit(row)
    if pending is not None:
        if agreed_on <= pending.due_on:
            raise RuleViolation(
                _("A visit is agreed already, by %(day)s (clause 15)."),
                clause="15",
                field="agreed_on",
                params={"day": numeric_date(pending.due_on)},
            )
        _close_missed(pending, agreed_on, reason, by)
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
    row = begin(registration, {"came_on": came_on})
    pending = take(visit, version) if visit is not None else None
    kept = pending or _unagreed(row, came_on, by)
    before = facts_of(kept, KEPT)
    if pending is not None and pending.closed_on is not None:
        raise RuleViolation(_("This visit is closed already (clause 15)."), clause="15")
    kept.came_on = kept.closed_on = came_on
    kept.information = information
    kept.reason = reason or kept.reason
    kept.note = note or kept.note
    refuse_unjudging(kept, by)
    store(kept)
    record("visit_kept", kept, by=by, day=came_on, before=before, after=facts_of(kept, KEPT))
    if row.state != UnemploymentRegistration.State.ENDED:
        _agree(row, came_on, by, "", other)
    return kept


@transaction.atomic
def undo_visit(*, visit: VisitAppointment, version: int, by: StaffMember) -> VisitAppointment:
    """Take back that a visit was kept: it is awaited again, and the next date agreed with it is voided.

    RuleViolation when something has been built on it since.
    """
    row = take(visit, version)
    if row.came_on is None:
        raise RuleViolation(_("This visit is not marked as kept (clause 15)."), clause="15")
    later = VisitAppointment.objects.valid().filter(registration=row.registration, agreed_on__gte=row.came_on)
    for following in later.exclude(pk=row.pk):
        if following.closed_on is not None or following.version != 1 or following.agreed_on != row.came_on:
            raise RuleViolation(
                _("Another visit was entered since. Correct the entry instead of undoing it (clause 15)."),
                clause="15",
            )
        _void(following, by)
    if is_unagreed(row):
        return _void(row, by)
    before = facts_of(row, KEPT)
    kept = Event.objects.filter(
        subject_type=subject_type(row), subject_id=row.pk, verb="card.visit_kept"
    ).first()
    was = kept.before if kept is not None else {}
    row.came_on = row.closed_on = None
    row.information, row.reason, row.note = "", was.get("reason", row.reason), was.get("note", row.note)
    refuse_unjudging(row, by)
    store(row)
    record("visit_undone", row, by=by, before=before, after=facts_of(row, KEPT))
    return row


def pending_visit(registration: UnemploymentRegistration) -> VisitAppointment | None:
    """Return the agreed visit that is awaited, kept in no way yet."""
    return VisitAppointment.objects.valid().filter(registration=registration, closed_on__isnull=True).first()


def latest_next_visit(day: date) -> date | None:
    """Return the last day that the edition allows for the next visit; None when it cannot be counted."""
    try:
        return term(day, kind="visit").on
    except RuleViolation:
        return None


def is_unagreed(visit: VisitAppointment) -> bool:
    """Tell whether the person came without an agreed date."""
    return bool(visit.due_rule.get("count") == 0)


def _agree(
    row: UnemploymentRegistration, agreed_on: date, by: StaffMember, note: str, other: OtherDate | None
) -> VisitAppointment:
    if row.state == UnemploymentRegistration.State.ENDED:
        raise RuleViolation(
            _("The registration has ended; no further visit is agreed (clause 15)."),
            clause="15",
            field="agreed_on",
        )
    due = term(agreed_on, kind="visit")
    rule = due.as_json()
    if other is not None:
        check_other_date(other, due)
        # The counted last day stays in the rule: a correction is measured by it.
        rule |= {"on": other.on.isoformat(), "latest": due.on.isoformat()}
        note = "; ".join(part for part in (note, other.why) if part)
    visit = VisitAppointment(
        registration=row,
        agreed_on=agreed_on,
        due_on=other.on if other is not None else due.on,
        due_rule=rule,
        note=note[:400],
        entered_by=by,
    )
    store(visit)
    record("visit_agreed", visit, by=by, day=agreed_on, after=facts_of(visit, AGREED))
    return visit


def check_other_date(other: OtherDate, due: DueDate) -> None:
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


def _unagreed(row: UnemploymentRegistration, came_on: date, by: StaffMember) -> VisitAppointment:
    """Return an unsaved visit for somebody who came without an agreed date: due on the day itself."""
    pending = pending_visit(row)
    if pending is not None:
        raise RuleViolation(
            _("A visit is agreed already, by %(day)s (clause 15)."),
            clause="15",
            params={"day": numeric_date(pending.due_on)},
        )
    due = DueDate(came_on, "calendar_days", 0, came_on, edition_on(came_on).code)
    return VisitAppointment(
        registration=row, agreed_on=came_on, due_on=came_on, due_rule=due.as_json(), entered_by=by
    )


def _close_missed(visit: VisitAppointment, closed_on: date, reason: str, by: StaffMember) -> None:
    check_days(visit.registration, {"agreed_on": closed_on})
    before = facts_of(visit, KEPT)
    visit.closed_on = closed_on
    visit.reason = reason or visit.reason
    store(visit)
    record("visit_missed", visit, by=by, day=closed_on, before=before, after=facts_of(visit, KEPT))


def _void(visit: VisitAppointment, by: StaffMember) -> VisitAppointment:
    visit.voided_at, visit.void_reason = now(), gettext("undone")
    store(visit)
    record("voided", visit, by=by, reason=visit.void_reason, after={"void_reason": visit.void_reason})
    return visit
