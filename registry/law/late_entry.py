"""Entries made later from paper notes: which day, and who may allow it.

`LateEntry` of the models keeps both days; the database refuses an earlier day that nobody allowed.
"""

from datetime import date
from typing import TypedDict

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Delegation, Role, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation

# The posts that may allow an entry for an earlier day.
ALLOWING_ROLES = (Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR)


class EntryFields(TypedDict):
    """The fields of `LateEntry`, ready for a new row."""

    entered_on: date
    late_entry_allowed_by: StaffMember | None
    is_imported: bool


class EventFields(TypedDict):
    """What the event log says in addition of an act that took place earlier."""

    happened_on: date | None
    allowed_by: StaffMember | None


def staff_who_allow() -> QuerySet[StaffMember]:
    """Return whoever may allow an entry for an earlier day, acting officers included."""
    acting = Delegation.objects.in_force(today()).filter(acts_as__in=ALLOWING_ROLES).values("person")
    return StaffMember.objects.filter(Q(role__in=ALLOWING_ROLES) | Q(pk__in=acting), is_active=True)


def entry_fields(
    day: date, *, allowed_by: StaffMember | None, is_imported: bool = False, field: str
) -> EntryFields:
    """Return the fields of an entry about `day`, made today.

    RuleViolation beside `field` for a day in the future, and for an earlier day that nobody entitled
    allowed. A card from the old index (`is_imported`) needs nobody.
    """
    entered_on = today()
    if day > entered_on:
        raise RuleViolation(_("This day is still in the future."), field=field)
    if day == entered_on or is_imported:
        return {"entered_on": entered_on, "late_entry_allowed_by": None, "is_imported": is_imported}
    if allowed_by is None:
        raise RuleViolation(
            _("An entry for an earlier day needs somebody who allowed it."), field="allowed_by"
        )
    if not allowed_by.has_role(*ALLOWING_ROLES):
        raise RuleViolation(
            _("Only the head of division or a deputy director can allow an entry for an earlier day."),
            field="allowed_by",
        )
    return {"entered_on": entered_on, "late_entry_allowed_by": allowed_by, "is_imported": False}


def event_fields(day: date, entry: EntryFields) -> EventFields:
    """Return what `record_event` needs about an act of `day`: nothing when it was entered on its day."""
    is_late = day != entry["entered_on"]
    return {"happened_on": day if is_late else None, "allowed_by": entry["late_entry_allowed_by"]}
