"""The registry's rows, gathered for the apps above; each lives in the room of its subject."""

from registry.card.models import (
    CardEntry,
    JobOffer,
    Judged,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.hall.models import (
    IntakeOverride,
    Point,
    Purpose,
    QueueTicket,
    TicketCall,
    TicketInterval,
    TicketState,
    WindowDiversion,
)
from registry.people.models import (
    DuplicateDecision,
    FormerName,
    IntakeApplication,
    LateEntry,
    Person,
    PersonMerge,
    PresentedDocument,
    Sex,
    UnemploymentRegistration,
)
from registry.standing.models import StandingDecision
from registry.vacancies.models import District, Profession, ProfessionName, Vacancy, VacancySearch

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
    "Profession",
    "ProfessionName",
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
