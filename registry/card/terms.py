"""The days that an edition of the standard gives for coming, and what to say when they cannot be counted."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard
from astana_employment.toolbox.deadlines import UnconfirmedYear
from astana_employment.toolbox.errors import RuleViolation


def edition_on(day: date) -> ServiceStandard:
    """Return the edition in force on a day; RuleViolation when there was none (reading 39)."""
    try:
        return ServiceStandard.objects.on(day)
    except ServiceStandard.DoesNotExist:
        raise RuleViolation(
            _("No edition of the standard was in force on this day (reading 39)."), clause="reading 39"
        ) from None


def unconfirmed(error: UnconfirmedYear, clause: str) -> RuleViolation:
    """Return what to say when the days off of a year would have to be guessed."""
    return RuleViolation(
        _(
            "The due day cannot be counted: nobody has confirmed the days off of %(year)s yet. The head "
            "of division confirms them in the calendar (clause %(clause)s)."
        ),
        clause=clause,
        params={"year": error.year, "clause": clause},
    )
