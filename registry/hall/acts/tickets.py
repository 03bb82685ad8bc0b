"""Tickets: taken at the kiosk or from a clerk, or made when a person is taken at the window without one."""

import unicodedata
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from astana_employment.department.acts.surveys import Source, invite
from astana_employment.department.models import Role, StaffMember
from astana_employment.department.records import locked, record_event
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.kazakh import surname_letter
from astana_employment.toolbox.violations import constraint_errors
from registry.hall.loaders import require_hall, require_point
from registry.hall.models import IntakeOverride, Purpose, QueueTicket, TicketState
from registry.hall.questions import open_ticket_of, reception_for
from registry.hall.reception_hours import Closed
from registry.hall.routing import point_for
from registry.hall.ticket_states import begin, require_today, step
from registry.people.models import Person

State = TicketState
# Any number that no other advisory lock of the desk has; the day is the second part of the key.
_QUEUE = 7_311_002


class TakenTicket(NamedTuple):
    """A ticket, and whether it was made now: a person known already gets the first one again."""

    ticket: QueueTicket
    is_new: bool


@transaction.atomic
def take_ticket(
    *,
    letter: str,
    purpose: str,
    by: StaffMember | None = None,
    device: str = "",
    person: Person | None = None,
    past_intake_because: str = "",
) -> TakenTicket:
    """Give a ticket to wait with (clauses 10, 11): from a kiosk (`device`, its name) or by a clerk (`by`).

    `letter` is the first letter of the surname or the whole surname; a known `person`'s card goes before
    it, and a complaint needs none. Who has a ticket today gets that one again. With `past_intake_because`
    the head of division lets documents for a registration be taken past their hour (reading 20).
    RuleViolation for a closed hour (its message says when to come) and for what is no letter.
    """
    if by is not None:
        require_hall(by)
    card = _kept(person)
    lock_queue(today())
    if known := open_ticket_of(card):
        return TakenTicket(known, is_new=False)
    routing_letter = _letter_of(letter, purpose, card)
    is_past = _check_hours(purpose, by, past_intake_because)
    point = point_for(routing_letter, purpose, now())
    ticket = _make(point, purpose, routing_letter, card, by=by, device=device)
    begin(ticket, ticket.taken_at, previous=None)
    invite(subject=ticket, source=Source.TICKET)
    _record("ticket.taken", ticket, by)
    if is_past and by is not None:
        _record_override(ticket, past_intake_because, by)
    return TakenTicket(ticket, is_new=True)


@transaction.atomic
def take_at_window(
    *,
    point: int,
    purpose: str,
    by: StaffMember,
    letter: str = "",
    person: Person | None = None,
    past_intake_because: str = "",
) -> TakenTicket:
    """Serve a person who stands at the point without having been called (issue: without the kiosk).

    Who holds a ticket is served under it, out of turn; else one is made, and its wait, which nobody
    measured, is none. RuleViolation for a closed hour, for a clerk who serves somebody, and for a person
    whom another point serves just now; PermissionDenied for a point the clerk does not work at.
    """
    require_point(by, point)
    card = _kept(person)
    lock_queue(today())
    if known := open_ticket_of(card):
        return TakenTicket(_serve_known(locked(known), point, by), is_new=False)
    routing_letter = _letter_of(letter, purpose, card, is_needed=False)
    is_past = _check_hours(purpose, by, past_intake_because)
    ticket = _make(point, purpose, routing_letter, card, by=by, state=State.SERVING, clerk=by)
    begin(ticket, ticket.taken_at, previous=None)
    invite(subject=ticket, source=Source.TICKET)
    _record("ticket.at_window", ticket, by)
    if is_past:
        _record_override(ticket, past_intake_because, by)
    return TakenTicket(ticket, is_new=True)


@transaction.atomic
def set_person(*, ticket: QueueTicket, person: Person, by: StaffMember) -> QueueTicket:
    """Note whose visit a ticket is, found by search or scan at the point; noting it again changes nothing.

    RuleViolation when the person has another ticket today, or the ticket is of another day.
    """
    require_point(by, ticket.point)
    row, card = locked(ticket), _kept(person)
    require_today(row)
    if card is None or row.person_id == card.pk:
        return row
    other = open_ticket_of(card)
    if other is not None and other.pk != row.pk:
        raise RuleViolation(
            _("This person has ticket %(number)s already."),
            clause="ticket_one_open_a_person",
            params={"number": other.number},
        )
    row.person = card
    row.version += 1
    with constraint_errors():
        row.save(update_fields=["person", "version"])
    record_event(
        verb="ticket.person_set",
        subject=row,
        by=by,
        case_file=row.case_file,
        after={"number": row.number},
    )
    return row


def next_place(day: date) -> int:
    """Return the place behind everybody of a day; call it after the queue's lock is taken."""
    last: int | None = QueueTicket.objects.of_day(day).aggregate(last=Max("place"))["last"]
    return (last or 0) + 1


def lock_queue(day: date) -> None:
    """Wait for whoever takes a ticket of the day just now; numbers and places are given one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_QUEUE, day.toordinal()])


def make_ticket(
    *,
    day: date,
    point: int,
    taken_at: datetime,
    purpose: str,
    letter: str,
    person: Person | None,
    **fields: Any,
) -> QueueTicket:
    """Write a ticket with the next number of its point and the next place of its day."""
    numbers = QueueTicket.objects.of_day(day).filter(number_point=point)
    last: int | None = numbers.aggregate(last=Max("sequence"))["last"]
    with constraint_errors():
        return QueueTicket.objects.create(
            day=day,
            number_point=point,
            point=point,
            sequence=(last or 0) + 1,
            place=next_place(day),
            taken_at=taken_at,
            purpose=purpose,
            letter=letter,
            person=person,
            **fields,
        )


def letter_in(text: str) -> str:
    """Return the one of the 42 letters of a letter or surname; empty for another alphabet (reading 59).

    RuleViolation for what does not begin with a letter at all.
    """
    found = surname_letter(text)
    if found is not None:
        return found
    if any(unicodedata.category(sign).startswith("L") for sign in text):
        return ""
    raise RuleViolation(_("Choose the first letter of the surname."), clause="11", field="letter")


def _make(
    point: int, purpose: str, letter: str, person: Person | None, *, by: StaffMember | None, **fields: Any
) -> QueueTicket:
    if purpose not in Purpose.values:
        raise RuleViolation(_("Choose what the visit is for."), clause="reading 2", field="purpose")
    return make_ticket(
        day=today(),
        point=point,
        taken_at=now(),
        purpose=purpose,
        letter=letter,
        person=person,
        made_by=by,
        **fields,
    )


def _kept(person: Person | None) -> Person | None:
    """Return the card that a merged one was merged into."""
    return person and (person.merged_into or person)


def _letter_of(letter: str, purpose: str, person: Person | None, *, is_needed: bool = True) -> str:
    if person is not None:
        return person.letter or ""
    if not letter.strip() and (purpose == Purpose.COMPLAINT or not is_needed):
        return ""
    return letter_in(letter)


def _check_hours(purpose: str, by: StaffMember | None, because: str) -> bool:
    """Refuse a closed hour; tell whether only the head of division's word opened it (reading 20)."""
    instant = now()
    reception = reception_for(purpose, instant)
    if reception.is_open:
        return False
    if because and reception.closed is Closed.INTAKE_OVER:
        if by is None or not by.has_role(Role.HEAD_OF_DIVISION):
            raise PermissionDenied
        reception = reception_for(Purpose.QUESTION, instant)
        if reception.is_open:
            return True
    raise RuleViolation(reception.message, clause="10", field="purpose")


def _serve_known(ticket: QueueTicket, point: int, by: StaffMember) -> QueueTicket:
    """Serve who has a ticket: one of this point at once, one of another point's queue here."""
    if ticket.clerk_id == by.pk and ticket.state == State.SERVING:
        return ticket
    if ticket.state != State.WAITING and ticket.clerk_id != by.pk:
        raise RuleViolation(
            _("Ticket %(number)s has been called already: %(point)s."),
            clause="ticket_one_open_a_person",
            params={"number": ticket.number, "point": ticket.get_point_display()},
        )
    moved = step(ticket, State.SERVING, point=point, clerk=by)
    _record("ticket.serving", ticket, by, **moved)
    return ticket


def _record_override(ticket: QueueTicket, reason: str, by: StaffMember) -> None:
    row = IntakeOverride.objects.create(day=ticket.day, ticket=ticket, reason=reason, by=by, at=now())
    record_event(verb="intake.overridden", subject=row, by=by, case_file=ticket.case_file, reason=reason)


def _record(verb: str, ticket: QueueTicket, by: StaffMember | None, **values: Any) -> None:
    fields = values or {"after": {"number": ticket.number, "point": ticket.point, "purpose": ticket.purpose}}
    record_event(verb=verb, subject=ticket, by=by, case_file=ticket.case_file, **fields)
