"""The rows of the record card, one class a kind of entry."""

from registry.card.models.entries import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.card.models.entry import CardEntry, Judged

__all__ = [
    "CardEntry",
    "JobOffer",
    "Judged",
    "LifeEvent",
    "Participation",
    "Referral",
    "Summons",
    "VisitAppointment",
]
