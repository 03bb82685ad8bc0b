"""A wrong entry is voided with its reason, never deleted."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import is_head, is_judged, record, store, take
from registry.card.models import CardEntry, Participation, Referral

Entry = TypeVar("Entry", bound=CardEntry)


@transaction.atomic
def void_entry(*, entry: Entry, version: int, reason: str, by: StaffMember) -> Entry:
    """Void an entry that should not stand on the card, and say why; it stays to be read, crossed out.

    A judged entry is voided by the head of division alone (reading 45); a referral that led to a
    participation only after that one.
    """
    row = take(entry, version)
    if not reason:
        raise RuleViolation(_("Say why the entry is void (clause 15)."), clause="15", field="reason")
    if is_judged(row) and not is_head(by):
        raise RuleViolation(
            _("The head of division has judged this entry; only the head can void it (reading 45)."),
            clause="reading 45",
        )
    if isinstance(row, Referral) and Participation.objects.valid().filter(referral=row).exists():
        raise RuleViolation(
            _("A participation began with this referral: void that entry first (clause 15)."), clause="15"
        )
    row.voided_at, row.void_reason = now(), reason
    store(row)
    record("voided", row, by=by, reason=reason, after={"void_reason": reason})
    return row
