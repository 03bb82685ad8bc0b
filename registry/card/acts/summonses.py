"""Summonses to the department to receive a referral to work; one open at a time (clause 17(3))."""

from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import change, check_days, enter, take
from registry.card.models import Summons
from registry.people.models import UnemploymentRegistration

# How a summons is closed: the person came, did not come in time, or the department took it back.
Closing = Literal["came", "did_not_come", "cancelled"]


@transaction.atomic
def summon(
    *, registration: UnemploymentRegistration, summoned_on: date, by: StaffMember, note: str = ""
) -> Summons:
    """Summon the person, to come within the working days of the edition, and return the summons.

    RuleViolation while another summons is open, and for a day outside the registration.
    """
    row = locked(registration)
    check_days(row, {"summoned_on": summoned_on})
    is_open = Summons.objects.valid().filter(registration=row, closed_on__isnull=True).first()
    if is_open is not None:
        raise RuleViolation(
            _("A summons is open already, of %(day)s: close it first (clause 17(3))."),
            clause="17(3)",
            params={"day": numeric_date(is_open.summoned_on)},
        )
    return enter(Summons(registration=row, summoned_on=summoned_on, note=note), "summoned", by=by)


@transaction.atomic
def close_summons(
    *,
    summons: Summons,
    version: int,
    closing: Closing,
    day: date,
    by: StaffMember,
    reason: str = "",
    note: str = "",
) -> Summons:
    """Say what came of a summons on a day; `reason` is what a person says who came late or not at all.

    RuleViolation for a day before the summons, and for «did not come» before the due day has passed.
    """
    row = take(summons, version, over=_("This summons is closed already (clause 17(3))."))
    check_days(row.registration, {"day": day})
    if day < row.summoned_on:
        raise RuleViolation(
            _("The summons was closed before it was given (clause 17(3))."), clause="17(3)", field="day"
        )
    if closing == "did_not_come" and day <= row.due_on:
        raise RuleViolation(
            _("The person has until %(day)s to come (clause 17(3))."),
            clause="17(3)",
            field="day",
            params={"day": numeric_date(row.due_on)},
        )
    changes = {
        "came_on": day if closing == "came" else None,
        "cancelled_on": day if closing == "cancelled" else None,
        "closed_on": day,
        "reason": reason or row.reason,
        "note": note or row.note,
    }
    return change(row, changes, "summons_closed", by=by, day=day)
