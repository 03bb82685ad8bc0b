"""The reason a person gives for a breach, and the judgement on it (дәлелсіз себеп; reading 45)."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import facts_of, is_head, is_judged, record, store, take
from registry.card.breaches import breach_since
from registry.card.models import Judged, Participation, Referral, Summons, VisitAppointment

Judgement = Judged.Judgement
# The entries that can be a breach.
Breach = TypeVar("Breach", bound=VisitAppointment | Summons | Referral | Participation)

JUDGED = ("judgement", "judgement_note")


@transaction.atomic
def note_reason(*, entry: Breach, version: int, reason: str, by: StaffMember) -> Breach:
    """Note what the person says of a breach; a clerk does that, and judges nothing (reading 45).

    RuleViolation for an entry that is no breach, for an empty reason, and after the judgement for
    everybody but the head of division.
    """
    row = take(entry, version)
    _refuse_no_breach(row)
    if not reason:
        raise RuleViolation(
            _("Write down what the person says (reading 45)."), clause="reading 45", field="reason"
        )
    if is_judged(row) and not is_head(by):
        raise RuleViolation(
            _("The head of division has judged this entry; only the head can change that now (reading 45)."),
            clause="reading 45",
            field="reason",
        )
    before = facts_of(row, ("reason",))
    row.reason = reason
    store(row)
    record("reason_noted", row, by=by, before=before, after=facts_of(row, ("reason",)))
    return row


@transaction.atomic
def judge(*, entry: Breach, version: int, judgement: str, note: str, by: StaffMember) -> Breach:
    """Judge whether the reason for a breach is valid; the head of division, or who acts, may judge anew.

    PermissionDenied for everybody else (reading 45). RuleViolation for an entry that is no breach, and
    without a note that says why.
    """
    if not is_head(by):
        raise PermissionDenied
    row = take(entry, version)
    _refuse_no_breach(row)
    if judgement not in (Judgement.VALID, Judgement.NOT_VALID):
        raise RuleViolation(
            _("Choose whether the reason is valid (reading 45)."), clause="reading 45", field="judgement"
        )
    if not note:
        raise RuleViolation(_("Say why it is judged so (reading 45)."), clause="reading 45", field="note")
    before = facts_of(row, JUDGED)
    row.judgement, row.judgement_note = judgement, note
    row.judged_by, row.judged_at = by, now()
    store(row)
    record("judged", row, by=by, before=before, after=facts_of(row, JUDGED), reason=note)
    return row


def _refuse_no_breach(entry: Breach) -> None:
    if breach_since(entry, today()) is None:
        raise RuleViolation(_("This entry is no breach: there is nothing to judge (clause 17)."), clause="17")
