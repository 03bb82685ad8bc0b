"""A signed paper stops to hold: annulled, with the reason and whether it was our error."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import PaperAnnulment, StaffMember
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.shared import lead_decision, lock_decision, paper_of
from certificates.models import Decision


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
    lead_decision(
        decision,
        Decision.State.ANNULLED,
        verb="paper.annulled",
        by=by,
        reason=reason.strip(),
        number=decision.number,
        is_our_error=is_our_error,
    )
    return PaperAnnulment.objects.create(
        paper=paper_of(decision), reason=reason.strip(), is_our_error=is_our_error, by=by, at=now()
    )
