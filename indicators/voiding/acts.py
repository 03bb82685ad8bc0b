"""Voiding what was recorded by mistake: the part that all such acts have in common."""

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from indicators.voiding.models import Voidable

Row = TypeVar("Row", bound=Voidable)


def void(row: Row, *, reason: str, by: StaffMember) -> Row:
    """Lock a row, mark it as void and return it; the caller has checked who acts and records the event.

    RuleViolation without a reason, or when somebody voided it before.
    """
    fresh = locked(row)
    if fresh.is_voided:
        raise RuleViolation(_("This entry was voided already."), clause="states")
    fresh.voided_at, fresh.voided_by, fresh.void_reason = now(), by, reason.strip()
    with constraint_errors():
        fresh.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return fresh
