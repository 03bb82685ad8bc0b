"""What lets a request for the certificate wait: a suitable job offered, or a referral to one (reading 40)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from registry.card.models import CardEntry, JobOffer, Referral
from registry.people.models import UnemploymentRegistration
from registry.people.signals import hindrances_changed

Answer, Outcome = JobOffer.Answer, Referral.Outcome


class Cause(StrEnum):
    """What is open."""

    VACANCY = "vacancy"
    REFERRAL = "referral"


@dataclass(frozen=True)
class Hindrance:
    """One thing that is open: what, since when, at which employer."""

    cause: Cause
    since: date
    note: str


def open_hindrances(registration: UnemploymentRegistration) -> list[Hindrance]:
    """Return what is open on the card of a registration, the earliest first (two queries).

    An offer of a suitable vacancy is open until it is answered; one that was accepted, until a referral to
    that vacancy has its outcome or the offer is withdrawn. Of referrals only those to a job count: training
    and paid public works do not take a person out of unemployment (Annex 1). One whose due day passed without
    an appearance is no hindrance any more but may be a ground of clause 17(2).
    """
    offers = [Hindrance(Cause.VACANCY, row.offered_on, row.where[:200]) for row in _open_offers(registration)]
    referrals = Referral.objects.valid().filter(
        Q(appeared_on__isnull=False) | Q(due_on__gte=today()),
        registration=registration,
        kind=Referral.Kind.JOB,
        outcome=Outcome.OPEN,
    )
    given = [Hindrance(Cause.REFERRAL, row.issued_on, row.where) for row in referrals]
    return sorted([*offers, *given], key=lambda row: row.since)


def _open_offers(registration: UnemploymentRegistration) -> list[JobOffer]:
    settled = Referral.objects.valid().filter(
        ~Q(outcome=Outcome.OPEN),
        registration=registration,
        vacancy=OuterRef("vacancy"),
        issued_on__gte=OuterRef("offered_on"),
    )
    # What became of the offers of an old card stands on paper, not here.
    is_open = Q(answer=Answer.OPEN) | Q(answer=Answer.ACCEPTED, is_imported=False) & ~Exists(settled)
    offers = JobOffer.objects.valid().filter(is_open, registration=registration, is_suitable=True)
    return list(offers.select_related("vacancy"))


def day_of_ending(entry: CardEntry) -> date:
    """Return the day from which an entry was open no more; for a voided one that is today."""
    settled: date | None = getattr(entry, entry.settled_in) if entry.settled_in else None
    return today() if entry.voided_at is not None else settled or today()


def tell_hindrances(entry: CardEntry, *, by: StaffMember) -> None:
    """Tell the apps above, in the transaction of the act, that an offer or a referral was changed."""
    if entry.hinders:
        hindrances_changed.send(sender=type(entry), registration=entry.registration, entry=entry, by=by)
