"""Acting officers: appointed by order for some days, and revoked (readings 17, 42, 45)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import Delegation, StaffMember
from astana_employment.department.records import field_values, locked, record_event
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors

FIELDS = ("person", "acts_as", "order_number", "order_date", "starts_on", "ends_on")


@transaction.atomic
def grant_delegation(
    *,
    person: StaffMember,
    acts_as: str,
    order_number: str,
    order_date: date,
    starts_on: date,
    ends_on: date,
    by: StaffMember,
) -> Delegation:
    """Appoint a person to act for an absent officer from the first to the last day, both included.

    RuleViolation when the person cannot sign in, holds that post anyway, acts for that officer in these
    days already, or the days are over.
    """
    officer = locked(person)
    if not officer.is_active:
        raise RuleViolation(_("This person's account is closed."), clause="reading 17", field="person")
    if officer.role == acts_as:
        raise RuleViolation(_("This person holds that post already."), clause="reading 17", field="person")
    if ends_on < today():
        raise RuleViolation(_("These days are already over."), clause="reading 17", field="ends_on")
    with constraint_errors():
        delegation = Delegation.objects.create(
            person=officer,
            acts_as=acts_as,
            order_number=order_number,
            order_date=order_date,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    record_event(verb="delegation.granted", subject=delegation, by=by, after=field_values(delegation, FIELDS))
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, reason: str, by: StaffMember) -> Delegation:
    """End a delegation from this moment, with the reason; what was signed under it stays signed.

    RuleViolation when it is revoked or over already.
    """
    row = locked(delegation)
    if row.revoked_at is not None:
        raise RuleViolation(_("This delegation is revoked already."), clause="reading 17")
    if row.ends_on < today():
        raise RuleViolation(_("This delegation is over already."), clause="reading 17")
    row.revoked_at, row.revoked_reason = now(), reason
    row.save(update_fields=["revoked_at", "revoked_reason"])
    record_event(verb="delegation.revoked", subject=row, by=by, reason=reason)
    return row
