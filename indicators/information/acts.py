"""Where the information of clauses 9 to 25 is published, and indicator 3.3 set by hand (reading 29)."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from indicators.information.models import InformationItem, InformationOverride, InformationPublication
from indicators.information.upkeep import published_share

EDITORS = (Role.HEAD_OF_DIVISION, Role.MONITORING)


@transaction.atomic
def publish(*, item: InformationItem, address: str, since: date, by: StaffMember) -> InformationPublication:
    """Enter that an item stands under a public address since a day, and return the entry.

    RuleViolation for a day to come and while another address stands; PermissionDenied for who is neither
    head of division nor of the monitoring department.
    """
    _require_editor(by)
    _refuse_to_come(since, "since")
    row = locked(item)
    with constraint_errors():
        publication = InformationPublication.objects.create(
            item=row, address=address, since=since, entered_by=by
        )
    record_event(
        verb="information.published",
        subject=publication,
        by=by,
        after={"item": row.code, "address": address, "since": since.isoformat()},
    )
    return publication


@transaction.atomic
def publish_own_pages(*, since: date, by: StaffMember) -> list[InformationPublication]:
    """Enter the desk's own public page for every item that stands nowhere today; errors as `publish`."""
    standing = InformationPublication.objects.filter(until__isnull=True).values("item")
    return [
        publish(item=item, address=f"{settings.PUBLIC_URL}{item.page}", since=since, by=by)
        for item in InformationItem.objects.exclude(pk__in=standing)
    ]


@transaction.atomic
def withdraw_publication(
    *, publication: InformationPublication, until: date, by: StaffMember
) -> InformationPublication:
    """Enter the last day on which an item stood under its address; the history keeps it.

    RuleViolation for one that was ended already, for a day to come or before the first.
    """
    _require_editor(by)
    _refuse_to_come(until, "until")
    row = locked(publication)
    if row.until is not None:
        raise RuleViolation(_("This address was withdrawn already."), field="until")
    row.until = until
    with constraint_errors():
        row.save(update_fields=["until"])
    record_event(
        verb="information.ended",
        subject=row,
        by=by,
        before={"until": None},
        after={"until": until.isoformat()},
    )
    return row


@transaction.atomic
def override_share(
    *, first: date, last: date, published: int | None, asked: int | None, reason: str, by: StaffMember
) -> InformationOverride:
    """Set the figures of indicator 3.3 for a period by hand, or take that back with None for both.

    The earlier figures and reasons are kept. RuleViolation without a reason, and for more items published
    than there are; PermissionDenied for who is not of the monitoring department.
    """
    if not by.has_role(Role.MONITORING):
        raise PermissionDenied
    before = published_share(first, last)
    with constraint_errors():
        override = InformationOverride.objects.create(
            first=first, last=last, published=published, asked=asked, reason=reason.strip(), by=by
        )
    record_event(
        verb="information.overridden",
        subject=override,
        by=by,
        reason=override.reason,
        before={"published": before.published, "asked": before.asked},
        after={"published": published, "asked": asked, "first": first.isoformat(), "last": last.isoformat()},
    )
    return override


def _require_editor(by: StaffMember) -> None:
    if not by.has_role(*EDITORS):
        raise PermissionDenied


def _refuse_to_come(day: date, field: str) -> None:
    if day > today():
        raise RuleViolation(_("This day has not come yet."), field=field)
