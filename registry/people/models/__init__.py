"""The rows of people, their applications and registrations."""

from registry.people.models.intake import IntakeApplication, LateEntry, PresentedDocument
from registry.people.models.person import DuplicateDecision, FormerName, Person, PersonMerge, Sex
from registry.people.models.registration import UnemploymentRegistration

__all__ = [
    "DuplicateDecision",
    "FormerName",
    "IntakeApplication",
    "LateEntry",
    "Person",
    "PersonMerge",
    "PresentedDocument",
    "Sex",
    "UnemploymentRegistration",
]
