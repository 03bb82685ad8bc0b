"""One press of «Sign» for many papers: each is signed on its own, a failure stays with its reason."""

import logging
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from astana_employment.department.states import require_role
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.stored import OUTDATED, DocumentError
from certificates.acts.signing import sign_decision
from certificates.models import Decision, SigningBatch, SigningOutcome
from certificates.states import SIGNERS

logger = logging.getLogger(__name__)

Choice = tuple[int, str]
Result = SigningOutcome.Result


@transaction.atomic(durable=True)
def open_batch(*, form_key: UUID, choices: Sequence[Choice], by: StaffMember) -> SigningBatch:
    """Write down what was chosen, so that neither the password nor a broken line makes it lost."""
    require_role(by, SIGNERS)
    if not choices:
        raise RuleViolation(_("Choose at least one paper."), clause="signing")
    reviewed = dict(choices)
    if Decision.objects.filter(pk__in=reviewed).count() != len(reviewed):
        raise RuleViolation(_("One of the chosen papers does not exist. Open the list again."))
    batch, is_new = SigningBatch.objects.get_or_create(form_key=form_key, defaults={"by": by})
    if batch.by_id != by.pk:
        raise PermissionDenied
    if is_new:
        SigningOutcome.objects.bulk_create(
            SigningOutcome(batch=batch, decision_id=decision_id, reviewed_sha256=sha256)
            for decision_id, sha256 in reviewed.items()
        )
    return batch


def continue_batch(*, batch: SigningBatch, by: StaffMember) -> SigningBatch:
    """Sign what still waits in one's own batch, one by one; one that fails stops none of the others."""
    require_role(by, SIGNERS)
    if batch.by_id != by.pk:
        raise PermissionDenied
    waiting = batch.outcomes.filter(result=Result.WAITING).select_related("decision").order_by("id")
    for outcome in waiting:
        _settle(outcome, by)
    return batch


def _settle(outcome: SigningOutcome, by: StaffMember) -> None:
    """Sign one paper and keep the result; a twin that was faster has the last word."""
    same = SigningOutcome.objects.filter(pk=outcome.pk)
    try:
        sign_decision(decision=outcome.decision, reviewed_sha256=outcome.reviewed_sha256, by=by)
    except (RuleViolation, StaleRecord, PaperError) as error:
        same.filter(result=Result.WAITING).update(result=Result.FAILED, reason=_reason(error)[:400])
    except Exception:
        # An error of the code in one paper must not keep the others from being signed: it is logged in
        # full, and the person reads which paper it was and what to do.
        logger.exception("Decision %s was not signed", outcome.decision_id)
        reason = _("The desk made an error here. Try again; if it stays, tell the administrator.")
        same.filter(result=Result.WAITING).update(result=Result.FAILED, reason=reason)
    else:
        same.update(result=Result.SIGNED, reason="")


def _reason(error: RuleViolation | StaleRecord | PaperError) -> str:
    if isinstance(error, RuleViolation):
        return " ".join(error.messages)
    if isinstance(error, StaleRecord):
        return changed_meanwhile(error)
    if isinstance(error, DocumentError):
        return str(OUTDATED)
    return _("The paper could not be made: %(error)s. It keeps its number; finish it from the list.") % {
        "error": error.reason
    }


def changed_meanwhile(error: StaleRecord) -> str:
    """Say in one sentence that a paper was changed since it was looked at, and by whom."""
    for event in error.changes:
        who = event.by.get_short_name() if event.by else ""
        return _("Changed since you looked: %(act)s (by %(who)s). Review it again.") % {
            "act": event.label,
            "who": who,
        }
    return _("Changed since you looked. Review it again.")
