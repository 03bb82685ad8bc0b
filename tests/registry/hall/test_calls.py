"""What happens to a ticket at its point, walked over all states, and the waits that come of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import pairwise, product
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from astana_employment.department.models import Event
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.hall.acts import calls
from registry.hall.acts.late_tickets import PaperTimes, enter_times, enter_visit
from registry.hall.questions import DEFAULT_SERVICE, place_of, queues, service_time, wall_state
from registry.hall.ticket_states import TICKET, step
from registry.models import QueueTicket, TicketCall, TicketState
from tests.registry.hall.builders import MORNING, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db

STEPS = (
    calls.start_serving,
    calls.finish,
    calls.mark_no_show,
    calls.mark_left,
    calls.put_back,
    calls.undo,
    calls.undo,
)


@pytest.fixture(autouse=True)
def clock():
    with stopped_clock() as stopped:
        yield stopped


def fresh(ticket):
    return QueueTicket.objects.with_wait().get(pk=ticket.pk)


def call(by, point=1):
    """Call the next, who must be there."""
    ticket = calls.call_next(point=point, by=by)
    assert ticket is not None
    return ticket


def ticket_in(state, by):
    """Lead a fresh ticket of window 1 to a state."""
    ticket = ticket_at(1, by)
    if state == "left":
        return calls.mark_left(ticket=ticket, by=by)
    if state != "waiting":
        ticket = call(by)
    if state in {"serving", "served"}:
        ticket = calls.start_serving(ticket=ticket, by=by)
    if state == "served":
        return calls.finish(ticket=ticket, by=by)
    return calls.mark_no_show(ticket=ticket, by=by) if state == "no_show" else ticket


@pytest.mark.parametrize(("start", "end"), list(product(TicketState.values, repeat=2)))
def test_every_edge_and_no_other(clerk, start, end):
    ticket = ticket_in(start, clerk)
    clerk_then = None if end == "waiting" else clerk
    if (start, end) in TICKET.edges:
        step(ticket, end, clerk=clerk_then)
        assert fresh(ticket).state == end
    else:
        with pytest.raises(RuleViolation):
            step(ticket, end, clerk=clerk_then)
        assert fresh(ticket).state == start


def test_people_are_called_in_the_order_in_which_they_came(clerk):
    tickets = [ticket_at(1, clerk) for _number in range(4)]
    called = []
    while ticket := calls.call_next(point=1, by=clerk):
        called.append(ticket)
        calls.finish(ticket=ticket, by=clerk)
    assert called == tickets


def test_a_call_whose_answer_was_lost_is_not_made_twice(clerk):
    first, _second = ticket_at(1, clerk), ticket_at(1, clerk)
    assert calls.call_next(point=1, by=clerk) == first
    assert calls.call_next(point=1, by=clerk) == first
    assert TicketCall.objects.count() == 1


def test_a_clerk_of_another_window_touches_nothing_here(clerk, other_clerk, chancellery):
    ticket = ticket_at(1, clerk)
    for stranger in (other_clerk, chancellery):
        with pytest.raises(PermissionDenied):
            calls.call_next(point=1, by=stranger)
        for act in (calls.mark_left, calls.put_back, calls.finish, calls.undo):
            with pytest.raises(PermissionDenied):
                act(ticket=ticket, by=stranger)
        with pytest.raises(PermissionDenied):
            calls.hand_over(ticket=ticket, to_point=2, by=stranger)
    assert fresh(ticket).state == "waiting"


def test_the_head_works_at_every_point_and_the_chancellery_at_its_own(clerk, head, chancellery):
    ticket_at(3, clerk)
    ticket_at(5, clerk)
    assert call(head, 3).number == "3-001"
    assert call(chancellery, 5).number == "К-001"


def test_a_recall_chimes_again(clerk):
    ticket_at(1, clerk)
    ticket = call(clerk)
    before = wall_state()
    calls.recall(ticket=ticket, by=clerk)
    after = wall_state()
    assert (before.newest.is_recall, after.newest.is_recall) == (False, True)
    assert before.version != after.version
    assert [row.number for row in after.calls] == ["1-001"]
    calls.start_serving(ticket=ticket, by=clerk)
    with pytest.raises(RuleViolation):
        calls.recall(ticket=ticket, by=clerk)


def test_a_handed_over_visitor_keeps_the_place_of_the_hour_of_coming(clerk, other_clerk):
    early = ticket_at(1, clerk)
    later = ticket_at(3, clerk)
    calls.hand_over(ticket=early, to_point=3, by=clerk)
    assert calls.call_next(point=3, by=other_clerk) == early
    assert fresh(early).number == "1-001"
    assert fresh(later).state == "waiting"
    with pytest.raises(RuleViolation):
        calls.hand_over(ticket=early, to_point=3, by=other_clerk)


def test_put_back_from_the_window_is_behind_those_who_wait(clerk):
    first, second = ticket_at(1, clerk), ticket_at(1, clerk)
    calls.put_back(ticket=call(clerk), by=clerk)
    assert calls.call_next(point=1, by=clerk) == second
    calls.finish(ticket=second, by=clerk)
    assert calls.call_next(point=1, by=clerk) == first


def test_who_comes_late_after_all_is_called_next(clerk):
    first, _second = ticket_at(1, clerk), ticket_at(1, clerk)
    calls.mark_no_show(ticket=call(clerk), by=clerk)
    calls.put_back(ticket=first, by=clerk)
    assert calls.call_next(point=1, by=clerk) == first


def test_undo_goes_back_step_by_step_and_the_wait_goes_on(clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(minutes=3)
    calls.call_next(point=1, by=clerk)
    clock.move(minutes=2)
    calls.start_serving(ticket=ticket, by=clerk)
    calls.undo(ticket=ticket, by=clerk)
    assert fresh(ticket).state == "called"
    calls.undo(ticket=ticket, by=clerk)
    assert (fresh(ticket).state, fresh(ticket).clerk) == ("waiting", None)
    with pytest.raises(RuleViolation):
        calls.undo(ticket=ticket, by=clerk)
    clock.move(minutes=4)
    calls.call_next(point=1, by=clerk)
    assert fresh(ticket).wait == timedelta(minutes=9)


def test_undo_of_a_hand_over_by_who_made_it(clerk, other_clerk):
    ticket = ticket_in("serving", clerk)
    calls.hand_over(ticket=ticket, to_point=3, by=clerk)
    calls.undo(ticket=ticket, by=clerk)
    assert (fresh(ticket).state, fresh(ticket).point, fresh(ticket).clerk) == ("serving", 1, clerk)
    calls.hand_over(ticket=ticket, to_point=3, by=clerk)
    calls.call_next(point=3, by=other_clerk)
    with pytest.raises(PermissionDenied):
        calls.undo(ticket=ticket, by=clerk)


def test_undo_of_served_when_the_clerk_is_with_somebody_else(clerk):
    ticket = ticket_in("served", clerk)
    ticket_at(1, clerk)
    calls.call_next(point=1, by=clerk)
    with pytest.raises(RuleViolation), transaction.atomic():
        calls.undo(ticket=ticket, by=clerk)
    assert fresh(ticket).state == "served"


def test_a_page_that_is_behind_moves_nobody(clerk, head):
    ticket = ticket_in("called", clerk)
    shown = fresh(ticket).version
    calls.put_back(ticket=ticket, by=head)
    with pytest.raises(StaleRecord):
        calls.finish(ticket=ticket, by=clerk, version=shown)
    assert fresh(ticket).state == "waiting"


def test_clause_7_2_the_wait_is_the_time_spent_waiting_and_no_other(clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(minutes=7, seconds=30)
    calls.call_next(point=1, by=clerk)
    clock.move(minutes=1)
    calls.start_serving(ticket=ticket, by=clerk)
    clock.move(minutes=5)
    calls.hand_over(ticket=ticket, to_point=2, by=clerk)
    clock.move(minutes=2)
    calls.undo(ticket=ticket, by=clerk)
    calls.finish(ticket=ticket, by=clerk)
    assert (fresh(ticket).wait, fresh(ticket).is_measured) == (timedelta(minutes=7, seconds=30), True)


def test_a_clock_set_back_makes_no_wait_less_than_nothing(clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(minutes=-5)
    calls.call_next(point=1, by=clerk)
    calls.start_serving(ticket=ticket, by=clerk)
    clock.move(minutes=20)
    calls.finish(ticket=ticket, by=clerk)
    assert (fresh(ticket).wait, fresh(ticket).is_measured) == (timedelta(), False)
    rows = list(ticket.intervals.all())
    assert all(row.ended_at is None or row.ended_at >= row.started_at for row in rows)
    assert [row.is_clock_off for row in rows] == [True, True, False, False]


def test_a_clock_set_back_keeps_the_order_of_coming(clerk, clock):
    first = ticket_at(1, clerk)
    clock.move(minutes=-30)
    ticket_at(1, clerk)
    assert calls.call_next(point=1, by=clerk) == first
    assert queues([1])[0].waiting[0].waited == timedelta()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_and_however_the_clock_jumps_the_intervals_stay_sane(clerk, head, clock, seed):
    chance = Random(seed)
    ticket = ticket_at(1, clerk)
    acts: list[Callable[[], object]] = [
        lambda: calls.call_next(point=chance.choice((1, 2)), by=head),
        *(partial(act, ticket=ticket, by=head) for act in STEPS),
        lambda: calls.hand_over(ticket=ticket, to_point=chance.choice((1, 2)), by=head),
    ]
    for _number in range(40):
        clock.move(seconds=chance.choice((-1800, -1, 0, 1, 60, 1800)))
        clock.set(min(max(clock.instant, MORNING.replace(hour=1)), MORNING.replace(hour=23)))
        with suppress(RuleViolation), transaction.atomic():
            chance.choice(acts)()
    rows = list(ticket.intervals.order_by("id"))
    assert rows[-1].ended_at is None
    for row, following in pairwise(rows):
        assert row.ended_at == following.started_at >= row.started_at
    assert (rows[-1].state, rows[-1].point) == (fresh(ticket).state, fresh(ticket).point)
    assert timedelta() <= (fresh(ticket).wait or timedelta()) <= rows[-1].started_at - rows[0].started_at


def test_yesterdays_tickets_are_not_called_today(clerk, clock):
    yesterday = ticket_at(1, clerk)
    called = ticket_in("called", clerk)
    clock.move(days=1)
    assert calls.call_next(point=1, by=clerk) is None
    assert wall_state().calls == []
    assert queues([1])[0].waiting == []
    for ticket in (yesterday, called):
        for act in (calls.finish, calls.put_back, calls.undo, calls.mark_left, calls.recall):
            with pytest.raises(RuleViolation, match=r"1-00\d"):
                act(ticket=ticket, by=clerk)
    assert calls.call_next(point=1, by=clerk) is None
    assert fresh(yesterday).shown_state == "left"


def test_a_visit_from_paper_is_served_marked_and_not_measured(clerk, clock):
    times = PaperTimes(
        taken_at=MORNING - timedelta(minutes=40),
        called_at=MORNING - timedelta(minutes=10),
        finished_at=MORNING,
    )
    ticket = enter_visit(point=1, purpose="receive", letter="А", times=times, by=clerk)
    measured = fresh(ticket)
    assert (measured.state, measured.wait, measured.is_measured) == ("served", timedelta(minutes=30), False)
    assert set(ticket.intervals.values_list("is_typed_in", flat=True)) == {True}
    assert list(QueueTicket.objects.served_between(ticket.day, ticket.day)) == [ticket]
    assert service_time(1) == timedelta(minutes=8)
    assert Event.objects.get(verb="ticket.entered").happened_on == ticket.day


def test_times_of_an_open_ticket_from_paper_also_of_yesterday(clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(days=1)
    times = PaperTimes(called_at=MORNING + timedelta(minutes=5), finished_at=MORNING + timedelta(minutes=9))
    enter_times(ticket=ticket, times=times, by=clerk)
    assert (fresh(ticket).state, fresh(ticket).is_measured) == ("served", False)
    with pytest.raises(RuleViolation):
        enter_times(ticket=ticket, times=times, by=clerk)


@pytest.mark.parametrize(
    ("called", "finished"),
    [(5, 4), (-60, -59), (10, 60 * 24), (60, 70)],
    ids=["order", "early", "day", "future"],
)
def test_times_that_cannot_be_are_refused(clerk, clock, called, finished):
    ticket = ticket_at(1, clerk)
    clock.move(minutes=30)
    if finished > 60 * 3:
        clock.move(days=2)
    times = PaperTimes(
        called_at=MORNING + timedelta(minutes=called), finished_at=MORNING + timedelta(minutes=finished)
    )
    with pytest.raises(RuleViolation):
        enter_times(ticket=ticket, times=times, by=clerk)


def test_the_place_in_the_queue_and_the_expected_wait(clerk, clock):
    for _number in range(3):
        ticket = ticket_at(1, clerk)
        calls.call_next(point=1, by=clerk)
        calls.start_serving(ticket=ticket, by=clerk)
        clock.move(minutes=4)
        calls.finish(ticket=ticket, by=clerk)
    assert service_time(1) == timedelta(minutes=4)
    ticket_in("serving", clerk)
    clock.move(minutes=1)
    first, second = ticket_at(1, clerk), ticket_at(1, clerk)
    assert (place_of(first).before, place_of(first).minutes) == (0, 3)
    assert (place_of(second).before, place_of(second).minutes) == (1, 7)


def test_clause_7_2_the_window_is_warned_while_there_is_still_time(clerk, clock):
    ticket_at(1, clerk, purpose="hand_in")
    ticket_at(1, clerk, purpose="question")
    clock.move(minutes=6)
    queue = queues([1])[0]
    assert [(row.is_soon_late, row.is_late) for row in queue.waiting] == [(True, False), (False, False)]
    clock.move(minutes=4, seconds=1)
    queue = queues([1])[0]
    assert [(row.is_soon_late, row.is_late) for row in queue.waiting] == [(False, True), (False, False)]
    assert (queue.late, queue.soon_late) == (1, 0)


def test_a_queue_that_is_too_long_warns_at_once(clerk):
    for _number in range(3):
        ticket_at(1, clerk)
    assert [row.is_soon_late for row in queues([1])[0].waiting] == [False, False, True]


def test_the_wall_shows_the_newest_first_and_never_a_name(clerk, other_clerk, django_assert_num_queries):
    ticket_in("serving", clerk)
    ticket_at(3, clerk)
    calls.call_next(point=3, by=other_clerk)
    with django_assert_num_queries(1):
        wall = wall_state()
    assert [(row.number, row.point) for row in wall.calls] == [("3-001", 3), ("1-001", 1)]
    assert not hasattr(wall.calls[0], "person")


def test_a_clock_that_jumped_ahead_and_was_set_right_leaves_the_wait_out(clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(minutes=120)
    calls.call_next(point=1, by=clerk)
    clock.move(minutes=-118)
    calls.start_serving(ticket=ticket, by=clerk)
    clock.move(minutes=125)
    calls.finish(ticket=ticket, by=clerk)
    assert (fresh(ticket).wait, fresh(ticket).is_measured) == (timedelta(hours=2), False)


def test_a_clock_set_back_makes_nobody_expect_more_than_one_visit(clerk, clock):
    ticket_at(1, clerk)
    calls.call_next(point=1, by=clerk)
    clock.move(hours=-1)
    assert place_of(ticket_at(1, clerk)).expected == DEFAULT_SERVICE
