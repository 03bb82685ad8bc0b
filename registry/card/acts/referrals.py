"""Referrals to a job, to training or to public works, and what came of them (clauses 15, 17(2))."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import (
    begin,
    check_days,
    facts_of,
    record,
    refuse_closed_vacancy,
    refuse_unjudging,
    store,
    take,
    term,
)
from registry.card.models import Referral
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy, destination_of

Outcome = Referral.Outcome

GIVEN = ("kind", "vacancy", "destination", "issued_on", "due_on", "note")
CLOSED = ("appeared_on", "outcome", "outcome_on", "reason", "note")
# Nobody is hired, started or turned down after a talk without having been there.
_NEEDS_APPEARANCE = (Outcome.HIRED, Outcome.STARTED, Outcome.NOT_AGREED)


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
    row = begin(registration, {"issued_on": issued_on})
    check_destination(kind, vacancy, destination)
    refuse_closed_vacancy(vacancy, issued_on)
    due = term(issued_on, kind="referral")
    referral = Referral(
        registration=row,
        kind=kind,
        vacancy=vacancy,
        destination=destination or destination_of(vacancy),
        issued_on=issued_on,
        due_on=due.on,
        due_rule=due.as_json(),
        note=note,
        entered_by=by,
    )
    store(referral)
    record("referred", referral, by=by, day=issued_on, after=facts_of(referral, GIVEN))
    return referral


@transaction.atomic
def close_referral(
    *,
    referral: Referral,
    version: int,
    by: StaffMember,
    appeared_on: date | None = None,
    outcome: str = Outcome.OPEN,
    outcome_on: date | None = None,
    reason: str = "",
    note: str = "",
) -> Referral:
    """Note the appearance, what came of the referral, or both; `reason` is what a late person says.

    RuleViolation for «did not appear» before the due day has passed, for an outcome that needs an
    appearance without one, and for days in the wrong order.
    """
    row = take(referral, version)
    if row.outcome != Outcome.OPEN:
        raise RuleViolation(
            _("The outcome of this referral is entered already (clause 17(2))."), clause="17(2)"
        )
    check_days(row.registration, {"appeared_on": appeared_on, "outcome_on": outcome_on})
    before = facts_of(row, CLOSED)
    row.appeared_on = appeared_on or row.appeared_on
    row.outcome, row.outcome_on = outcome, outcome_on
    row.reason = reason or row.reason
    row.note = note or row.note
    check_outcome(row)
    refuse_unjudging(row, by)
    store(row)
    record(
        "referral_closed",
        row,
        by=by,
        day=outcome_on or appeared_on,
        before=before,
        after=facts_of(row, CLOSED),
    )
    return row


def check_destination(kind: str, vacancy: Vacancy | None, destination: str) -> None:
    """A referral leads somewhere, and only one to a job leads to a vacancy."""
    if vacancy is not None and kind != Referral.Kind.JOB:
        raise RuleViolation(
            _("Only a referral to a job leads to a vacancy (clause 15)."), clause="15", field="vacancy"
        )
    if vacancy is None and not destination:
        raise RuleViolation(
            _("Enter where the person is referred to (clause 15)."), clause="15", field="destination"
        )


def check_outcome(referral: Referral) -> None:
    """An outcome agrees with the appearance and with the kind of the referral."""
    is_job = referral.kind == Referral.Kind.JOB
    if (referral.outcome == Outcome.STARTED and is_job) or (referral.outcome == Outcome.HIRED and not is_job):
        raise RuleViolation(
            _("At a job one is hired; training and public works are started (clause 15)."),
            clause="15",
            field="outcome",
        )
    if referral.outcome in _NEEDS_APPEARANCE and referral.appeared_on is None:
        raise RuleViolation(
            _("Enter the day on which the person appeared (clause 17(2))."),
            clause="17(2)",
            field="appeared_on",
        )
    is_too_early = referral.outcome_on is not None and referral.outcome_on <= referral.due_on
    if referral.outcome == Outcome.DID_NOT_APPEAR and is_too_early:
        raise RuleViolation(
            _("The person has until %(day)s to appear (clause 17(2))."),
            clause="17(2)",
            field="outcome_on",
            params={"day": numeric_date(referral.due_on)},
        )
    if referral.appeared_on and referral.outcome_on and referral.outcome_on < referral.appeared_on:
        raise RuleViolation(
            _("The outcome lies before the appearance (clause 17(2))."), clause="17(2)", field="outcome_on"
        )
