"""Taking part in training or in paid public works: started, ended, broken off (clause 17(4), Annex 1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import change, enter, take
from registry.card.models import Participation, Referral
from registry.people.models import UnemploymentRegistration

Ending = Participation.Ending


@transaction.atomic
def start_participation(
    *,
    registration: UnemploymentRegistration,
    kind: str,
    place: str,
    started_on: date,
    by: StaffMember,
    referral: Referral | None = None,
    note: str = "",
) -> Participation:
    """Note the start of training or public works and return the entry; `referral` led there, if one did.

    RuleViolation for a referral of another person or kind, and for a start before the referral.
    """
    participation = Participation(
        registration=locked(registration),
        kind=kind,
        referral=referral,
        place=place or (referral.destination if referral is not None else ""),
        started_on=started_on,
        note=note,
    )
    return enter(participation, "participation_started", by=by)


@transaction.atomic
def end_participation(
    *,
    participation: Participation,
    version: int,
    ending: str,
    ended_on: date,
    by: StaffMember,
    reason: str = "",
    note: str = "",
) -> Participation:
    """Note how and when it ended; `reason` is what a person says who stopped of his or her own accord."""
    row = take(participation, version, over=_("This participation has ended already (clause 17(4))."))
    if ending == Ending.RUNNING:
        raise RuleViolation(_("Choose how it ended (clause 17(4))."), clause="17(4)", field="ending")
    changes = {
        "ending": ending,
        "ended_on": ended_on,
        "reason": reason or row.reason,
        "note": note or row.note,
    }
    return change(row, changes, "participation_ended", by=by, day=ended_on)
