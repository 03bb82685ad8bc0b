"""What is done with entries of every kind: corrected, voided; a breach explained and judged (reading 45)."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import Entry, change, is_head, record, refuse_judged, store, take
from registry.card.models import Judged

Judgement = Judged.Judgement
Breach = TypeVar("Breach", bound=Judged)


@transaction.atomic
def correct_entry(*, entry: Entry, version: int, changes: Mapping[str, Any], by: StaffMember) -> Entry:
    """Set fields of an entry that was shown at `version`; the due day is counted anew from a new first day.

    Entries of a registration that has ended may be corrected, within its days. RuleViolation for what could
    not have been entered so in the first place, and for a judged entry unless by the head of division.
    """
    row = take(entry, version)
    refuse_judged(row, by)
    return change(row, {name: changes[name] for name in row.fields if name in changes}, "corrected", by=by)


@transaction.atomic
def void_entry(*, entry: Entry, version: int, reason: str, by: StaffMember) -> Entry:
    """Void an entry that should not stand on the card, and say why; it stays to be read, crossed out.

    A judged entry is voided by the head of division alone (reading 45); a referral that led to a
    participation only after that one.
    """
    row = take(entry, version)
    if not reason:
        raise RuleViolation(_("Say why the entry is void (clause 15)."), clause="15", field="reason")
    refuse_judged(
        row, by, text=_("The head of division has judged this entry; only the head can void it (reading 45).")
    )
    row.refuse_voiding()
    return void(row, reason, by)


def void(row: Entry, reason: str, by: StaffMember) -> Entry:
    """Void a locked entry and record it."""
    row.voided_at, row.void_reason = now(), reason
    store(row)
    record("voided", row, by=by, reason=reason, after={"void_reason": reason})
    return row


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
    refuse_judged(row, by, field="reason")
    return change(row, {"reason": reason}, "reason_noted", by=by)


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
    before = {"judgement": row.judgement, "judgement_note": row.judgement_note}
    row.judgement, row.judgement_note = judgement, note
    row.judged_by, row.judged_at = by, now()
    store(row)
    after = {"judgement": judgement, "judgement_note": note}
    record("judged", row, by=by, before=before, after=after, reason=note)
    return row


def _refuse_no_breach(entry: Judged) -> None:
    if entry.breach_since(today()) is None:
        raise RuleViolation(_("This entry is no breach: there is nothing to judge (clause 17)."), clause="17")
