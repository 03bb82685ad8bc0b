"""Taking part in training or in paid public works: started, ended, broken off (clause 17(4), Annex 1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import (
    begin,
    check_days,
    facts_of,
    record,
    refuse_unjudging,
    store,
    take,
)
from registry.card.models import Participation, Referral
from registry.people.models import UnemploymentRegistration

Ending = Participation.Ending

STARTED = ("kind", "place", "started_on", "note")
ENDED = ("ending", "ended_on", "reason", "note")


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
    row = begin(registration, {"started_on": started_on})
    if referral is not None:
        _check_referral(referral, row, kind, started_on)
    participation = Participation(
        registration=row,
        kind=kind,
        referral=referral,
        place=place or (referral.destination if referral is not None else ""),
        started_on=started_on,
        note=note,
        entered_by=by,
    )
    store(participation)
    record(
        "participation_started", participation, by=by, day=started_on, after=facts_of(participation, STARTED)
    )
    return participation


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
    row = take(participation, version)
    if row.ending != Ending.RUNNING:
        raise RuleViolation(_("This participation has ended already (clause 17(4))."), clause="17(4)")
    if ending == Ending.RUNNING:
        raise RuleViolation(_("Choose how it ended (clause 17(4))."), clause="17(4)", field="ending")
    check_days(row.registration, {"ended_on": ended_on})
    before = facts_of(row, ENDED)
    row.ending, row.ended_on = ending, ended_on
    row.reason = reason or row.reason
    row.note = note or row.note
    refuse_unjudging(row, by)
    store(row)
    record("participation_ended", row, by=by, day=ended_on, before=before, after=facts_of(row, ENDED))
    return row


def _check_referral(
    referral: Referral, registration: UnemploymentRegistration, kind: str, started_on: date
) -> None:
    if referral.registration_id != registration.pk or referral.kind != kind or referral.voided_at is not None:
        raise RuleViolation(
            _("This referral does not lead to this participation (clause 17(4))."),
            clause="17(4)",
            field="referral",
        )
    if started_on < referral.issued_on:
        raise RuleViolation(
            _("It started before the referral was given (clause 17(4))."), clause="17(4)", field="started_on"
        )
