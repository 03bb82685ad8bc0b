"""Number journals: where an office that starts in the middle of a year goes on counting."""

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import NumberSeries, StaffMember
from astana_employment.department.records import record_event
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors


@transaction.atomic
def start_series(*, series: str, year: int, first_number: int, by: StaffMember) -> NumberSeries:
    """Let a journal of a year begin at a number other than 1, as long as none was given in it.

    RuleViolation when the journal has begun: the numbers given in it would no longer be consecutive.
    """
    if NumberSeries.objects.filter(series=series, year=year).exists():
        raise RuleViolation(_("This journal has begun already; its first number is fixed."), field="series")
    with constraint_errors():
        row = NumberSeries.objects.create(series=series, year=year, last_number=first_number - 1)
    record_event(
        verb="number.series_started",
        subject=row,
        by=by,
        after={"series": series, "year": year, "first_number": first_number},
    )
    return row
