"""Which entries of the record card are a breach: in Python for one entry, as a condition for a list.

Both say what the pure engine says (`eligibility`): something to come to was not kept by its due day, or
training or public works were stopped of one's own accord. Whether the reason was valid is another matter.
"""

from datetime import date

from django.db.models import F, Q

from registry.card.models import CardEntry, Participation, Referral, Summons, VisitAppointment
from registry.law.eligibility import Appointment, EntryKind, Judgement, missed

Outcome = Referral.Outcome
# Outcomes by which nobody had to appear any more.
RELEASING = (
    Outcome.HIRED,
    Outcome.STARTED,
    Outcome.EMPLOYER_REFUSED,
    Outcome.NOT_AGREED,
    Outcome.CANCELLED,
)
# One's own accord: the only ending that can be a breach (clause 17(4)).
STOPPED = Participation.Ending.STOPPED_BY_PERSON


def appointment_of(entry: VisitAppointment | Summons | Referral) -> Appointment:
    """Return what the engine has to know of something to come to (clauses 17(2), (3), (5))."""
    came_on, released_on = None, None
    if isinstance(entry, Referral):
        came_on = entry.appeared_on
        released_on = entry.outcome_on if entry.outcome in RELEASING else None
    else:
        came_on = entry.came_on
        released_on = entry.cancelled_on if isinstance(entry, Summons) else None
    return Appointment(entry.pk or 0, entry.due_on, came_on, released_on, Judgement(entry.judgement))


def fell_away(entry: CardEntry) -> bool:
    """Tell whether the registration ended before what was to be come to was over: nothing is due any more."""
    ended_on, due_on = entry.registration.ended_on, getattr(entry, "due_on", None)
    return ended_on is not None and due_on is not None and due_on >= ended_on


def breach_since(entry: CardEntry, day: date) -> date | None:
    """Return the day since which an entry is a breach as seen on `day`, whatever its judgement; else None.

    What fell away with the end of the registration is none.
    """
    if entry.voided_at is not None or fell_away(entry):
        return None
    if isinstance(entry, Participation):
        is_stopped = entry.ending == STOPPED and entry.ended_on is not None and entry.ended_on <= day
        return entry.ended_on if is_stopped else None
    if isinstance(entry, Referral) and entry.kind != Referral.Kind.JOB:
        return None  # clause 17(2) speaks of referrals to work only
    if isinstance(entry, VisitAppointment | Summons | Referral):
        appointment = appointment_of(entry)
        judged_open = Appointment(
            appointment.entry, appointment.due_on, appointment.came_on, appointment.released_on
        )
        shown = missed([judged_open], EntryKind.VISIT, day)
        return shown[0].since if shown else None
    return None


def visit_breach(day: date) -> Q:
    """Keep the visits that were not kept by their due day (clause 17(5))."""
    late = Q(came_on__isnull=True) | Q(came_on__gt=F("due_on"))
    return late & Q(due_on__lt=day, voided_at__isnull=True)


def summons_breach(day: date) -> Q:
    """Keep the summonses not followed by their due day, unless cancelled in time (clause 17(3))."""
    held = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=F("due_on"))
    return visit_breach(day) & held


def referral_breach(day: date) -> Q:
    """Keep the referrals to work without an appearance by the due day, unless released (clause 17(2))."""
    late = Q(appeared_on__isnull=True) | Q(appeared_on__gt=F("due_on"))
    held = ~Q(outcome__in=RELEASING) | Q(outcome_on__gt=F("due_on"))
    return late & held & Q(due_on__lt=day, voided_at__isnull=True, kind=Referral.Kind.JOB)


def participation_breach(day: date) -> Q:
    """Keep the participations that the person stopped of his or her own accord (clause 17(4))."""
    return Q(ending=STOPPED, ended_on__lte=day, voided_at__isnull=True)
