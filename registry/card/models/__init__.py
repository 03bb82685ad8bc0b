"""The rows of the record card, one class a kind of entry, which says all that there is to say of its kind."""

import pgtrigger

from astana_employment.department.models import NEVER_DELETED
from astana_employment.toolbox.constraints import Told
from registry.card.models.entry import Awaited, CardEntry, Ending, Judged, State
from registry.card.models.life_events import LifeEvent
from registry.card.models.offers import JobOffer
from registry.card.models.participation import Participation
from registry.card.models.referrals import Referral
from registry.card.models.summonses import Summons
from registry.card.models.triggers import (
    entries_within,
    vacancy_open_when_used,
    within_registration,
)
from registry.card.models.visits import VisitAppointment
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

__all__ = [
    "KINDS",
    "Awaited",
    "CardEntry",
    "Ending",
    "JobOffer",
    "Judged",
    "LifeEvent",
    "Participation",
    "Referral",
    "State",
    "Summons",
    "VisitAppointment",
]

# Every kind by its word in addresses, in the order of their buttons on the card.
KINDS: dict[str, type[CardEntry]] = {
    kind.slug: kind for kind in (VisitAppointment, Summons, JobOffer, Referral, Participation, LifeEvent)
}

# What holds for every kind, and what the rows below the card hold for its entries.
for _kind in KINDS.values():
    for _rule in _kind._meta.constraints:
        if isinstance(_rule, Told):
            _rule.clause = _kind.clause
    pgtrigger.register(NEVER_DELETED, within_registration(_kind))(_kind)
pgtrigger.register(entries_within(KINDS.values()))(UnemploymentRegistration)
pgtrigger.register(vacancy_open_when_used(KINDS.values()))(Vacancy)
