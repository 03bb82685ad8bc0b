"""The end of a day of the hall (reading 62): no visit stays open for ever, and paper notes may still come."""

from datetime import timedelta

import pytest
from django.urls import reverse

from astana_employment.department.models import Event, Role
from astana_employment.toolbox.errors import RuleViolation
from registry.hall.acts import calls
from registry.hall.acts.day_end import close_past_days
from registry.hall.acts.late_tickets import PaperTimes, enter_times
from registry.hall.questions import DEFAULT_SERVICE, service_time
from registry.models import QueueTicket
from registry.tasks import close_days_of_the_hall
from tests.factories import make_staff
from tests.registry.hall.builders import MORNING, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with stopped_clock() as clock:
        yield clock


def left_over(clock):
    """Return a visit that waits, one that was called and one at a window, all of yesterday by now."""
    clerks = [make_staff(role=Role.CLERK, window=number) for number in (1, 2, 3)]
    waiting, called, serving = (ticket_at(number, clerk) for number, clerk in enumerate(clerks, 1))
    calls.call_next(point=2, by=clerks[1])
    answered = calls.call_next(point=3, by=clerks[2])
    assert answered is not None
    calls.start_serving(ticket=answered, by=clerks[2])
    clock.move(days=1)
    return waiting, called, serving


def states(*tickets):
    return [QueueTicket.objects.get(pk=ticket.pk).state for ticket in tickets]


def test_reading_62_what_nobody_finished_is_closed_with_its_day_and_says_so(clock):
    tickets = left_over(clock)
    shown = [str(QueueTicket.objects.get(pk=ticket.pk).shown_state) for ticket in tickets]
    assert shown == ["left", "left", "served"]
    assert close_past_days() == 3
    assert states(*tickets) == shown
    events = Event.objects.filter(verb="ticket.closed_with_day")
    assert {(event.by, event.happened_on) for event in events} == {(None, tickets[0].day)}
    assert service_time(3) == DEFAULT_SERVICE  # nobody knows how long it took
    assert close_past_days() == 0


def test_the_worker_closes_it_once_a_day_and_leaves_todays_visits_alone(clock):
    old = left_over(clock)
    clerk = make_staff(role=Role.CLERK, window=4)
    waiting = ticket_at(4, clerk)
    close_days_of_the_hall(0)
    assert states(*old, waiting) == ["left", "left", "served", "waiting"]


def test_paper_notes_of_the_visit_are_still_entered_once(clock):
    waiting, called, serving = left_over(clock)
    close_past_days()
    head = make_staff(role=Role.HEAD_OF_DIVISION)
    times = PaperTimes(called_at=MORNING + timedelta(minutes=5), finished_at=MORNING + timedelta(minutes=9))
    for ticket in (waiting, called, serving):
        enter_times(ticket=ticket, times=times, by=head)
    assert states(waiting, called, serving) == ["served"] * 3
    with pytest.raises(RuleViolation):
        enter_times(ticket=waiting, times=times, by=head)


def test_the_page_of_the_day_offers_to_enter_them(clock, client_of):
    waiting, *_others = left_over(clock)
    close_past_days()
    head = make_staff(role=Role.HEAD_OF_DIVISION)
    page = client_of(head).get(reverse("visit_list", args=[1]), {"day": f"{waiting.day:%d.%m.%Y}"})
    address = reverse("ticket_paper", args=[waiting.pk])
    assert address in page.content.decode()
    assert client_of(head).get(address).status_code == 200


def test_who_left_by_somebodys_word_is_not_served_by_paper_notes(clock):
    clerk = make_staff(role=Role.CLERK, window=1)
    ticket = calls.mark_left(ticket=ticket_at(1, clerk), by=clerk)
    clock.move(days=1)
    close_past_days()
    times = PaperTimes(called_at=MORNING, finished_at=MORNING)
    with pytest.raises(RuleViolation):
        enter_times(ticket=ticket, times=times, by=clerk)
