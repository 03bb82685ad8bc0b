"""What every term is counted with: the edition in force, and days off that somebody has confirmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard
from astana_employment.toolbox.deadlines import UnconfirmedYear
from astana_employment.toolbox.errors import RuleViolation


def edition_on(day: date, *, field: str | None = None) -> ServiceStandard:
    """Return the edition in force on a day (reading 39); RuleViolation (of `field`) if there was none."""
    try:
        return ServiceStandard.objects.on(day)
    except ServiceStandard.DoesNotExist as error:
        raise RuleViolation(
            _("No edition of the standard was in force on this day."), clause="reading 39", field=field
        ) from error


_UNCONFIRMED = _(
    "The days off of %(year)s are not confirmed, so no term can be counted. The head of division"
    " confirms them under “Working days”."
)
_UNCONFIRMED_BY_CLAUSE = _(
    "The days off of %(year)s are not confirmed, so no term can be counted. The head of division"
    " confirms them under “Working days” (clause %(clause)s)."
)


@contextmanager
def confirmed_years(clause: str) -> Iterator[None]:
    """Say to people that a year's days off are not confirmed, instead of guessing them or crashing on it."""
    try:
        yield
    except UnconfirmedYear as error:
        raise RuleViolation(
            _UNCONFIRMED_BY_CLAUSE if clause[:1].isdigit() else _UNCONFIRMED,
            clause=clause,
            params={"year": error.year, "clause": clause},
        ) from error
