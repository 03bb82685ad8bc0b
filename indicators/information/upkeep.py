"""Indicator 3.3: the information items on public pages of all that clauses 9 to 25 ask for (reading 29)."""

from datetime import date
from typing import NamedTuple

from indicators.information.models import InformationItem, InformationOverride


class InformationShare(NamedTuple):
    """Items published of all items; `override` says that an officer set the figures, and why."""

    published: int
    asked: int
    override: InformationOverride | None = None


def published_share(first: date, last: date) -> InformationShare:
    """Return the share for the period from `first` to `last`: what stood published on its last day.

    The newest override of exactly this period holds, unless it was taken back.
    """
    override = InformationOverride.objects.filter(first=first, last=last).first()
    if override is not None and override.published is not None and override.asked is not None:
        return InformationShare(override.published, override.asked, override)
    return computed_share(last)


def computed_share(day: date) -> InformationShare:
    """Return the share as it was on a day, whatever an officer set."""
    return InformationShare(
        InformationItem.objects.published_on(day).count(), InformationItem.objects.count()
    )
