"""What happened, entered kind by kind, and what came of it (clauses 15, 17(1)-(8)); visits stand apart.

Each act takes the fields of its kind by their names; what must agree and what is counted from it the class
says (`settle`), and the database has the last word.
"""

from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.common import answer, check_days, enter, take
from registry.card.models import JobOffer, LifeEvent, Participation, Referral, Summons
from registry.people.acts.people import edit_person
from registry.people.models import Person, UnemploymentRegistration

MOVES = (LifeEvent.Kind.MOVED_WITHIN, LifeEvent.Kind.MOVED_AWAY)
# How a summons is closed: the person came, did not come in time, or the department took it back.
Closing = Literal["came", "did_not_come", "cancelled"]


@transaction.atomic
def summon(*, registration: UnemploymentRegistration, by: StaffMember, **fields: Any) -> Summons:
    """Summon the person (`summoned_on`), to come within the working days of the edition; return the summons.

    RuleViolation while another summons is open, and for a day outside the registration (clause 17(3)).
    """
    row = locked(registration)
    open_one = Summons.objects.valid().filter(registration=row, closed_on__isnull=True).first()
    if open_one is not None:
        raise RuleViolation(
            _("A summons is open already, of %(day)s: close it first (clause 17(3))."),
            clause="17(3)",
            params={"day": numeric_date(open_one.summoned_on)},
        )
    return enter(Summons(registration=row, **fields), "summoned", by=by)


@transaction.atomic
def close_summons(
    *, summons: Summons, version: int, closing: Closing, day: date, by: StaffMember, **said: str
) -> Summons:
    """Say what came of a summons on a day; a `reason` is what a person says who came late or not at all.

    RuleViolation for a day before the summons, and for «did not come» before the due day has passed.
    """
    row = take(summons, version, over=_("This summons is closed already (clause 17(3))."))
    check_days(row.registration, {"day": day})
    if day < row.summoned_on:
        raise RuleViolation(
            _("The summons was closed before it was given (clause 17(3))."), clause="17(3)", field="day"
        )
    if closing == "did_not_come" and day <= row.due_on:
        raise RuleViolation(
            _("The person has until %(day)s to come (clause 17(3))."),
            clause="17(3)",
            field="day",
            params={"day": numeric_date(row.due_on)},
        )
    closed = {"came": {"came_on": day}, "cancelled": {"cancelled_on": day}}.get(closing, {})
    return answer(row, {**closed, "closed_on": day, **said}, "summons_closed", by=by, day=day)


@transaction.atomic
def offer_job(*, registration: UnemploymentRegistration, by: StaffMember, **fields: Any) -> JobOffer:
    """Offer a `vacancy` (`offered_on`), with the answer if it was given at once, and return the offer.

    Whether the job is suitable is judged here, when it is offered (reading 58). RuleViolation for a vacancy
    that is not open on the day, and for a written refusal without its document (clause 17(1)).
    """
    return enter(JobOffer(registration=locked(registration), **fields), "offered", by=by)


@transaction.atomic
def answer_offer(*, offer: JobOffer, version: int, by: StaffMember, **fields: Any) -> JobOffer:
    """Note the person's `answer` (`answered_on`); a refusal is in writing and has its document (17(1))."""
    row = take(offer, version, over=_("This offer is answered already (clause 17(1))."))
    return answer(row, fields, "offer_answered", by=by, day=fields["answered_on"])


@transaction.atomic
def refer(*, registration: UnemploymentRegistration, by: StaffMember, **fields: Any) -> Referral:
    """Refer the person (`kind`, `issued_on`), to appear within the working days of the edition; return it.

    A `vacancy` of the bank names the `destination` where none is given. RuleViolation for a vacancy that is
    not open on the day, for one in a referral that is not to a job, and without a destination (clause 15).
    """
    return enter(Referral(registration=locked(registration), **fields), "referred", by=by)


@transaction.atomic
def close_referral(*, referral: Referral, version: int, by: StaffMember, **fields: Any) -> Referral:
    """Note the appearance (`appeared_on`), what came of the referral (`outcome`, `outcome_on`), or both.

    RuleViolation for «did not appear» before the due day has passed, for an outcome that needs an
    appearance without one, and for days in the wrong order (clause 17(2)).
    """
    row = take(referral, version, over=_("The outcome of this referral is entered already (clause 17(2))."))
    day = fields.get("outcome_on") or fields.get("appeared_on")
    fields["appeared_on"] = fields.get("appeared_on") or row.appeared_on
    return answer(row, fields, "referral_closed", by=by, day=day)


@transaction.atomic
def start_participation(
    *,
    registration: UnemploymentRegistration,
    by: StaffMember,
    referral: Referral | None = None,
    place: str = "",
    **fields: Any,
) -> Participation:
    """Note the start of training or public works (`kind`, `started_on`); `referral` led there, if one did.

    RuleViolation for a referral of another person or kind, and for a start before it (clause 17(4)).
    """
    place = place or (referral.destination if referral is not None else "")
    entry = Participation(registration=locked(registration), referral=referral, place=place, **fields)
    return enter(entry, "participation_started", by=by)


@transaction.atomic
def end_participation(
    *, participation: Participation, version: int, by: StaffMember, **fields: Any
) -> Participation:
    """Note how and when it ended (`ending`, `ended_on`), and what a person says who stopped it (17(4))."""
    row = take(participation, version, over=_("This participation has ended already (clause 17(4))."))
    return answer(row, fields, "participation_ended", by=by, day=fields["ended_on"])


@transaction.atomic
def record_life_event(
    *,
    registration: UnemploymentRegistration,
    kind: str,
    by: StaffMember,
    new_address: str = "",
    **fields: Any,
) -> LifeEvent:
    """Enter what happened (`happened_on`); the latest move also changes the address of the person.

    Inside Astana that is all a move does; one to another place is a ground (reading 13). RuleViolation for
    a move without the new address, and for a day outside the registration (clause 17(6)-(8)).
    """
    is_move = kind in MOVES
    if is_move:  # whoever changes a person locks the person before what belongs to it
        locked(registration.person)
    address = new_address if is_move else ""
    event = LifeEvent(registration=locked(registration), kind=kind, new_address=address, **fields)
    enter(event, "life_event", by=by)
    if is_move and _is_latest_move(event):
        person = Person.objects.get(pk=event.registration.person_id)
        edit_person(person=person, version=person.version, changes={"address": address}, by=by)
    return event


def _is_latest_move(event: LifeEvent) -> bool:
    later = LifeEvent.objects.valid().filter(
        registration__person=event.registration.person_id,
        kind__in=MOVES,
        happened_on__gt=event.happened_on,
    )
    return not later.exists()
