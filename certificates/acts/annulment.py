"""A signed paper stops to hold: annulled, with the reason and whether it was our error."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import PaperAnnulment, StaffMember
from astana_employment.department.records import field_values
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.shared import lock_decision, paper_of, record_act
from certificates.models import Decision
from certificates.states import DECISION


@transaction.atomic
def annul_paper(
    *, decision: Decision, reason: str, is_our_error: bool, by: StaffMember, version: int
) -> PaperAnnulment:
    """Annul a signed or handed-over paper; the public check shows it at once.

    `version` is the request's as it was shown. PermissionDenied for who is neither deputy director nor
    head of division nor acting; RuleViolation without a reason or when the paper holds no more.
    """
    decision = lock_decision(decision, version)
    if not reason.strip():
        raise RuleViolation(_("Say why the paper is annulled."), clause="states", field="reason")
    before = field_values(decision, ["state"])
    DECISION.lead(decision, Decision.State.ANNULLED, by=by)
    decision.version += 1
    decision.save()
    paper = paper_of(decision)
    annulment = PaperAnnulment.objects.create(
        paper=paper, reason=reason.strip(), is_our_error=is_our_error, by=by, at=now()
    )
    record_act(
        decision.request,
        verb="paper.annulled",
        by=by,
        subject=decision,
        reason=annulment.reason,
        before=before,
        after={"state": decision.state, "number": decision.number, "is_our_error": is_our_error},
    )
    return annulment
