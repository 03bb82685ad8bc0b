"""The grounds of clause 17 as pure functions: from the facts of a record card to findings.

A finding names the ground, the entries that show it, since when, and whether an officer has still to
judge the reason (дәлелсіз себеп). Nothing here decides: it only says what the record shows. The answer
for a day is given with what is known now (reading 57); entries dated after the day are left out.

Every rule is a function `ground_N(facts, day) -> tuple[Evidence, ...]` with its clause; `findings`
joins them. Due days come with the facts: they were computed once by `deadlines.py` and stored.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

ONE_DAY: Final = timedelta(days=1)


class Judgement(StrEnum):
    """What the head of division found about the reason for a breach (reading 45)."""

    OPEN = "open"
    VALID = "valid"
    NOT_VALID = "not_valid"


class EntryKind(StrEnum):
    """The kinds of entries that can be evidence, as the record card names them."""

    OFFER = "offer"
    REFERRAL = "referral"
    SUMMONS = "summons"
    PARTICIPATION = "participation"
    VISIT = "visit"
    LIFE_EVENT = "life_event"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One entry of the record card that shows a ground, the day from which it does, and its judgement."""

    since: date
    kind: EntryKind
    entry: int
    judgement: Judgement = Judgement.NOT_VALID


@dataclass(frozen=True, slots=True)
class RefusedOffer:
    """A suitable job that was offered and refused in writing (clause 17(1))."""

    entry: int
    refused_on: date


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something to come to by a day: an employer, the department on a summons, a visit.

    `came_on` is empty while the person has not come; `released_on` is the day on which the duty fell
    away (the vacancy was filled, the summons was cancelled).
    """

    entry: int
    due_on: date
    came_on: date | None = None
    released_on: date | None = None
    judgement: Judgement = Judgement.OPEN

    def missed_since(self, day: date) -> date | None:
        """Return since when it is a breach as seen on a day, whatever its judgement; None when it is none.

        The breach begins the day after the due day and is not healed by coming later.
        """
        is_kept = self.came_on is not None and self.came_on <= self.due_on
        is_released = self.released_on is not None and self.released_on <= self.due_on
        return self.due_on + ONE_DAY if day > self.due_on and not (is_kept or is_released) else None


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """Training or public works by the Department's referral that the person stopped unasked (17(4))."""

    entry: int
    stopped_on: date
    judgement: Judgement = Judgement.OPEN


@dataclass(frozen=True, slots=True)
class LifeFact:
    """An event of life that is a ground by itself: nothing about it needs judging."""

    entry: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record card of one registration knows; the order of the entries does not matter."""

    offers_to_refuse: int
    refused_offers: tuple[RefusedOffer, ...] = ()
    job_referrals: tuple[Appointment, ...] = ()
    summonses: tuple[Appointment, ...] = ()
    broken_off: tuple[BrokenOff, ...] = ()
    visits: tuple[Appointment, ...] = ()
    moves_away: tuple[LifeFact, ...] = ()
    sentences: tuple[LifeFact, ...] = ()
    pensions: tuple[LifeFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A ground that the record shows, with its evidence, the earliest first."""

    ground: int
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def clause(self) -> str:
        """The place in the standard: «17(3)»."""
        return f"17({self.ground})"

    @property
    def since(self) -> date:
        """The first day on which the ground stood."""
        return self.evidence[0].since

    @property
    def needs_judgement(self) -> bool:
        """Tell whether no entry is confirmed yet: an officer must judge a reason first (reading 12)."""
        return all(item.judgement is Judgement.OPEN for item in self.evidence)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the ground may be put into a refusal notice."""
        return not self.needs_judgement


def missed(appointments: Iterable[Appointment], kind: EntryKind, day: date) -> tuple[Evidence, ...]:
    """Return the appointments not kept by their due day, unless excused or released in time."""
    return tuple(
        Evidence(since, kind, item.entry, item.judgement)
        for item in appointments
        if item.judgement is not Judgement.VALID and (since := item.missed_since(day)) is not None
    )


def ground_1(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(1): as many suitable jobs refused in writing as the edition says (readings 11, 58).

    The ground stands since the last of the refusals that made the number full.
    """
    refused = sorted((item.refused_on, item.entry) for item in facts.refused_offers if item.refused_on <= day)
    if len(refused) < facts.offers_to_refuse:
        return ()
    full_on = refused[facts.offers_to_refuse - 1][0]
    return tuple(Evidence(max(refused_on, full_on), EntryKind.OFFER, entry) for refused_on, entry in refused)


def ground_2(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(2): not at the employer within five working days after a referral to work."""
    return missed(facts.job_referrals, EntryKind.REFERRAL, day)


def ground_3(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(3): not at the department within two working days of a summons."""
    return missed(facts.summonses, EntryKind.SUMMONS, day)


def ground_4(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(4): training or public works stopped of one's own accord; the facts hold only those to
    which the Department referred (reading 63)."""
    return tuple(
        Evidence(item.stopped_on, EntryKind.PARTICIPATION, item.entry, item.judgement)
        for item in facts.broken_off
        if item.stopped_on <= day and item.judgement is not Judgement.VALID
    )


def ground_5(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(5): a date for visiting the department not kept."""
    return missed(facts.visits, EntryKind.VISIT, day)


def _happened(events: Iterable[LifeFact], day: date) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(item.happened_on, EntryKind.LIFE_EVENT, item.entry)
        for item in events
        if item.happened_on <= day
    )


def ground_6(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(6): a change of the residence address to a place outside the city (reading 13)."""
    return _happened(facts.moves_away, day)


def ground_7(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(7): a sentence to deprivation of liberty."""
    return _happened(facts.sentences, day)


def ground_8(facts: Facts, day: date) -> tuple[Evidence, ...]:
    """Clause 17(8): a pension awarded."""
    return _happened(facts.pensions, day)


GROUNDS: Final[dict[int, Callable[[Facts, date], tuple[Evidence, ...]]]] = {
    1: ground_1,
    2: ground_2,
    3: ground_3,
    4: ground_4,
    5: ground_5,
    6: ground_6,
    7: ground_7,
    8: ground_8,
}


def findings(facts: Facts, day: date) -> tuple[Finding, ...]:
    """Return every ground of clause 17 that the facts show on a day, in the clause's order."""
    shown = ((number, sorted(rule(facts, day))) for number, rule in GROUNDS.items())
    return tuple(Finding(number, tuple(evidence)) for number, evidence in shown if evidence)
