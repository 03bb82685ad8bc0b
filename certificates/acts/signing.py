"""Signing: a number in one short transaction, the paper made outside, stored in a second one.

`docs/decisions/0005-signing.md` says why. No lock is held while a page is made, and a crash in between
leaves the decision «being signed» with its number: the next attempt finishes it.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.issuing import Make, acting_under, issue, new_issue_block
from astana_employment.department.models import (
    Delegation,
    Paper,
    PaperAnnulment,
    Series,
    StaffMember,
    VoidNumber,
    parse_number,
)
from astana_employment.department.records import field_values
from astana_employment.department.states import require_role
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.stored import OUTDATED
from certificates.acts.shared import last_preparation, lead_decision, lock_decision, paper_of
from certificates.documents import (
    CertificateSnapshot,
    readable_snapshot,
    render_paper,
    snapshot_from_json,
    snapshot_hash,
)
from certificates.grounds_check import refuse_overtaken
from certificates.models import CertificateRequest, Decision
from certificates.models.decision import ISSUED
from certificates.states import REQUEST, SIGNERS
from certificates.wording import printed_name
from registry.models import UnemploymentRegistration

SERIES = {Decision.Kind.CERTIFICATE.value: Series.CERTIFICATE, Decision.Kind.REFUSAL.value: Series.REFUSAL}


def sign_decision(*, decision: Decision, reviewed_sha256: str, by: StaffMember) -> Paper:
    """Sign what was reviewed and return the paper; a repeat returns the same paper.

    Must not run inside a transaction (RuntimeError): the number has to be kept before the paper is made.
    Raises PermissionDenied for who is neither deputy director nor acting (reading 17), StaleRecord when the
    paper was changed since it was reviewed, RuleViolation for the preparer, a waiting request, an ended
    registration or another state; PaperError when the paper could not be made, the decision then keeps its
    number until the next attempt.
    """
    numbered = _take_number(decision, reviewed_sha256, by)
    return _issue(numbered, by)


def finish_signing(*, decision: Decision, by: StaffMember) -> Paper:
    """Finish a signing that was cut short, with the number, day and signer it was begun with."""
    require_role(by, SIGNERS)
    decision = Decision.objects.get(pk=decision.pk)
    if decision.paper_id is None and decision.state != Decision.State.SIGNING:
        raise RuleViolation(_("This paper is not being signed."), clause="states")
    return _issue(decision, by)


@transaction.atomic
def void_signing(*, decision: Decision, reason: str, by: StaffMember) -> VoidNumber:
    """Give up a signing that can never be finished: its number is recorded as void, with the reason."""
    decision = lock_decision(decision)
    if decision.state != Decision.State.SIGNING:
        raise RuleViolation(_("This paper is not being signed."), clause="states")
    if not reason.strip():
        raise RuleViolation(_("Say why the number will not be used."), clause="states", field="reason")
    reason, number = reason.strip(), decision.number
    lead_decision(
        decision, Decision.State.WITHDRAWN, verb="number.voided", by=by, reason=reason, number=number
    )
    journal = field_values(decision, ["series", "year", "sequence"])
    return VoidNumber.objects.create(**journal, reason=reason, by=by, at=now())


# --- first: the number ---------------------------------------------------------------------------
@transaction.atomic(durable=True)
def _take_number(decision: Decision, reviewed_sha256: str, by: StaffMember) -> Decision:
    decision = lock_decision(decision)
    require_role(by, SIGNERS)
    if decision.state in ISSUED and decision.signed_by_id != by.pk:
        raise RuleViolation(_("Somebody else has signed this paper already."), clause="states")
    if decision.snapshot_sha256 != reviewed_sha256:
        raise StaleRecord(last_preparation(decision))
    if decision.state == Decision.State.SIGNING or decision.state in ISSUED:
        return decision
    _check_signable(decision, by)
    _add_issue_block(decision, by)
    lead_decision(
        decision,
        Decision.State.SIGNING,
        verb="decision.signing_began",
        by=by,
        number=decision.number,
        snapshot_sha256=reviewed_sha256,
    )
    return decision


def _check_signable(decision: Decision, by: StaffMember) -> None:
    """Hold a decision against the rules as they stand at this moment; RuleViolation says which broke."""
    request = decision.request
    registration = request.registration
    if decision.prepared_by_id == by.pk:
        raise RuleViolation(_("Whoever prepared a paper does not sign it."), clause="signer")
    _check_text(decision)
    if decision.corrects is not None:
        if decision.corrects.state not in (Decision.State.SIGNED, Decision.State.HANDED_OVER):
            raise RuleViolation(_("The paper to be replaced holds no more."), clause="states")
    elif request.state != CertificateRequest.State.OPEN:
        raise RuleViolation(
            _("The request is not open: %(state)s.") % {"state": request.get_state_display()},
            clause="reading 40",
        )
    is_active = registration.state == UnemploymentRegistration.State.ACTIVE
    if decision.kind == Decision.Kind.CERTIFICATE and not is_active:
        raise RuleViolation(
            _("The registration is %(state)s: this paper cannot be issued.")
            % {"state": registration.get_state_display()},
            clause="1",
        )
    refuse_overtaken(decision)
    if decision.snapshot["full_name"] != printed_name(registration.person.full_name):
        raise RuleViolation(
            _("The person's name was changed after the paper was prepared. Return it to be prepared again."),
            clause="snapshot",
        )


def _check_text(decision: Decision) -> None:
    """Hold what was prepared against its seal, and against the version of the text that is in use."""
    if snapshot_hash(decision.snapshot) != decision.snapshot_sha256:
        raise RuleViolation(_("The stored text does not fit its seal. Prepare it again."), clause="snapshot")
    if readable_snapshot(decision.snapshot) is None:
        raise RuleViolation(OUTDATED, clause="snapshot")


def _add_issue_block(decision: Decision, by: StaffMember) -> None:
    """Give the number of the journal of the year of issue, the days, the signer and the check code."""
    reviewed = snapshot_from_json(decision.snapshot)
    decision.signed_by, decision.signed_at = by, now()
    decision.acting_under = acting_under(by, Delegation.ActsAs.DEPUTY_DIRECTOR)
    decision.issue_block = new_issue_block(
        series=SERIES[decision.kind],
        signed_by=by,
        survey_of=decision,
        acting=decision.acting_under,
        months_valid=reviewed.months_valid if isinstance(reviewed, CertificateSnapshot) else None,
    )
    decision.series, decision.year, decision.sequence = parse_number(decision.number)


# --- then: the paper -----------------------------------------------------------------------------
def _issue(decision: Decision, by: StaffMember) -> Paper:
    return issue(decision, by=by, render=render_paper, lock=lock_decision, keep=_keep)


def _keep(decision: Decision, make: Make, by: StaffMember) -> Paper:
    """Store the paper, decide the request, and end the paper that this one replaces."""
    request, corrects = decision.request, decision.corrects
    person = request.registration.person
    paper = make(
        kind=decision.kind,
        signed_by=decision.signed_by,
        case_file=person.case_file,
        initials=person.initials,
        replaces=paper_of(corrects) if corrects else None,
    )
    if corrects is not None:
        _supersede(corrects, paper, decision, by)
    else:
        REQUEST.lead(request, CertificateRequest.State.DECIDED, by=by)
        request.closed_on = paper.issued_on
    lead_decision(
        decision,
        Decision.State.SIGNED,
        verb="paper.issued",
        by=by,
        number=paper.number,
        sha256=paper.sha256,
    )
    return paper


def _supersede(old: Decision, paper: Paper, correction: Decision, by: StaffMember) -> None:
    """The old paper stops to hold in the moment in which the new one is stored."""
    old = Decision.objects.select_for_update(of=("self",)).select_related("paper").get(pk=old.pk)
    old.request, reason = correction.request, correction.correction_reason
    lead_decision(
        old,
        Decision.State.SUPERSEDED,
        verb="paper.superseded",
        by=by,
        reason=reason,
        replaced_by=paper.number,
    )
    PaperAnnulment.objects.create(
        paper=paper_of(old),
        reason=reason,
        is_our_error=bool(correction.correction_is_our_error),
        replaced_by=paper,
        by=by,
        at=now(),
    )
