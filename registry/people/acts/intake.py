"""Documents handed in: an attempt to be registered, accepted or turned back (clauses 12, 13)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard, StaffMember, working_calendar
from astana_employment.department.records import locked, record_event
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.deadlines import DueDate, registration_due
from astana_employment.toolbox.errors import RuleViolation
from registry.law.late_entry import entry_fields, event_fields
from registry.law.requirements import DocumentData, missing_documents
from registry.people.duplicates import CODES
from registry.people.models import (
    IntakeApplication,
    Person,
    PresentedDocument,
    UnemploymentRegistration,
)

State = IntakeApplication.State


@transaction.atomic
def hand_in_documents(
    *,
    person: Person,
    documents: Sequence[DocumentData],
    applied_on: date,
    by: StaffMember,
    allowed_by: StaffMember | None = None,
    is_imported: bool = False,
) -> IntakeApplication:
    """Record one attempt and return it: accepted, or turned back with the kinds in `missing`.

    What is asked is what the edition in force on `applied_on` asks of the person's category (reading 39);
    `due_on` is the last day to register, counted from that day (clause 7(1), reading 6). An earlier day
    needs `allowed_by`. An old card (`is_imported`) is accepted with what it lacks (reading 60). RuleViolation
    when the person is registered already, or has accepted documents that wait for registration.
    """
    card = locked(person)
    entry = entry_fields(applied_on, allowed_by=allowed_by, is_imported=is_imported, field="applied_on")
    standard = _edition(applied_on, is_imported=is_imported)
    if card.merged_into_id is not None:
        raise RuleViolation(_("This card was merged into another one."))
    if not is_imported:
        _refuse_needless_attempt(card, applied_on)
    _refuse_foreign_numbers(card, documents)
    missing = missing_documents(standard.required_kinds(card.category, is_oralman=card.is_oralman), documents)
    is_accepted = is_imported or not missing
    due = _due(applied_on, standard, is_imported=is_imported)
    application = IntakeApplication.objects.create(
        person=card,
        standard=standard,
        applied_on=applied_on,
        state=State.ACCEPTED if is_accepted else State.TURNED_BACK,
        missing=missing,
        follows=_attempt_before(card, applied_on),
        due_on=due.on,
        due_rule=due.as_json(),
        taken_by=by,
        **entry,
    )
    PresentedDocument.objects.bulk_create(_row(application, document) for document in documents)
    record_event(
        verb="intake.accepted" if is_accepted else "intake.turned_back",
        subject=application,
        by=by,
        case_file=card.case_file,
        after={"applied_on": applied_on.isoformat(), "missing": missing},
        **event_fields(applied_on, entry),
    )
    return application


@transaction.atomic
def return_originals(*, application: IntakeApplication, by: StaffMember) -> IntakeApplication:
    """Mark the original documents as given back to the person (clause 12, reading 34)."""
    row = locked(application)
    if row.originals_returned_at is not None:
        raise RuleViolation(_("The originals were returned already."), clause="12")
    row.originals_returned_at, row.originals_returned_by = now(), by
    row.save(update_fields=["originals_returned_at", "originals_returned_by"])
    record_event(verb="intake.originals_returned", subject=row, by=by, case_file=row.person.case_file)
    return row


def _edition(day: date, *, is_imported: bool) -> ServiceStandard:
    """Return the edition of a day; a card from before the first one is imported under the first."""
    first = ServiceStandard.objects.order_by("valid_from").first() if is_imported else None
    return first if first is not None and first.valid_from > day else edition_on(day, field="applied_on")


def _due(applied_on: date, standard: ServiceStandard, *, is_imported: bool) -> DueDate:
    """Count the ten days; an old card's last day is not moved: nobody confirms the calendars of its years."""
    with confirmed_years("7(1)"):
        return registration_due(
            applied_on,
            days=standard.registration_days,
            calendar=working_calendar(),
            edition=standard.code,
            roll=standard.rolls_to_working_day and not is_imported,
        )


def _refuse_needless_attempt(card: Person, applied_on: date) -> None:
    if UnemploymentRegistration.objects.current().filter(person=card).exists():
        raise RuleViolation(_("The person is already registered as unemployed."), clause="5(1)")
    attempts = IntakeApplication.objects.filter(person=card)
    if attempts.filter(state=State.ACCEPTED, registered_on__isnull=True).exists():
        raise RuleViolation(
            _("The documents are accepted already. Register the person on the person's page."), clause="12"
        )
    later = attempts.filter(applied_on__gt=applied_on).order_by("-applied_on").first()
    if later is not None:
        # A case is a chain of attempts (reading 52): one put in between would change which came first.
        raise RuleViolation(
            _("A later attempt is recorded already: %(day)s. Attempts are entered in their order."),
            clause="reading 52",
            field="applied_on",
            params={"day": f"{later.applied_on:%d.%m.%Y}"},
        )


def _refuse_foreign_numbers(card: Person, documents: Sequence[DocumentData]) -> None:
    """An IIN, SIK or RNN that is presented is the number on the card."""
    for document in documents:
        if document.kind in CODES and document.number != getattr(card, document.kind):
            raise RuleViolation(_("The number differs from the one on the card."), field=document.kind)


def _attempt_before(card: Person, applied_on: date) -> IntakeApplication | None:
    """Return the turned-back attempt that this one follows: the person's last, if nothing came of it."""
    last = (
        IntakeApplication.objects.filter(person=card, applied_on__lte=applied_on)
        .order_by("-applied_on", "-id")
        .first()
    )
    return last if last is not None and last.state == State.TURNED_BACK else None


def _row(application: IntakeApplication, document: DocumentData) -> PresentedDocument:
    return PresentedDocument(
        application=application,
        kind=document.kind,
        form=document.form,
        number=document.number,
        issuer=document.issuer,
        issued_on=document.issued_on,
        expires_on=document.expires_on,
        has_police_mark=document.has_police_mark,
    )
