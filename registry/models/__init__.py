"""The registry's rows; one file an aggregate."""

from registry.models.card import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.models.diversion import IntakeOverride, WindowDiversion
from registry.models.entry import CardEntry, Judged
from registry.models.intake import IntakeApplication, LateEntry, PresentedDocument
from registry.models.person import DuplicateDecision, FormerName, Person, PersonMerge, Sex
from registry.models.queue import (
    Point,
    Purpose,
    QueueTicket,
    TicketCall,
    TicketInterval,
    TicketState,
)
from registry.models.registration import UnemploymentRegistration
from registry.models.standing import StandingDecision
from registry.models.vacancy import District, Vacancy, VacancySearch

__all__ = [
    "CardEntry",
    "District",
    "DuplicateDecision",
    "FormerName",
    "IntakeApplication",
    "IntakeOverride",
    "JobOffer",
    "Judged",
    "LateEntry",
    "LifeEvent",
    "Participation",
    "Person",
    "PersonMerge",
    "Point",
    "PresentedDocument",
    "Purpose",
    "QueueTicket",
    "Referral",
    "Sex",
    "StandingDecision",
    "Summons",
    "TicketCall",
    "TicketInterval",
    "TicketState",
    "UnemploymentRegistration",
    "Vacancy",
    "VacancySearch",
    "VisitAppointment",
    "WindowDiversion",
]
