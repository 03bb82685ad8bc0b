"""Real threads and real transactions: each visitor is called once, by one, whoever loses the connection."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from astana_employment.department.models import Role
from astana_employment.toolbox.errors import RuleViolation
from registry.hall.acts import calls
from registry.hall.acts.tickets import take_ticket
from registry.hall.questions import at_clerk
from registry.models import QueueTicket, TicketCall, TicketInterval
from tests.factories import make_person, make_staff
from tests.registry.hall.builders import stopped_clock, ticket_at

pytestmark = pytest.mark.django_db(transaction=True)

WINDOWS = (1, 2, 3, 4)
LETTERS = {1: "А", 2: "Д", 3: "Л", 4: "С"}


@pytest.fixture(autouse=True)
def clock():
    with stopped_clock() as stopped:
        yield stopped


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run functions at the same moment, each in a thread with a connection of its own."""
    together = Barrier(len(works))

    def start(work: Callable[[], Any]) -> Any:
        together.wait(timeout=10)
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(start, works))


def clerks_of(windows):
    return [(number, make_staff(role=Role.CLERK, window=number)) for number in windows]


def serve_all(point, by):
    """Call, serve and finish until nobody waits; return whom this caller served, in order."""

    def work():
        served = []
        while ticket := calls.call_next(point=point, by=by):
            calls.start_serving(ticket=ticket, by=by)
            calls.finish(ticket=ticket, by=by)
            served.append(ticket.number)
        return served

    return work


def fill(count, by):
    for number in range(count):
        ticket_at(1, by, letter=LETTERS[WINDOWS[number % 4]])


def test_eight_callers_at_four_windows_serve_500_tickets_each_once(clerk):
    fill(500, clerk)
    callers = clerks_of(WINDOWS * 2)
    served = at_once(*[serve_all(point, by) for point, by in callers])
    numbers = Counter(number for row in served for number in row)
    assert len(numbers) == 500
    assert set(numbers.values()) == {1}
    assert set(QueueTicket.objects.values_list("state", flat=True)) == {"served"}
    assert TicketCall.objects.count() == 500
    assert TicketInterval.objects.filter(ended_at__isnull=True).count() == 500


def test_with_one_caller_a_window_in_the_order_of_arrival(clerk):
    fill(120, clerk)
    served = at_once(*[serve_all(point, by) for point, by in clerks_of(WINDOWS)])
    for numbers in served:
        assert len(numbers) == 30
        assert numbers == sorted(numbers)


def test_a_clerk_who_presses_twice_in_two_browsers_calls_one_person(clerk):
    fill(12, clerk)
    called = at_once(*[lambda: calls.call_next(point=1, by=clerk)] * 4)
    assert len({ticket.pk for ticket in called}) == 1
    assert TicketCall.objects.count() == 1


def test_a_person_who_takes_a_ticket_twice_at_once_has_one(clerk):
    person = make_person()
    taken = at_once(*[lambda: take_ticket(letter="", purpose="receive", person=person, device="kiosk")] * 4)
    assert len({row.ticket.pk for row in taken}) == 1
    assert sorted(row.is_new for row in taken) == [False, False, False, True]


def test_numbers_have_no_gap_and_no_double_however_many_kiosks(clerk):
    def take():
        return [take_ticket(letter="А", purpose="receive", device="kiosk").ticket.sequence for _ in range(10)]

    numbers = at_once(*[take] * 4)
    assert sorted(number for row in numbers for number in row) == list(range(1, 41))


def test_two_officers_move_one_ticket_at_once_and_one_of_them_wins(clerk, head):
    ticket = ticket_at(1, clerk)
    version = ticket.version

    def leave(by):
        def work():
            try:
                return calls.mark_left(ticket=ticket, by=by, version=version).state
            except (RuleViolation, Exception) as error:
                return type(error).__name__

        return work

    assert sorted(at_once(leave(clerk), leave(head))) == ["StaleRecord", "left"]


def cut_off(pid):
    """Break another connection, as a pulled cable would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.parametrize("moment", ["_call", "_record"])
def test_a_connection_lost_in_the_middle_of_a_call_neither_loses_nor_doubles(clerk, monkeypatch, moment):
    """The server's side of the connection dies after the ticket is called and before that is committed."""
    fill(8, clerk)
    first = QueueTicket.objects.waiting_at(1, ticket_at(1, clerk).day).first()
    real = getattr(calls, moment)

    def interrupted(*values, **fields):
        pid = connection.connection.info.backend_pid
        at_once(lambda: cut_off(pid))
        return real(*values, **fields)

    def call():
        try:
            return calls.call_next(point=1, by=clerk)
        except OperationalError as error:
            return error

    with monkeypatch.context() as patch:
        patch.setattr(calls, moment, interrupted)
        [lost] = at_once(call)
    assert isinstance(lost, OperationalError)
    assert not QueueTicket.objects.exclude(state="waiting").exists()
    assert calls.call_next(point=1, by=clerk) == first
    assert TicketCall.objects.count() == 1


def test_a_connection_lost_after_the_call_shows_the_ticket_already_called(clerk):
    """The call is committed, its answer never arrives: back at the desk the clerk sees whom he called."""
    fill(8, clerk)

    def call_and_lose_the_answer():
        ticket = calls.call_next(point=1, by=clerk)
        pid = connection.connection.info.backend_pid
        at_once(lambda: cut_off(pid))
        with pytest.raises(OperationalError):
            at_clerk(clerk)
        return ticket

    [called] = at_once(call_and_lose_the_answer)
    assert at_clerk(clerk) == called
    assert calls.call_next(point=1, by=clerk) == called
    assert TicketCall.objects.count() == 1
