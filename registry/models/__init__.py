"""The registry's rows; one file an aggregate."""

from registry.models.intake import IntakeApplication, LateEntry, PresentedDocument
from registry.models.person import DuplicateDecision, FormerName, Person, PersonMerge, Sex
from registry.models.registration import UnemploymentRegistration

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
