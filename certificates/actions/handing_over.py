"""A signed paper reaches the person: a certificate in the hand only, a notice also by post."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.errors import RuleViolation
from astana_employment.models import StaffMember
from astana_employment.records import field_values
from astana_employment.violations import constraint_errors
from certificates.actions.shared import checked_identity, late_entry, lock_decision, paper_of, record_act
from certificates.models import Decision, Handover
from certificates.transitions import transition
from registry.late_entry import event_fields


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
    transition(decision, Decision.State.HANDED_OVER, by=by)
    in_person = how == Handover.How.IN_PERSON
    if not in_person and decision.kind == Decision.Kind.CERTIFICATE:
        raise RuleViolation(
            _("A certificate is handed over in person only (clause 16)."), clause="16", field="how"
        )
    paper = paper_of(decision)
    day, entry = late_entry(handed_on, allowed_by=allowed_by, field="handed_on", not_before=paper.issued_on)
    number = (
        checked_identity(
            decision.request.registration.person,
            decision.request.identity_form,
            identity_number,
            is_confirmed=identity_differs_confirmed,
        )
        if in_person
        else ""
    )
    with constraint_errors():
        handover = Handover.objects.create(
            decision=decision,
            how=how,
            handed_on=day,
            identity_number=number,
            note=note.strip(),
            by=by,
            **entry,
        )
    decision.version += 1
    decision.save()
    record_act(
        decision.request,
        verb="paper.handed_over" if in_person else "paper.posted",
        by=by,
        subject=decision,
        before=before,
        after={
            "state": decision.state,
            "number": decision.number,
            **field_values(handover, ["how", "handed_on"]),
            "identity_differs": identity_differs_confirmed,
        },
        **event_fields(day, entry),
    )
    return handover
