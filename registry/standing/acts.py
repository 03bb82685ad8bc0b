"""Suspending, resuming and ending a registration (clause 17, reading 10), and the person's notice of it.

The decision and the notice's number are kept in one short transaction; `issue_notice` makes the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from astana_employment.department.issuing import (
    Make,
    acting_under,
    issue,
    new_issue_block,
    record_issued,
)
from astana_employment.department.models import (
    Delegation,
    Paper,
    PaperKind,
    Series,
    StaffMember,
)
from astana_employment.department.records import locked_at_version, record_event
from astana_employment.department.states import require_role
from astana_employment.department.terms import edition_on
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import require_printable
from astana_employment.toolbox.papers.stored import Language
from astana_employment.toolbox.violations import constraint_errors
from registry.card.models import LifeEvent
from registry.law.eligibility import EntryKind
from registry.people.models import Person, UnemploymentRegistration
from registry.people.signals import registration_ended
from registry.standing.evidence import evidence_lines, told
from registry.standing.facts import findings_of
from registry.standing.models import StandingDecision
from registry.standing.notices import NoticeSnapshot, render_notice
from registry.standing.states import CAUSES, DECIDERS, GROUNDS_FOR, LEADS_TO, REGISTRATION

Act = StandingDecision.Act
Cause = StandingDecision.Cause

VERBS = {
    Act.SUSPEND.value: "registration.suspended",
    Act.RESUME.value: "registration.resumed",
    Act.END.value: "registration.ended",
}
# The events of life that prove a cause, if the card has one.
_PROOF = {Cause.EMPLOYED.value: LifeEvent.Kind.EMPLOYED, Cause.MOVED.value: LifeEvent.Kind.MOVED_AWAY}


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the head of division decides: the act, its cause with grounds, what else to say, the language."""

    act: str
    cause: str
    grounds: Sequence[int] = ()
    explanation: str = ""
    language: Language = "kk"


@transaction.atomic
def decide_standing(
    *, registration: UnemploymentRegistration, ruling: Ruling, by: StaffMember, version: int
) -> StandingDecision:
    """Suspend, resume or end a registration, give the notice its number and return the decision.

    `version` is the registration's as it was shown; StaleRecord when it moved on. PermissionDenied for who
    is not head of division; RuleViolation: the state does not allow it (ended is final), the cause does not
    lead there, a ground is not a confirmed finding of today, nothing is said, a paper is being signed.
    The notice is made afterwards by `issue_notice`, outside of any transaction.
    """
    require_role(by, DECIDERS)
    row = locked_at_version(registration, version)
    before = {"state": row.state}
    REGISTRATION.lead(row, LEADS_TO[ruling.act], by=by)
    evidence = _evidence(row, ruling)
    snapshot = _snapshot(row, row.person, ruling)
    if ruling.act == Act.END:
        row.ended_on = today()
    row.version += 1
    with constraint_errors():
        row.save()
    if ruling.act == Act.END:
        registration_ended.send(UnemploymentRegistration, registration=row, by=by)
    with constraint_errors({"standing_explained": "explanation", "standing_cause_fits_act": "cause"}):
        decision = StandingDecision.objects.create(
            registration=row,
            act=ruling.act,
            cause=ruling.cause,
            grounds=list(snapshot.grounds),
            evidence=evidence,
            explanation=ruling.explanation.strip(),
            decided_on=snapshot.decided_on,
            by=by,
            at=now(),
            language=ruling.language,
            snapshot=snapshot.to_json(),
            # The journal stays locked until the transaction ends: nothing slow comes after this.
            issue_block=new_issue_block(
                series=Series.NOTICE,
                signed_by=by,
                acting=acting_under(by, Delegation.ActsAs.HEAD_OF_DIVISION),
            ),
        )
    _record(decision, row, before, by)
    return decision


def issue_notice(*, decision: StandingDecision, by: StaffMember) -> Paper:
    """Make the notice of a decision and return it, as `issue` does; for the head of division alone."""
    require_role(by, DECIDERS)
    return issue(decision, by=by, render=render_notice, keep=_keep)


# --- first: what is decided, and the number ------------------------------------------------------
def _evidence(registration: UnemploymentRegistration, ruling: Ruling) -> list[dict[str, Any]]:
    """Return the entries of the card a ruling rests on, as JSON; RuleViolation for a ruling without base."""
    if ruling.cause not in CAUSES[ruling.act]:
        raise RuleViolation(
            _("This cause does not lead to this decision (clause 17)."), clause="17", field="cause"
        )
    with translation.override(ruling.language):
        if ruling.cause == Cause.GROUND:
            return _evidence_of_grounds(registration, ruling)
        return _proof(registration, ruling)


def _evidence_of_grounds(registration: UnemploymentRegistration, ruling: Ruling) -> list[dict[str, Any]]:
    chosen = set(ruling.grounds)
    if not chosen:
        raise RuleViolation(_("Choose at least one ground."), clause="17", field="grounds")
    if not chosen <= GROUNDS_FOR[ruling.act]:
        raise RuleViolation(
            _("A registration is suspended on grounds 1 to 5; 6 to 8 end it (reading 10)."),
            clause="reading 10",
            field="grounds",
        )
    confirmed = [row for row in findings_of(registration, today()) if row.is_confirmed]
    if missing := sorted(chosen - {row.ground for row in confirmed}):
        raise RuleViolation(
            _("The record card does not confirm ground %(grounds)s today."),
            clause="17",
            field="grounds",
            params={"grounds": ", ".join(map(str, missing))},
        )
    lines = evidence_lines(row for row in confirmed if row.ground in chosen)
    return [line.as_json() for line in lines]


def _proof(registration: UnemploymentRegistration, ruling: Ruling) -> list[dict[str, Any]]:
    """Return the events of life that prove a cause; where there is none, an explanation is asked for."""
    if ruling.grounds:
        raise RuleViolation(
            _("Grounds of clause 17 belong to the cause “ground”."), clause="17", field="grounds"
        )
    kind = _PROOF.get(ruling.cause)
    events = LifeEvent.objects.filter(
        registration=registration, kind=kind, voided_at__isnull=True, happened_on__lte=today()
    )
    found = list(events.order_by("happened_on", "id")) if kind else []
    if not found and not ruling.explanation.strip():
        raise RuleViolation(
            _("Say what the decision rests on: the application or the document, with its day."),
            clause="17",
            field="explanation",
        )
    return [
        {
            "kind": EntryKind.LIFE_EVENT.value,
            "entry": event.pk,
            "since": event.happened_on.isoformat(),
            "text": told(event, EntryKind.LIFE_EVENT),
        }
        for event in found
    ]


def _snapshot(registration: UnemploymentRegistration, person: Person, ruling: Ruling) -> NoticeSnapshot:
    standard = edition_on(today())
    require_printable(f"{person.full_name} {person.address}")
    return NoticeSnapshot(
        language=ruling.language,
        act=ruling.act,
        cause=ruling.cause,
        grounds=tuple(sorted(set(ruling.grounds))),
        full_name=person.full_name,
        address=person.address,
        registration_number=registration.number,
        registered_on=registration.registered_on,
        decided_on=today(),
        contacts=standard.contacts(ruling.language),
        standard=standard.code,
    )


def _record(
    decision: StandingDecision,
    registration: UnemploymentRegistration,
    before: dict[str, Any],
    by: StaffMember,
) -> None:
    why = [f"17({ground})" for ground in decision.grounds] or [str(decision.get_cause_display())]
    record_event(
        verb=VERBS[decision.act],
        subject=registration,
        by=by,
        case_file=registration.person.case_file,
        reason=". ".join(part for part in (", ".join(why), decision.explanation) if part),
        before=before,
        after={
            "state": registration.state,
            "number": decision.number,
            "cause": decision.cause,
            "evidence": "\n".join(item["text"] for item in decision.evidence),
        },
    )


# --- then: the paper -----------------------------------------------------------------------------
def _keep(decision: StandingDecision, make: Make, by: StaffMember) -> Paper:
    person = decision.registration.person
    paper = make(
        kind=PaperKind.NOTICE, signed_by=decision.by, case_file=person.case_file, initials=person.initials
    )
    decision.save(update_fields=["paper"])
    record_issued(decision, paper, by)
    return paper
