"""A registered person asks for the certificate, in person; the request waits or is withdrawn."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.records import field_values, locked, record_event
from astana_employment.department.states import require_role
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox import deadlines
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import require_printable
from astana_employment.toolbox.violations import constraint_errors
from certificates.acts.shared import (
    checked_identity,
    due_of,
    late_entry,
    lead_decision,
    lock_request,
    record_act,
)
from certificates.models import CertificateRequest, Decision, RequestPause
from certificates.states import PREPARERS, REQUEST
from registry.card.hindrances import day_of_ending, open_hindrances
from registry.card.models import CardEntry, Ending
from registry.law.late_entry import EventFields, event_fields
from registry.models import UnemploymentRegistration


@transaction.atomic
def request_certificate(
    *,
    registration: UnemploymentRegistration,
    identity_form: str,
    identity_number: str,
    by: StaffMember,
    purpose: str = "",
    language: str = "kk",
    requested_on: date | None = None,
    allowed_by: StaffMember | None = None,
    identity_differs_confirmed: bool = False,
) -> CertificateRequest:
    """Record that a registered person is here and asks for the certificate (clauses 1, 15, 16).

    `requested_on` is today unless `allowed_by` let the request be entered later from paper notes. The due
    date is counted at once (clause 7(1)); while the record card has an open offer or referral the request
    waits from the beginning (reading 40). RuleViolation: the registration is not active; the identity
    document does not fit; an undecided request exists; no edition or calendar for the day.
    """
    require_role(by, PREPARERS)
    registration = locked(registration)
    _require_active(registration)
    day, entry = late_entry(
        requested_on, allowed_by=allowed_by, field="requested_on", not_before=registration.registered_on
    )
    require_printable(purpose, field="purpose")
    number = checked_identity(
        registration.person, identity_form, identity_number, is_confirmed=identity_differs_confirmed
    )
    standard = edition_on(day, field="requested_on")
    due = due_of(registration, day, standard)
    asked = {"identity_form": identity_form, "identity_number": number, "language": language}
    with constraint_errors():
        request = CertificateRequest.objects.create(
            registration=registration,
            standard=standard,
            purpose=" ".join(purpose.split()),
            due_on=due.on,
            due_rule=due.as_json(),
            taken_by=by,
            requested_on=day,
            **asked,
            **entry,
        )
    said = field_values(request, ["requested_on", "due_on", "purpose", "language"])
    _record_made(request, {**said, "identity_differs": identity_differs_confirmed}, event_fields(day, entry))
    settle_waiting(registration=registration, by=by)
    request.refresh_from_db()
    return request


def _record_made(request: CertificateRequest, after: dict[str, Any], late: EventFields) -> None:
    person = request.registration.person
    record_event(
        verb="request.made",
        subject=request,
        by=request.taken_by,
        case_file=person.case_file,
        after=after,
        **late,
    )


def _require_active(registration: UnemploymentRegistration) -> None:
    if registration.state != UnemploymentRegistration.State.ACTIVE:
        raise RuleViolation(
            _("Only a person with an active registration can ask for the certificate. It is %(state)s."),
            clause="1",
            params={"state": registration.get_state_display()},
        )


@transaction.atomic
def begin_pause(
    *,
    request: CertificateRequest,
    cause: str,
    note: str,
    by: StaffMember,
    version: int,
    began_on: date | None = None,
    is_from_card: bool = False,
) -> RequestPause:
    """Let a request wait while a suitable vacancy or a referral is open (clause 1, reading 40).

    A decision that was prepared is withdrawn: neither paper may be issued now. RuleViolation when one is
    being signed, or the day lies outside the request's time.
    """
    request = lock_request(request.pk, version)
    if not note.strip():
        raise RuleViolation(_("Say which employer and work."), clause="reading 40", field="note")
    REQUEST.lead(request, CertificateRequest.State.WAITING, by=by)
    day = _day_between(began_on, request.requested_on, field="began_on")
    _withdraw_drafts(request, by=by, reason=note)
    with constraint_errors():
        pause = RequestPause.objects.create(
            request=request, cause=cause, note=note.strip(), began_on=day, is_from_card=is_from_card
        )
    record_act(
        request,
        verb="request.pause_began",
        by=by,
        reason=note,
        before={"state": CertificateRequest.State.OPEN.value},
        after={"state": request.state, **field_values(pause, ["cause", "began_on"])},
    )
    return pause


@transaction.atomic
def end_pause(
    *,
    request: CertificateRequest,
    outcome: str,
    by: StaffMember,
    version: int,
    ended_on: date | None = None,
) -> CertificateRequest:
    """End the waiting: hired, the request is withdrawn; else the term runs anew (clause 7(1), reading 40).

    The old and the new due date stand in the event. RuleViolation when it does not wait, and while the record
    card has an open offer or referral: its outcome is entered there.
    """
    request = lock_request(request.pk, version)
    pause = request.pauses.select_for_update().filter(ended_on__isnull=True).first()
    if pause is None:
        raise RuleViolation(_("This request does not wait for anything."), clause="reading 40")
    if outcome != RequestPause.Outcome.HIRED and (open_now := open_hindrances(request.registration)):
        raise RuleViolation(
            _("The record card has an open offer or referral: %(note)s. Enter what came of it first."),
            clause="reading 40",
            params={"note": open_now[0].note},
        )
    pause.ended_on = _day_between(ended_on, pause.began_on, field="ended_on")
    pause.outcome = outcome
    pause.save()
    before = field_values(request, ["state", "due_on"])
    if outcome == RequestPause.Outcome.HIRED:
        REQUEST.lead(request, CertificateRequest.State.WITHDRAWN, by=by)
        request.withdrawn_reason, request.closed_on = pause.note, pause.ended_on
    else:
        REQUEST.lead(request, CertificateRequest.State.OPEN, by=by)
        due = _due_after_waiting(request)
        request.due_on, request.due_rule = due.on, due.as_json()
    record_act(
        request,
        verb="request.pause_ended",
        by=by,
        before=before,
        after={
            **field_values(request, ["state", "due_on"]),
            **field_values(pause, ["outcome", "ended_on"]),
        },
    )
    return request


@transaction.atomic
def settle_waiting(
    *, registration: UnemploymentRegistration, by: StaffMember, entry: CardEntry | None = None
) -> None:
    """Let the undecided request of a registration wait while its record card has something open, else go on.

    `entry` is the offer or referral that was changed just now: it says what came of the waiting and since
    when. Whoever is hired needs no certificate: the request is withdrawn. A pause that somebody began by hand
    is ended by hand (reading 40).
    """
    undecided = CertificateRequest.objects.undecided().filter(registration=registration)
    request = undecided.select_for_update().first()
    if request is None:
        return
    is_hired = entry is not None and entry.hindrance_ending is Ending.HIRED
    open_now = open_hindrances(registration)
    pause = request.pauses.filter(ended_on__isnull=True).first()
    if pause is None and is_hired:
        withdraw_request(
            request=request, reason=gettext("The person was hired."), by=by, version=request.version
        )
    elif pause is None and open_now:
        begin_pause(
            request=request,
            cause=open_now[0].cause.value,
            note=open_now[0].note,
            by=by,
            version=request.version,
            began_on=max(open_now[0].since, request.requested_on),
            is_from_card=True,
        )
    elif pause is not None and entry is not None and (is_hired or (pause.is_from_card and not open_now)):
        end_pause(
            request=request,
            outcome=entry.hindrance_ending.value,
            by=by,
            version=request.version,
            ended_on=max(day_of_ending(entry), pause.began_on),
        )


@transaction.atomic
def withdraw_request(
    *, request: CertificateRequest, reason: str, by: StaffMember, version: int
) -> CertificateRequest:
    """Close a request without a decision, and what was prepared on it with it; a reason is asked."""
    request = lock_request(request.pk, version)
    if not reason.strip():
        raise RuleViolation(_("Say why the request is withdrawn."), clause="states", field="reason")
    before = field_values(request, ["state"])
    REQUEST.lead(request, CertificateRequest.State.WITHDRAWN, by=by)
    request.withdrawn_reason, request.closed_on = reason.strip(), today()
    _withdraw_drafts(request, by=by, reason=reason)
    record_act(
        request,
        verb="request.withdrawn",
        by=by,
        reason=request.withdrawn_reason,
        before=before,
        after={"state": request.state},
    )
    return request


def _day_between(day: date | None, first: date, *, field: str) -> date:
    """Return the day of an act, today if none is given; RuleViolation before `first` or after today."""
    day = day or today()
    if not first <= day <= today():
        raise RuleViolation(
            _("Choose a day from %(first)s to today."),
            clause="reading 40",
            field=field,
            params={"first": f"{first:%d.%m.%Y}"},
        )
    return day


def _due_after_waiting(request: CertificateRequest) -> DueDate:
    pauses = [deadlines.Pause(row.began_on, row.ended_on) for row in request.pauses.all()]
    due = due_of(request.registration, request.requested_on, request.standard)
    with confirmed_years("7(1)"):
        later = deadlines.due_after_pauses(
            due, pauses, calendar=working_calendar(), roll=request.standard.rolls_to_working_day
        )
    return later or due


def _withdraw_drafts(request: CertificateRequest, *, by: StaffMember, reason: str) -> None:
    """Withdraw what is prepared on a locked request; RuleViolation while one is being signed."""
    unfinished = request.decisions.live().select_for_update().filter(corrects__isnull=True)
    for decision in unfinished:
        if decision.state == Decision.State.SIGNING:
            raise RuleViolation(_("The decision is being signed at this moment."), clause="states")
        decision.request = request
        lead_decision(decision, Decision.State.WITHDRAWN, verb="decision.withdrawn", by=by, reason=reason)
