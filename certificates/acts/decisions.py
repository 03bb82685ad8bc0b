"""Preparing the certificate or the refusal notice, correcting an issued one, returning and withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import field_values
from astana_employment.department.states import cannot_now, require_role
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.font import require_printable
from astana_employment.toolbox.violations import constraint_errors
from certificates.acts.shared import last_preparation, lock_decision, lock_request, record_act
from certificates.acts.vacancy_evidence import attach_search
from certificates.documents import CertificateSnapshot, RefusalSnapshot, snapshot_hash
from certificates.grounds_check import fill_override, proof_of
from certificates.models import CertificateRequest, Decision
from certificates.states import DECISION, PREPARERS
from certificates.wording import Language, Period, printed_name
from registry.law.ground_texts import REFUSAL_GROUNDS
from registry.models import UnemploymentRegistration

RegistrationState = UnemploymentRegistration.State


@dataclass(frozen=True, kw_only=True)
class CertificateContent:
    """What a clerk decides for a certificate: where it will be shown, and paid public works."""

    language: Language
    purpose: str
    public_works: Sequence[Period]
    no_vacancy_confirmed: bool
    # Why the certificate is issued in spite of a ground that the card shows; the head of division's to say.
    override_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalContent:
    """What a clerk decides for a refusal notice: the grounds of clause 17; the card itself proves them.

    `evidence` is what the clerk adds for the signer, a fact a line; it may be empty.
    """

    language: Language
    grounds: Sequence[int]
    evidence: str
    address: str


Content = CertificateContent | RefusalContent


@transaction.atomic
def prepare(*, request: CertificateRequest, content: Content, by: StaffMember, version: int) -> Decision:
    """Prepare either paper for signing, or prepare it anew after an edit or a return (clauses 1, 16, 17).

    `version` is the request's as it was shown; StaleRecord when it moved on. RuleViolation: the request
    waits or is closed, or the registration is not active. For a certificate: no-vacancy is not confirmed, a
    period is wrong, a character cannot be printed, or the card shows a ground and the head of division gave
    no reason. For a refusal: a ground is not a confirmed finding of today.
    """
    require_role(by, PREPARERS)
    request = lock_request(request.pk, version)
    if request.state == CertificateRequest.State.WAITING:
        raise RuleViolation(
            _("The request waits: while a suitable vacancy or a referral is open, no paper can be issued."),
            clause="reading 40",
        )
    if request.state != CertificateRequest.State.OPEN:
        raise cannot_now(request)
    _check_registration(request, content)
    live = request.decisions.live().filter(corrects__isnull=True)
    draft = live.select_for_update().first() or Decision(request=request)
    draft.request = request
    return _store(draft, content, by=by)


@transaction.atomic
def prepare_correction(
    *,
    decision: Decision,
    content: Content,
    reason: str,
    is_our_error: bool,
    by: StaffMember,
    version: int,
) -> Decision:
    """Prepare a paper that will replace a signed one, or edit such a correction before it is signed.

    The old paper holds until the new one is signed. RuleViolation when it holds no more, when the kind
    differs, or when no reason is given; else as `prepare`.
    """
    require_role(by, PREPARERS)
    old = lock_decision(decision, version)
    if old.state not in (Decision.State.SIGNED, Decision.State.HANDED_OVER):
        raise RuleViolation(
            _("Only a signed paper that still holds can be corrected. This one is %(state)s."),
            clause="states",
            params={"state": old.get_state_display()},
        )
    if _kind_of(content) != old.kind:
        raise RuleViolation(_("A correction is a paper of the same kind."), clause="states")
    if not reason.strip():
        raise RuleViolation(_("Say what was wrong."), clause="states", field="reason")
    _check_registration(old.request, content)
    live = old.corrections.live().select_for_update().first()
    draft = live or Decision(request=old.request, corrects=old)
    draft.request = old.request
    draft.correction_reason = reason.strip()
    draft.correction_is_our_error = is_our_error
    return _store(draft, content, by=by)


@transaction.atomic
def return_decision(*, decision: Decision, note: str, reviewed_sha256: str, by: StaffMember) -> Decision:
    """Send a prepared decision back to the clerk with a note; only what was reviewed can be returned."""
    decision = lock_decision(decision)
    if not note.strip():
        raise RuleViolation(_("Say what has to be changed."), clause="states", field="note")
    if decision.snapshot_sha256 != reviewed_sha256:
        raise StaleRecord(last_preparation(decision))
    before = _logged(decision)
    DECISION.lead(decision, Decision.State.RETURNED, by=by)
    decision.returned_by, decision.returned_note = by, note.strip()
    return _save(decision, verb="decision.returned", by=by, before=before, reason=decision.returned_note)


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: StaffMember, version: int) -> Decision:
    """Take a prepared or returned decision back; the request is open for another one."""
    decision = lock_decision(decision, version)
    if decision.state == Decision.State.SIGNING:
        raise RuleViolation(_("The decision is being signed at this moment."), clause="states")
    before = _logged(decision)
    DECISION.lead(decision, Decision.State.WITHDRAWN, by=by)
    return _save(decision, verb="decision.withdrawn", by=by, before=before)


def _kind_of(content: Content) -> str:
    return Decision.Kind.CERTIFICATE if isinstance(content, CertificateContent) else Decision.Kind.REFUSAL


def _check_registration(request: CertificateRequest, content: Content) -> None:
    """A certificate attests an active registration; a refusal may also answer a suspended one."""
    state = request.registration.state
    allowed = {RegistrationState.ACTIVE.value}
    if isinstance(content, RefusalContent):
        allowed.add(RegistrationState.SUSPENDED.value)
    if state not in allowed:
        raise RuleViolation(
            _("The registration is %(state)s: this paper cannot be issued."),
            clause="1",
            params={"state": request.registration.get_state_display()},
        )


def _store(draft: Decision, content: Content, *, by: StaffMember) -> Decision:
    """Write the content into a new or a locked draft with a new snapshot, which must be reviewed."""
    is_new = draft.pk is None
    before = {} if is_new else _logged(draft)
    if isinstance(content, CertificateContent):
        _fill_certificate(draft, content)
        fill_override(draft, content.override_reason, by)
    else:
        _fill_refusal(draft, content)
    if not is_new:
        DECISION.lead(draft, Decision.State.PREPARED, by=by)
    draft.snapshot_sha256 = snapshot_hash(draft.snapshot)
    draft.prepared_by, draft.prepared_at = by, now()
    verb = "decision.prepared" if is_new else "decision.changed"
    return _save(draft, verb=verb, by=by, before=before)


def _save(
    decision: Decision, *, verb: str, by: StaffMember, before: dict[str, Any], reason: str = ""
) -> Decision:
    if decision.pk is not None:
        decision.version += 1
    with constraint_errors():
        decision.save()
    record_act(
        decision.request,
        verb=verb,
        by=by,
        subject=decision,
        reason=reason,
        before=before,
        after=_logged(decision),
    )
    return decision


def _logged(decision: Decision) -> dict[str, Any]:
    """Return what the event log keeps of a decision: its state and what its paper says, in plain words."""
    said = decision.snapshot
    periods = [f"{start}–{until or ''}" for start, until in said.get("public_works", [])]
    return {
        **field_values(decision, ["kind", "state", "evidence"]),
        "language": said["language"],
        "purpose": said.get("purpose", ""),
        "public_works": ", ".join(periods),
        "grounds": ", ".join(str(number) for number in said.get("grounds", [])),
        "address": said.get("address", ""),
        "override": decision.override_reason,
    }


def _fill_certificate(draft: Decision, content: CertificateContent) -> None:
    if not content.no_vacancy_confirmed:
        raise RuleViolation(
            _("Confirm that there is no suitable vacancy (clause 1)."),
            clause="1",
            field="no_vacancy_confirmed",
        )
    request = draft.request
    registration = request.registration
    snapshot = CertificateSnapshot(
        language=content.language,
        full_name=require_printable(printed_name(registration.person.full_name)),
        registration_number=registration.number,
        registered_on=registration.registered_on,
        public_works=_checked_periods(content.public_works),
        purpose=require_printable(" ".join(content.purpose.split()), field="purpose"),
        months_valid=request.standard.certificate_months,
        standard=request.standard.code,
    )
    draft.kind = Decision.Kind.CERTIFICATE
    draft.grounds, draft.evidence = [], ""
    draft.no_vacancy_confirmed_on = today()
    draft.snapshot = snapshot.to_json()
    attach_search(draft)


def _fill_refusal(draft: Decision, content: RefusalContent) -> None:
    grounds = tuple(sorted(set(content.grounds)))
    if not grounds or not set(grounds) <= REFUSAL_GROUNDS.keys():
        raise RuleViolation(
            _("A refusal needs at least one of the eight grounds (clause 17)."), clause="17", field="grounds"
        )
    added = tuple(line.strip() for line in content.evidence.splitlines() if line.strip())
    if not content.address.strip():
        raise RuleViolation(_("Enter the address."), clause="17", field="address")
    request = draft.request
    proof = proof_of(request.registration, grounds, content.language)
    snapshot = RefusalSnapshot(
        language=content.language,
        full_name=require_printable(printed_name(request.registration.person.full_name)),
        address=require_printable(" ".join(content.address.split()), field="address"),
        grounds=grounds,
        evidence=(*proof, *added),
        contacts=request.standard.contacts(content.language),
        standard=request.standard.code,
    )
    draft.kind = Decision.Kind.REFUSAL
    draft.grounds, draft.evidence = list(grounds), "\n".join(added)
    draft.override_grounds, draft.override_reason, draft.override_by = [], "", None
    draft.no_vacancy_confirmed_on = draft.vacancy_search = None
    draft.snapshot = snapshot.to_json()


def _checked_periods(periods: Sequence[Period]) -> tuple[Period, ...]:
    """Return the periods of paid public works in order; RuleViolation if one is impossible or two overlap."""
    ordered = sorted(periods, key=lambda period: period.started_on)
    for period in ordered:
        if period.started_on > today():
            raise _bad_period(_("A period of paid public works has not begun yet."))
        if period.until is not None and period.until < period.started_on:
            raise _bad_period(_("A period of paid public works ends before it began."))
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.started_on <= earlier.until:
            raise _bad_period(_("Two periods of paid public works overlap."))
    return tuple(ordered)


def _bad_period(message: Any) -> RuleViolation:
    return RuleViolation(message, clause="reading 41", field="public_works")
