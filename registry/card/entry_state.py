"""In which state an entry of the card is, in words: the same word on every screen."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from registry.card.breaches import breach_since, fell_away
from registry.card.models import (
    CardEntry,
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)


class State(NamedTuple):
    """A state in words and its tone: done, wait (others act), todo, missing, act (you act), late."""

    text: str
    tone: str


def is_open(entry: CardEntry) -> bool:
    """Tell whether something is still awaited of an entry."""
    if entry.voided_at is not None:
        return False
    if isinstance(entry, VisitAppointment | Summons):
        return entry.closed_on is None
    if isinstance(entry, JobOffer):
        return entry.answer == JobOffer.Answer.OPEN
    if isinstance(entry, Referral):
        return entry.outcome == Referral.Outcome.OPEN
    return isinstance(entry, Participation) and entry.ending == Participation.Ending.RUNNING


def state_of(entry: CardEntry, day: date) -> State:
    """Return the state of an entry as of a day."""
    if entry.voided_at is not None:
        return State(_("voided"), "todo")
    is_breach = breach_since(entry, day) is not None
    if isinstance(entry, VisitAppointment):
        return _visit(entry, is_breach=is_breach)
    if isinstance(entry, Summons):
        return _summons(entry, is_breach=is_breach)
    if isinstance(entry, Referral):
        return _referral(entry, is_breach=is_breach)
    if isinstance(entry, JobOffer):
        tone = {"open": "wait", "refused": "missing"}.get(entry.answer, "done")
        return State(str(entry.get_answer_display()), tone)
    if isinstance(entry, Participation):
        tone = "wait" if is_open(entry) else "late" if is_breach else "done"
        return State(str(entry.get_ending_display()), tone)
    return State(_("entered") if isinstance(entry, LifeEvent) else "", "done")


def _visit(entry: VisitAppointment, *, is_breach: bool) -> State:
    if entry.came_on is not None:
        return State(_("kept late"), "late") if is_breach else State(_("kept"), "done")
    if is_breach:
        return State(_("not kept"), "late")
    return _awaited(entry)


def _summons(entry: Summons, *, is_breach: bool) -> State:
    if entry.came_on is not None:
        return State(_("came late"), "late") if is_breach else State(_("came"), "done")
    if is_breach:
        return State(_("did not come"), "late")
    return State(_("cancelled"), "done") if entry.cancelled_on else _awaited(entry)


def _referral(entry: Referral, *, is_breach: bool) -> State:
    if entry.outcome != Referral.Outcome.OPEN:
        return State(str(entry.get_outcome_display()), "late" if is_breach else "done")
    if entry.appeared_on is not None:
        return (
            State(_("appeared late"), "late") if is_breach else State(_("appeared, outcome awaited"), "wait")
        )
    return State(_("did not appear"), "late") if is_breach else _awaited(entry)


def _awaited(entry: VisitAppointment | Summons | Referral) -> State:
    if fell_away(entry):
        return State(_("fell away with the registration"), "done")
    return State(_("awaited"), "wait")
