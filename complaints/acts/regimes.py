"""Settings of the regimes: what the law leaves open (reading 56)."""

from django.db import transaction

from astana_employment.department.models import Role, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.department.states import require_role
from complaints.models import ComplaintRegime

SETTERS = frozenset({Role.HEAD_OF_DIVISION.value, Role.ADMINISTRATOR.value})


@transaction.atomic
def change_rolling(*, regime: ComplaintRegime, rolls: bool, by: StaffMember) -> ComplaintRegime:
    """Set whether a last day off moves to the next working day; due dates given before stay as they are."""
    require_role(by, SETTERS)
    row = locked(regime)
    before = {"rolls": row.rolls}
    row.rolls = rolls
    row.save()
    record_event(verb="regime.changed", subject=row, by=by, before=before, after={"rolls": rolls})
    return row
