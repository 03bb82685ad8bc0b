"""The working-day calendar: confirming a year, and the days the department set itself."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import CalendarOverride, CalendarYear, StaffMember
from astana_employment.department.records import field_values, locked, record_event
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors

FIELDS = ("day", "is_working", "note")


@transaction.atomic
def confirm_year(*, year: int, note: str, by: StaffMember) -> CalendarYear:
    """Confirm that the days off of a year were compared with the Government's decree named in the note.

    RuleViolation when the year is confirmed already.
    """
    row, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"confirmed_by": by, "note": note})
    if not is_new:
        raise RuleViolation(_("This year is confirmed already."))
    record_event(verb="calendar.year_confirmed", subject=row, by=by, after={"year": year, "note": note})
    return row


@transaction.atomic
def set_day(*, day: date, is_working: bool, note: str, by: StaffMember) -> CalendarOverride:
    """Make a day a working day or a day off here, whatever the published calendar says.

    Due dates that are stored already stay as they are. RuleViolation when the day was set before: it has
    to be unset first, so that nobody overwrites a colleague's entry unseen.
    """
    taken = CalendarOverride.objects.filter(day=day).first()
    if taken is not None:
        raise RuleViolation(
            _("This day was set already: %(note)s. Unset it first."), field="day", params={"note": taken.note}
        )
    with constraint_errors():
        override = CalendarOverride.objects.create(day=day, is_working=is_working, note=note)
    record_event(verb="calendar.day_set", subject=override, by=by, after=field_values(override, FIELDS))
    return override


@transaction.atomic
def unset_day(*, override: CalendarOverride, by: StaffMember) -> None:
    """Let the published calendar hold again for a day; DoesNotExist when that was done already."""
    row = locked(override)
    record_event(verb="calendar.day_unset", subject=row, by=by, before=field_values(row, FIELDS))
    row.delete()
