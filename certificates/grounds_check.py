"""What the record card has to say to a decision: which grounds are confirmed, which stand in the way.

A refusal rests on confirmed grounds alone (clause 17); a certificate in spite of a ground is the head of
division's to answer for. The engine decides nothing: it is asked, when a paper is prepared and once more
when it is signed, because a reason may be judged in between.
"""

from collections.abc import Collection, Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.states import holds
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.models import Decision
from registry.law.eligibility import Finding
from registry.models import UnemploymentRegistration
from registry.standing.evidence import evidence_lines
from registry.standing.facts import findings_of
from registry.standing.states import DECIDERS


def found_today(registration: UnemploymentRegistration) -> tuple[Finding, ...]:
    """Return the grounds the card shows today (two queries)."""
    return findings_of(registration, today())


def refuse_unconfirmed(grounds: Iterable[int], found: Iterable[Finding]) -> None:
    """Raise RuleViolation unless each ground is a confirmed finding of today (clause 17)."""
    confirmed = {row.ground for row in found if row.is_confirmed}
    if missing := sorted(set(grounds) - confirmed):
        raise RuleViolation(
            _("The record card does not confirm ground %(grounds)s today."),
            clause="17",
            field="grounds",
            params={"grounds": ", ".join(map(str, missing))},
        )


def proof_of(
    registration: UnemploymentRegistration, grounds: Collection[int], language: str
) -> tuple[str, ...]:
    """Return, in the paper's language, a line for each entry of the card that shows the chosen grounds.

    RuleViolation for a ground that is not confirmed today.
    """
    found = found_today(registration)
    refuse_unconfirmed(grounds, found)
    with translation.override(language):
        lines = evidence_lines(row for row in found if row.ground in grounds)
        return tuple(line.text for line in lines)


def fill_override(draft: Decision, reason: str, by: StaffMember) -> None:
    """Write into the draft of a certificate why it is issued in spite of the grounds raised today.

    A ground counts as raised also while its reason waits to be judged. Only the head of division, or who
    acts for him or her, can give the reason; once given it covers a clerk's later edits, until a ground
    more is raised. RuleViolation for a clerk alone and for the head without a reason.
    """
    raised = sorted(row.ground for row in found_today(draft.request.registration))
    if not raised:
        draft.override_grounds, draft.override_reason, draft.override_by = [], "", None
        return
    is_head = holds(by, DECIDERS)
    if is_head and reason.strip():
        draft.override_grounds, draft.override_reason, draft.override_by = raised, reason.strip(), by
        return
    if set(raised) <= set(draft.override_grounds):
        return
    message = _(
        "The card shows ground %(grounds)s. Only the head of division can prepare the certificate in spite "
        "of it, with a reason."
    )
    if is_head:
        message = _("The card shows ground %(grounds)s. Say why the certificate is issued in spite of it.")
    raise RuleViolation(message, clause="17", field="override_reason", params=_listed(raised))


def _listed(grounds: Sequence[int]) -> dict[str, str]:
    return {"grounds": ", ".join(map(str, grounds))}


def refuse_overtaken(decision: Decision) -> None:
    """Hold a prepared decision, before it is signed, against what the card shows now.

    RuleViolation when a ground of a refusal is confirmed no more, or when a ground is raised of which a
    certificate's preparer did not know.
    """
    found = found_today(decision.request.registration)
    if decision.kind == Decision.Kind.REFUSAL:
        refuse_unconfirmed(decision.grounds, found)
        return
    if unknown := sorted({row.ground for row in found} - set(decision.override_grounds)):
        raise RuleViolation(
            _("The card shows ground %(grounds)s since the paper was prepared. Return it to the clerk."),
            clause="17",
            params=_listed(unknown),
        )
