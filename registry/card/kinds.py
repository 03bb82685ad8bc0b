"""The kinds of entries of the record card: what they are called, their day, what can be corrected in them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registry.card.models import (
    CardEntry,
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class CardKind:
    """A kind of entry: its word in addresses, its table, the day it begins with, its fields in their order.

    `days` are the fields with days of what happened; none lies in the future. `key` opens its form.
    """

    slug: str
    model: type[CardEntry]
    label: "_StrPromise"
    day: str
    fields: tuple[str, ...]
    days: tuple[str, ...]
    key: str


KINDS: dict[str, CardKind] = {
    kind.slug: kind
    for kind in (
        CardKind(
            "visit",
            VisitAppointment,
            _("Visit"),
            "agreed_on",
            ("agreed_on", "came_on", "information", "reason", "note"),
            ("agreed_on", "came_on"),
            "alt+v",
        ),
        CardKind(
            "summons",
            Summons,
            _("Summons"),
            "summoned_on",
            ("summoned_on", "came_on", "cancelled_on", "reason", "note"),
            ("summoned_on", "came_on", "cancelled_on"),
            "alt+s",
        ),
        CardKind(
            "offer",
            JobOffer,
            _("Job offer"),
            "offered_on",
            (
                *("vacancy", "offered_on", "is_suitable", "answer", "answered_on", "refusal_document"),
                "note",
            ),
            ("offered_on", "answered_on"),
            "alt+o",
        ),
        CardKind(
            "referral",
            Referral,
            _("Referral"),
            "issued_on",
            (
                *("kind", "vacancy", "destination", "issued_on", "appeared_on", "outcome", "outcome_on"),
                *("reason", "note"),
            ),
            ("issued_on", "appeared_on", "outcome_on"),
            "alt+r",
        ),
        CardKind(
            "participation",
            Participation,
            _("Training and public works"),
            "started_on",
            ("kind", "place", "started_on", "ending", "ended_on", "reason", "note"),
            ("started_on", "ended_on"),
            "alt+p",
        ),
        CardKind(
            "life-event",
            LifeEvent,
            _("Event of life"),
            "happened_on",
            ("kind", "happened_on", "document", "new_address", "note"),
            ("happened_on",),
            "alt+l",
        ),
    )
}


def kind_of(entry: CardEntry) -> CardKind:
    """Return the kind of an entry."""
    return next(kind for kind in KINDS.values() if isinstance(entry, kind.model))
