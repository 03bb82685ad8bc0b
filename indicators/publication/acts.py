"""The record of what clause 2 of the resolution asks for: standard and figures in the mass media."""

from datetime import date

from django.db import transaction

from astana_employment.department.models import StaffMember
from astana_employment.department.records import field_values, record_event
from astana_employment.department.states import require_role
from astana_employment.toolbox.violations import constraint_errors
from indicators.publication.models import MediaPublication
from indicators.reports.acts.sending import refuse_future
from indicators.roles import SENDERS
from indicators.voiding.acts import void


@transaction.atomic
def record_publication(
    *, what: str, year: int, medium: str, place: str, published_on: date, by: StaffMember
) -> MediaPublication:
    """Record when and where the standard or the year's figures appeared (resolution, clause 2)."""
    require_role(by, SENDERS)
    refuse_future(published_on, "published_on")
    with constraint_errors():
        row = MediaPublication.objects.create(
            what=what,
            year=year,
            medium=medium.strip(),
            place=place.strip(),
            published_on=published_on,
            by=by,
        )
    record_event(
        verb="publication.recorded",
        subject=row,
        by=by,
        after=field_values(row, ["what", "year", "medium", "place", "published_on"]),
    )
    return row


@transaction.atomic
def void_publication(*, publication: MediaPublication, reason: str, by: StaffMember) -> MediaPublication:
    """Void a publication that was recorded wrongly, and say why; the row stays.

    RuleViolation without a reason, or when it was voided before.
    """
    require_role(by, SENDERS)
    row = void(publication, reason=reason, by=by)
    record_event(verb="publication.voided", subject=row, by=by, reason=row.void_reason)
    return row
