"""A signed paper reaches the person: a certificate in the hand only, a notice also by post."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import field_values
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from certificates.acts.shared import checked_identity, late_entry, lock_decision, paper_of, record_act
from certificates.models import Decision, Handover
from certificates.states import DECISION
from registry.law.late_entry import event_fields


@transaction.atomic
def hand_over(
    *,
    decision: Decision,
    how: str,
    by: StaffMember,
    version: int,
    handed_on: date | None = None,
    identity_number: str = "",
    allowed_by: StaffMember | None = None,
    identity_differs_confirmed: bool = False,
    note: str = "",
) -> Handover:
    """Record that a signed paper was given to the person (clause 16) or, a notice, posted (reading 44).

    `version` is the request's as it was shown. RuleViolation: a certificate cannot be posted; in person
    the identity document is asked for; the paper was handed over, annulled or replaced already.
    """
    decision = lock_decision(decision, version)
    before = field_values(decision, ["state"])
    DECISION.lead(decision, Decision.State.HANDED_OVER, by=by)
    _check_way(decision, how)
    issued_on = paper_of(decision).issued_on
    day, entry = late_entry(handed_on, allowed_by=allowed_by, field="handed_on", not_before=issued_on)
    number = ""
    if how == Handover.How.IN_PERSON:
        request = decision.request
        number = checked_identity(
            request.registration.person,
            request.identity_form,
            identity_number,
            is_confirmed=identity_differs_confirmed,
        )
    with constraint_errors():
        handover = Handover.objects.create(
            decision=decision,
            how=how,
            handed_on=day,
            identity_number=number,
            note=note.strip(),
            by=by,
            at=now(),
            **entry,
        )
    after = {"number": decision.number, "identity_differs": identity_differs_confirmed}
    _record(handover, before, after, **event_fields(day, entry))
    return handover


def _check_way(decision: Decision, how: str) -> None:
    if how != Handover.How.IN_PERSON and decision.kind == Decision.Kind.CERTIFICATE:
        raise RuleViolation(
            _("A certificate is handed over in person only (clause 16)."), clause="16", field="how"
        )


def _record(handover: Handover, before: dict[str, Any], after: dict[str, Any], **late: Any) -> None:
    decision = handover.decision
    decision.version += 1
    decision.save()
    record_act(
        decision.request,
        verb="paper.handed_over" if handover.how == Handover.How.IN_PERSON else "paper.posted",
        by=handover.by,
        subject=decision,
        before=before,
        after={"state": decision.state, **after, **field_values(handover, ["how", "handed_on"])},
        **late,
    )
