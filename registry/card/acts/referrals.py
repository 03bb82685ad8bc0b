"""Referrals to a job, to training or to public works, and what came of them (clauses 15, 17(2))."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from registry.card.acts.common import change, enter, take
from registry.card.models import Referral
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy


@transaction.atomic
def refer(
    *,
    registration: UnemploymentRegistration,
    kind: str,
    issued_on: date,
    by: StaffMember,
    vacancy: Vacancy | None = None,
    destination: str = "",
    note: str = "",
) -> Referral:
    """Refer the person, to appear within the working days of the edition, and return the referral.

    A vacancy of the bank names the destination where none is given. RuleViolation for a vacancy that is not
    open on the day, for one in a referral that is not to a job, and without a destination.
    """
    referral = Referral(
        registration=locked(registration),
        kind=kind,
        vacancy=vacancy,
        destination=destination,
        issued_on=issued_on,
        note=note,
    )
    return enter(referral, "referred", by=by)


@transaction.atomic
def close_referral(
    *,
    referral: Referral,
    version: int,
    by: StaffMember,
    appeared_on: date | None = None,
    outcome: str = Referral.Outcome.OPEN,
    outcome_on: date | None = None,
    reason: str = "",
    note: str = "",
) -> Referral:
    """Note the appearance, what came of the referral, or both; `reason` is what a late person says.

    RuleViolation for «did not appear» before the due day has passed, for an outcome that needs an
    appearance without one, and for days in the wrong order.
    """
    row = take(referral, version, over=_("The outcome of this referral is entered already (clause 17(2))."))
    changes = {
        "appeared_on": appeared_on or row.appeared_on,
        "outcome": outcome,
        "outcome_on": outcome_on,
        "reason": reason or row.reason,
        "note": note or row.note,
    }
    return change(row, changes, "referral_closed", by=by, day=outcome_on or appeared_on)
