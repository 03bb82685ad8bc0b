"""Tickets: the number of the day, the window of the letter, closed hours, and who has one already."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from astana_employment.department.models import Event, ServiceWindow, SurveyInvitation
from astana_employment.toolbox.errors import RuleViolation
from registry.hall.acts.calls import call_next, finish, start_serving
from registry.hall.acts.diversions import allow_intake_today, divert_window, end_diversion
from registry.hall.acts.tickets import set_person, take_at_window, take_ticket
from registry.models import IntakeOverride, Point, QueueTicket, TicketInterval
from tests.factories import ASTANA, make_person
from tests.registry.hall.builders import MORNING, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with stopped_clock() as stopped:
        yield stopped


def taken(letter="А", purpose="receive", **fields):
    return take_ticket(letter=letter, purpose=purpose, **{"device": "kiosk", **fields}).ticket


def measured_ticket(**which):
    return QueueTicket.objects.with_wait().get(**which)


def window(number):
    return ServiceWindow.objects.get(number=number)


def test_the_number_counts_each_point_of_each_day(clock):
    numbers = [taken().number, taken().number, taken("С").number, taken(purpose="complaint").number]
    assert numbers == ["1-001", "1-002", "4-001", "К-001"]
    clock.move(days=1)
    assert taken().number == "1-001"


@pytest.mark.parametrize(
    ("letter", "point"),
    [("А", 1), ("ә", 1), ("Қ", 2), ("Петров", 3), ("Smith", 4), ("Ў", 4), ("Ї", 4), ("王", 4)],
)
def test_clause_11_reading_59_the_letter_leads_to_its_window(letter, point):
    assert taken(letter).point == point


@pytest.mark.parametrize("letter", ["", " ", "7", "-", "🙂"])
def test_what_is_no_letter_is_refused(letter):
    with pytest.raises(RuleViolation) as refusal:
        taken(letter)
    assert refusal.value.field == "letter"


def test_reading_50_a_complaint_goes_to_the_chancellery_whatever_the_letter():
    assert taken("", "complaint").point == Point.CHANCELLERY
    assert taken("А", "complaint").point == Point.CHANCELLERY


def test_an_unknown_purpose_is_refused():
    with pytest.raises(RuleViolation):
        taken(purpose="wish")


@pytest.mark.parametrize(
    ("instant", "purpose", "says"),
    [
        (MORNING.replace(hour=8), "receive", "09:00"),
        (MORNING.replace(hour=13, minute=0), "receive", "14:00"),
        (MORNING.replace(hour=17), "receive", "25.11.2026"),
        (MORNING.replace(hour=14), "hand_in", "25.11.2026"),
        (datetime(2026, 11, 28, 10, tzinfo=ASTANA), "question", "30.11.2026"),
        (datetime(2026, 12, 16, 10, tzinfo=ASTANA), "receive", "17.12.2026"),
    ],
)
def test_clause_10_a_closed_hour_is_refused_and_says_when_to_come(clock, instant, purpose, says):
    clock.set(instant)
    with pytest.raises(RuleViolation) as refusal:
        taken(purpose=purpose)
    assert says in refusal.value.messages[0]
    assert QueueTicket.objects.count() == 0


def test_reading_20_after_13_the_head_lets_documents_be_taken_for_one_ticket(clock, head, clerk):
    clock.set(MORNING.replace(hour=15))
    because = {"past_intake_because": "Поезд кешікті"}
    with pytest.raises(PermissionDenied):
        taken(purpose="hand_in", by=clerk, device="", **because)
    ticket = taken(purpose="hand_in", by=head, device="", **because)
    assert IntakeOverride.objects.get().ticket == ticket
    assert Event.objects.get(verb="intake.overridden").reason == "Поезд кешікті"
    with pytest.raises(RuleViolation):
        taken(purpose="hand_in")


def test_reading_20_after_13_the_head_lets_documents_be_taken_all_day(clock, head, clerk):
    clock.set(MORNING.replace(hour=15))
    with pytest.raises(PermissionDenied):
        allow_intake_today(reason="Жүйе тоқтап тұрды", by=clerk)
    with pytest.raises(RuleViolation):
        allow_intake_today(reason=" ", by=head)
    allow_intake_today(reason="Жүйе тоқтап тұрды", by=head)
    with pytest.raises(RuleViolation):
        allow_intake_today(reason="Тағы да", by=head)
    assert taken(purpose="hand_in").purpose == "hand_in"
    clock.set(MORNING.replace(hour=17))
    with pytest.raises(RuleViolation):
        taken(purpose="hand_in")


def test_a_second_ticket_of_a_known_person_is_the_first(clerk):
    person = make_person()
    first = take_ticket(letter="", purpose="receive", person=person, by=clerk)
    again = take_ticket(letter="", purpose="hand_in", person=person, device="kiosk")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.ticket == first.ticket


def test_after_the_visit_the_person_may_take_another_one(clerk):
    person = make_person()
    first = take_ticket(letter="", purpose="receive", person=person, by=clerk).ticket
    call_next(point=1, by=clerk)
    finish(ticket=first, by=clerk)
    assert take_ticket(letter="", purpose="receive", person=person, by=clerk).is_new


def test_a_ticket_invites_to_the_survey_and_is_in_the_log(clerk):
    ticket = ticket_at(1, clerk)
    assert SurveyInvitation.objects.get().subject_id == ticket.pk
    assert Event.objects.get(verb="ticket.taken").by == clerk


def test_the_chancellery_and_others_near_by_may_not_give_what_they_may_not(clerk, chancellery, administrator):
    assert taken(by=chancellery, device="").point == Point.WINDOW_1
    with pytest.raises(PermissionDenied):
        taken(by=administrator, device="")


def test_without_the_kiosk_the_clerk_serves_a_person_and_the_ticket_is_made_then(clerk):
    ticket = take_at_window(point=1, purpose="receive", by=clerk).ticket
    assert (ticket.state, ticket.clerk, ticket.number) == ("serving", clerk, "1-001")
    measured = measured_ticket()
    assert (measured.wait, measured.is_measured) == (None, False)


def test_who_holds_a_ticket_is_served_under_it_out_of_turn(clerk, clock):
    ticket_at(1, clerk)
    person = make_person()
    own = take_ticket(letter="", purpose="receive", person=person, device="kiosk").ticket
    clock.move(minutes=4)
    served = take_at_window(point=1, purpose="receive", by=clerk, person=person)
    assert (served.ticket, served.is_new, served.ticket.state) == (own, False, "serving")
    assert measured_ticket(pk=own.pk).wait == timedelta(minutes=4)


def test_a_person_another_window_serves_is_not_taken_twice(clerk, other_clerk):
    person = make_person(surname="Петров")
    take_at_window(point=3, purpose="receive", by=other_clerk, person=person)
    with pytest.raises(RuleViolation):
        take_at_window(point=1, purpose="receive", by=clerk, person=person)


def test_a_clerk_serves_one_person_at_a_time(clerk):
    take_at_window(point=1, purpose="receive", by=clerk)
    with pytest.raises(RuleViolation), transaction.atomic():
        take_at_window(point=1, purpose="receive", by=clerk)


def test_a_clerk_of_another_window_does_not_serve_here(other_clerk):
    with pytest.raises(PermissionDenied):
        take_at_window(point=1, purpose="receive", by=other_clerk)


def test_the_person_is_noted_when_found_by_search_or_scan(clerk, other_clerk):
    ticket, person = ticket_at(1, clerk), make_person()
    with pytest.raises(PermissionDenied):
        set_person(ticket=ticket, person=person, by=other_clerk)
    assert set_person(ticket=ticket, person=person, by=clerk).person == person
    second = ticket_at(1, clerk)
    with pytest.raises(RuleViolation, match="1-001"):
        set_person(ticket=second, person=person, by=clerk)


def test_the_head_sends_a_windows_letters_to_another_window_for_a_time(clerk, head, clock):
    waiting = ticket_at(1, clerk)
    until = clock.instant + timedelta(hours=2)
    diversion = divert_window(
        window=window(1), to_window=window(2), until=until, reason="Маман ауырып қалды", by=head
    )
    waiting.refresh_from_db()
    assert (waiting.point, waiting.number) == (2, "1-001")
    assert taken().point == 2
    clock.move(minutes=10)
    end_diversion(diversion=diversion, by=head)
    waiting.refresh_from_db()
    assert (waiting.point, taken().point) == (1, 1)


def test_a_diversion_ends_by_itself(head, clock):
    until = clock.instant + timedelta(minutes=30)
    divert_window(window=window(1), to_window=window(2), until=until, reason="Түскі ас", by=head)
    assert taken().point == 2
    clock.move(minutes=30)
    assert taken().point == 1


def test_diversions_are_followed_and_never_lead_in_a_circle(head, clock):
    until = clock.instant + timedelta(hours=1)
    divert_window(window=window(1), to_window=window(2), until=until, reason="Ауырып қалды", by=head)
    divert_window(window=window(2), to_window=window(3), until=until, reason="Ауырып қалды", by=head)
    assert taken().point == 3
    for start, end in ((3, 1), (3, 3), (1, 4)):
        with pytest.raises(RuleViolation), transaction.atomic():
            divert_window(window=window(start), to_window=window(end), until=until, reason="Себеп", by=head)


def test_only_the_head_diverts(clerk, clock):
    until = clock.instant + timedelta(hours=1)
    with pytest.raises(PermissionDenied):
        divert_window(window=window(1), to_window=window(2), until=until, reason="Себеп", by=clerk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE registry_queueticket SET state = 'served'",
        "UPDATE registry_queueticket SET state = 'called'",
        "UPDATE registry_queueticket SET sequence = 7",
        "UPDATE registry_queueticket SET point = 2",
        "UPDATE registry_queueticket SET letter = 'W'",
        "DELETE FROM registry_queueticket",
        "DELETE FROM registry_ticketinterval",
        "UPDATE registry_ticketinterval SET ended_at = started_at",
        "UPDATE registry_ticketinterval SET ended_at = started_at - interval '1 minute'",
        "UPDATE registry_ticketinterval SET started_at = started_at - interval '1 minute'",
    ],
)
def test_the_database_holds_ticket_and_intervals_together(clerk, change):
    ticket_at(1, clerk)
    broken = pytest.raises(DatabaseError, match=r"ticket|interval|Cannot")
    with broken, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_intervals_of_a_ticket_never_overlap(clerk):
    ticket = ticket_at(1, clerk)
    call_next(point=1, by=clerk)
    start_serving(ticket=ticket, by=clerk)
    row = ticket.intervals.get(ended_at__isnull=True)
    with pytest.raises(IntegrityError, match="interval_no_overlap"), transaction.atomic():
        TicketInterval.objects.create(
            ticket=ticket,
            state="waiting",
            counts_as="waiting",
            point=1,
            place=ticket.place,
            started_at=row.started_at - timedelta(minutes=5),
            ended_at=row.started_at + timedelta(minutes=5),
        )
