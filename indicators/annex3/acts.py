"""The values of Annex 3: entered by the head of division from the working group's decision (clause 20)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked_at_version,
    record_event,
)
from astana_employment.department.states import require_role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from indicators.annex3.models import IndicatorTarget, TargetYear
from indicators.annex3.texts import CODES, Values
from indicators.roles import DRAFTERS

FIGURES = ("normative", "target", "current")


@transaction.atomic
def add_target_year(
    *,
    year: int,
    decision_number: str,
    decision_date: date,
    values: Mapping[str, Values],
    by: StaffMember,
) -> TargetYear:
    """Enter the twelve values of a year and return it (clause 20, reading 49).

    PermissionDenied for who is not head of division. RuleViolation: the year is entered already, a value
    is missing or no share, the decision is of the future.
    """
    require_role(by, DRAFTERS)
    _check(values, decision_date)
    with constraint_errors():
        row = TargetYear.objects.create(
            year=year, decision_number=decision_number.strip(), decision_date=decision_date
        )
    with constraint_errors():
        IndicatorTarget.objects.bulk_create(
            IndicatorTarget(target_year=row, indicator=code, **_columns(values[code])) for code in CODES
        )
    record_event(
        verb="targets.entered",
        subject=row,
        by=by,
        after={**field_values(row, ["year", "decision_number", "decision_date"]), **_told(values)},
    )
    return row


@transaction.atomic
def change_target_year(
    *,
    target_year: TargetYear,
    version: int,
    decision_number: str,
    decision_date: date,
    values: Mapping[str, Values],
    reason: str,
    by: StaffMember,
) -> TargetYear:
    """Correct the values of a year; the old ones stay in the history and in the event (clause 20).

    A figure that is changed is no longer marked as reconstructed. Issued reports keep what they were issued
    with. StaleRecord when somebody else changed it; errors as in `add_target_year`.
    """
    require_role(by, DRAFTERS)
    _check(values, decision_date)
    row = locked_at_version(target_year, version)
    before, after = apply_changes(
        row, {"decision_number": decision_number.strip(), "decision_date": decision_date}
    )
    for target in row.targets.select_for_update():
        old, new = apply_changes(target, _columns(values[target.indicator]))
        if not new:
            continue
        target.is_reconstructed = False
        with constraint_errors():
            target.save()
        before |= {f"{name} {target.indicator}": value for name, value in old.items()}
        after |= {f"{name} {target.indicator}": value for name, value in new.items()}
    if not after:
        return row
    if not reason.strip():
        raise RuleViolation(_("Say why the values are changed."), clause="20", field="reason")
    row.version += 1
    with constraint_errors():
        row.save()
    record_event(
        verb="targets.changed", subject=row, by=by, reason=reason.strip(), before=before, after=after
    )
    return row


def _check(values: Mapping[str, Values], decision_date: date) -> None:
    if missing := [code for code in CODES if code not in values]:
        raise RuleViolation(
            _("The values of these indicators are missing: %(codes)s."),
            clause="20",
            params={"codes": ", ".join(missing)},
        )
    if decision_date > today():
        raise RuleViolation(
            _("The decision cannot be of a day that is still to come."), clause="20", field="decision_date"
        )


def _columns(values: Values) -> dict[str, Any]:
    return {name: getattr(values, name) for name in FIGURES}


def _told(values: Mapping[str, Values]) -> dict[str, str]:
    """Return the figures as the event log stores them: «target 1.1» and its value."""
    return {f"{name} {code}": str(getattr(values[code], name)) for code in CODES for name in FIGURES}
