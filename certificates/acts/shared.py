"""What the acts on a request have in common: one order of locks, one version, one way to enter late."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import (
    Event,
    Paper,
    ServiceStandard,
    StaffMember,
    working_calendar,
)
from astana_employment.department.records import field_values, record_event, subject_type
from astana_employment.department.terms import confirmed_years
from astana_employment.toolbox import deadlines
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.violations import constraint_errors
from certificates.models import CertificateRequest, Decision
from certificates.states import DECISION
from registry.law.identifiers import clean_document_number
from registry.law.late_entry import EntryFields, entry_fields
from registry.models import Person, PresentedDocument, UnemploymentRegistration
from registry.people.duplicates import IDENTITY_KINDS


def lock_request(request_id: int, version: int | None = None) -> CertificateRequest:
    """Return a request under a lock; StaleRecord if it was shown at another version.

    Whoever locks a decision locks its request first, so that two acts never wait for each other.
    """
    request = (
        CertificateRequest.objects.select_for_update(of=("self",))
        .select_related("registration__person", "standard")
        .get(pk=request_id)
    )
    if version is not None and request.version != version:
        raise StaleRecord(changes_since(request, version))
    return request


def lock_decision(decision: Decision, version: int | None = None) -> Decision:
    """Return a decision under a lock, its request locked before it; `version` is the request's."""
    request = lock_request(decision.request_id, version)
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    fresh.request = request
    return fresh


def paper_of(decision: Decision) -> Paper:
    """Return the paper of an issued decision; LookupError for one that has none."""
    if decision.paper is None:
        raise LookupError(f"decision {decision.pk} has no paper")
    return decision.paper


def changes_since(request: CertificateRequest, version: int) -> list[Event]:
    """Return the acts on a request and its decisions since a version, newest first."""
    of_decisions = Q(
        subject_type=subject_type(Decision),
        subject_id__in=list(request.decisions.values_list("pk", flat=True)),
    )
    of_request = Q(subject_type=subject_type(CertificateRequest), subject_id=request.pk)
    events = Event.objects.filter(of_request | of_decisions).select_related("by").order_by("-id")
    return list(events[: max(request.version - version, 1)])


def last_preparation(decision: Decision) -> list[Event]:
    """Return the act that made the present text of a decision, as a list for `StaleRecord`."""
    events = Event.objects.filter(
        subject_type=subject_type(Decision),
        subject_id=decision.pk,
        verb__in=["decision.prepared", "decision.changed"],
    )
    return list(events.select_related("by").order_by("-id")[:1])


def record_act(
    request: CertificateRequest,
    *,
    verb: str,
    by: StaffMember,
    subject: CertificateRequest | Decision | None = None,
    **details: Any,
) -> Event:
    """Save a locked request one version further and record the act; one event to each version."""
    request.version += 1
    request.save()
    return record_event(
        verb=verb,
        subject=subject or request,
        by=by,
        case_file=request.registration.person.case_file,
        **details,
    )


def lead_decision(
    decision: Decision, to: str, *, verb: str, by: StaffMember, reason: str = "", **after: Any
) -> None:
    """Lead a locked decision to a state, save it one version further and record the act.

    `after` goes into the event beside the new state. PermissionDenied and RuleViolation as in `States.lead`.
    """
    before = field_values(decision, ["state"])
    DECISION.lead(decision, to, by=by)
    decision.version += 1
    with constraint_errors():
        decision.save()
    after = {"state": decision.state, **after}
    record_act(
        decision.request, verb=verb, by=by, subject=decision, reason=reason, before=before, after=after
    )


def late_entry(
    day: date | None, *, allowed_by: StaffMember | None, field: str, not_before: date
) -> tuple[date, EntryFields]:
    """Return the day of an act, today if none is given, and the columns of its entry.

    RuleViolation for a day in the future, before `not_before`, or earlier without leave.
    """
    day = day or today()
    entry = entry_fields(day, allowed_by=allowed_by, field=field)
    if day < not_before:
        raise RuleViolation(
            _("This cannot have happened before %(day)s."),
            clause="late entry",
            field=field,
            params={"day": f"{not_before:%d.%m.%Y}"},
        )
    return day, entry


def identity_numbers_of(person: Person) -> frozenset[str]:
    """Return the numbers of the identity documents on record for a person (reading 61)."""
    documents = PresentedDocument.objects.filter(application__person=person, kind__in=IDENTITY_KINDS)
    return frozenset(documents.values_list("number", flat=True))


def checked_identity(person: Person, form: str, number: str, *, is_confirmed: bool) -> str:
    """Return the number of the identity document shown, tidied (clause 16).

    RuleViolation for a number that cannot be one, and for one that is not on record unless the clerk has
    confirmed that the document is the person's all the same (a new card after the old one).
    """
    try:
        shown = clean_document_number(form, number)
    except ValidationError as error:
        raise RuleViolation("; ".join(error.messages), clause="16", field="identity_number") from error
    if not shown:
        raise RuleViolation(
            _("Enter the number of the identity document shown."), clause="16", field="identity_number"
        )
    on_record = identity_numbers_of(person)
    if on_record and shown not in on_record and not is_confirmed:
        raise RuleViolation(
            _("On record is the number %(numbers)s. Compare the document with the person and confirm."),
            clause="16",
            field="identity_differs_confirmed",
            params={"numbers": ", ".join(sorted(on_record))},
        )
    return shown


def due_of(registration: UnemploymentRegistration, requested_on: date, standard: ServiceStandard) -> DueDate:
    """Return the last day to decide (clause 7(1), reading 6); RuleViolation for an unconfirmed year."""
    with confirmed_years("7(1)"):
        return deadlines.certificate_due(
            registration.registered_on,
            requested_on,
            days=standard.certificate_days,
            calendar=working_calendar(),
            edition=standard.code,
            roll=standard.rolls_to_working_day,
        )
