"""Registration as unemployed (clause 5(1))."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Series, StaffMember, format_number, next_number
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.law.late_entry import entry_fields, event_fields
from registry.people.models import IntakeApplication, UnemploymentRegistration

State = UnemploymentRegistration.State


@transaction.atomic
def register_unemployed(
    *,
    application: IntakeApplication,
    registered_on: date,
    by: StaffMember,
    allowed_by: StaffMember | None = None,
    former_number: str = "",
    ended_on: date | None = None,
    is_imported: bool = False,
) -> UnemploymentRegistration:
    """Register the person of an accepted application and return the registration with its number.

    An earlier day needs `allowed_by`. RuleViolation for an application that was not accepted or was used
    already, for a day before the application's, and for a person who is registered in these days.
    `former_number` and `ended_on` are for old cards: a registration may have been over before the desk began.
    """
    # The person first, as merging two cards does: in the other order the two could wait for each other.
    person = locked(application.person)
    row = locked(application)
    if row.person_id != person.pk:
        raise RuleViolation(_("One of the cards was merged meanwhile. Open the card again."))
    entry = entry_fields(registered_on, allowed_by=allowed_by, is_imported=is_imported, field="registered_on")
    _check(row, registered_on)
    with constraint_errors():
        registration = _create(
            row,
            registered_on,
            by,
            former_number=former_number,
            ended_on=ended_on,
            state=State.ACTIVE if ended_on is None else State.ENDED,
            **entry,
        )
    record_event(
        verb="person.registered",
        subject=registration,
        by=by,
        case_file=row.person.case_file,
        after={"number": registration.number, "registered_on": registered_on.isoformat()},
        **event_fields(registered_on, entry),
    )
    return registration


def _check(application: IntakeApplication, registered_on: date) -> None:
    if application.state != IntakeApplication.State.ACCEPTED:
        raise RuleViolation(_("Only accepted documents lead to a registration."), clause="12")
    if UnemploymentRegistration.objects.filter(application=application).exists():
        raise RuleViolation(_("These documents have led to a registration already."), clause="5(1)")
    if registered_on < application.applied_on:
        raise RuleViolation(
            _("The registration cannot be earlier than the day of applying."),
            clause="7(1)",
            field="registered_on",
        )


def _create(
    application: IntakeApplication, registered_on: date, by: StaffMember, **fields: Any
) -> UnemploymentRegistration:
    application.registered_on = registered_on
    application.save(update_fields=["registered_on"])
    # The number comes last: its journal stays locked until the transaction ends.
    sequence = next_number(Series.REGISTRATION, registered_on.year)
    return UnemploymentRegistration.objects.create(
        person=application.person,
        application=application,
        series=Series.REGISTRATION,
        year=registered_on.year,
        sequence=sequence,
        number=format_number(Series.REGISTRATION, registered_on.year, sequence),
        registered_on=registered_on,
        registered_by=by,
        **fields,
    )
