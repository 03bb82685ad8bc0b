"""The console of a window: one press a step, what is refused is said, nothing moves by a page left open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from astana_employment.department.pages.replies import PAGE_SIZE
from registry.hall.acts import calls
from registry.hall.acts.tickets import take_ticket
from registry.models import QueueTicket, WindowDiversion
from tests.factories import form_key, make_person
from tests.registry.hall.builders import MORNING, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db

DESK = "/desk/"


@pytest.fixture(autouse=True)
def clock():
    with stopped_clock() as stopped:
        yield stopped


@pytest.fixture
def window(client_of, clerk):
    return client_of(clerk)


def press(client, ticket, act, **values):
    fresh = QueueTicket.objects.get(pk=ticket.pk)
    data = {**form_key(), "version": fresh.version, **values}
    return client.post(reverse("ticket_act", args=[ticket.pk, act]), data)


def next_at(client, point=1, **values):
    return client.post(reverse("queue_next", args=[point]), {**form_key(), **values})


def state(ticket):
    return QueueTicket.objects.get(pk=ticket.pk).state


def test_one_press_a_step_from_the_call_to_the_end(window, clerk):
    ticket = ticket_at(1, clerk)
    assert next_at(window).url == DESK
    page = window.get(DESK)
    assert page.context["console"].current == ticket
    for act, then in (("recall", "called"), ("serve", "serving"), ("finish", "served"), ("undo", "serving")):
        assert press(window, ticket, act).url == DESK
        assert state(ticket) == then
    ticket_at(1, clerk)
    next_at(window, finish=ticket.pk, version=QueueTicket.objects.get(pk=ticket.pk).version)
    assert state(ticket) == "served"
    assert window.get(DESK).context["console"].current.number == "1-002"


@pytest.mark.parametrize(
    ("act", "then"), [("no-show", "no_show"), ("put-back", "waiting"), ("left", "left"), ("undo", "waiting")]
)
def test_further_steps_of_who_was_called(window, clerk, act, then):
    ticket = ticket_at(1, clerk)
    next_at(window)
    press(window, ticket, act)
    assert state(ticket) == then
    assert window.get(DESK).context["console"].current is None


def test_the_same_form_sent_twice_calls_once(window, clerk):
    first, second = ticket_at(1, clerk), ticket_at(1, clerk)
    data = form_key()
    for _press in range(2):
        assert window.post(reverse("queue_next", args=[1]), data).status_code == 302
    assert (state(first), state(second)) == ("called", "waiting")


def test_hand_over_and_undo_from_the_last_step(window, clerk):
    ticket = ticket_at(1, clerk)
    next_at(window)
    press(window, ticket, "hand-over", to_point=2)
    assert QueueTicket.objects.get().point == 2
    last = window.get(DESK).context["console"].last
    assert last.ticket == ticket
    press(window, ticket, "undo", point=1)
    assert state(ticket) == "called"


def test_what_is_refused_is_said_with_the_queue_as_it_is(window, clerk):
    ticket = ticket_at(1, clerk)
    response = press(window, ticket, "finish")
    assert response.status_code == 422
    assert "1-001" in response.context["problem"]
    response = press(window, ticket, "hand-over", to_point="x")
    assert response.status_code == 422


def test_who_moved_the_ticket_meanwhile_is_said(window, clerk, head):
    ticket = ticket_at(1, clerk)
    next_at(window)
    shown = QueueTicket.objects.get(pk=ticket.pk).version
    calls.put_back(ticket=ticket, by=head)
    response = press(window, ticket, "serve", version=shown)
    assert response.status_code == 409
    assert head.get_short_name() in response.context["problem"]


def test_a_browser_left_open_overnight_moves_nobody_and_says_so(client_of, window, clerk, clock):
    ticket = ticket_at(1, clerk)
    next_at(window)
    clock.move(days=1)
    window = client_of(clerk)  # signed in again in the morning, the page still the old one
    response = press(window, ticket, "finish")
    assert response.status_code == 422
    assert "1-001" in response.context["problem"]
    assert response.context["console"].current is None
    assert next_at(window).status_code == 302
    assert state(ticket) == "called"


def test_the_poll_says_nothing_new_until_there_is(window, clerk, clock):
    url = reverse("queue_part", args=[1])
    seen = window.get(DESK).context["console"].version
    assert window.get(url, {"seen": seen}).status_code == 204
    ticket_at(1, clerk)
    response = window.get(url, {"seen": seen})
    assert response.status_code == 200
    assert "1-001" in response.content.decode()
    seen = response.context["console"].version
    assert window.get(url, {"seen": seen}).status_code == 204
    clock.move(minutes=1)
    assert window.get(url, {"seen": seen}).status_code == 200


def test_the_poll_tells_when_the_person_shown_was_moved(window, clerk, head):
    ticket = ticket_at(1, clerk)
    next_at(window)
    page = window.get(DESK)
    current = page.context["console"].current
    shown = f"{current.pk}.{current.version}"
    calls.put_back(ticket=ticket, by=head)
    response = window.get(reverse("queue_part", args=[1]), {"seen": "", "ticket": shown})
    assert response.context["is_moved"]


def test_a_clerk_of_another_window_is_refused_everywhere(client_of, clerk, other_clerk):
    ticket = ticket_at(1, clerk)
    stranger = client_of(other_clerk)
    assert stranger.get(reverse("queue_part", args=[1])).status_code == 403
    assert stranger.get(reverse("queue_take", args=[1])).status_code == 403
    assert stranger.get(reverse("visit_list", args=[1])).status_code == 403
    assert stranger.get(reverse("visit_paper", args=[1])).status_code == 403
    assert stranger.get(reverse("ticket_paper", args=[ticket.pk])).status_code == 403
    assert next_at(stranger).status_code == 403
    for act in ("recall", "serve", "finish", "no-show", "left", "put-back", "undo", "hand-over"):
        assert press(stranger, ticket, act, to_point=3).status_code == 403
    assert stranger.get(DESK, {"point": "1"}).context["console"].point == 3
    assert state(ticket) == "waiting"


def test_unknown_acts_and_points_are_not_found(window, clerk):
    ticket = ticket_at(1, clerk)
    assert press(window, ticket, "sing").status_code == 404
    assert window.get(reverse("queue_part", args=[9])).status_code == 404


def test_without_the_kiosk_a_person_is_served_at_once(window):
    url = reverse("queue_take", args=[1])
    assert window.get(url).status_code == 200
    assert window.post(url, {**form_key(), "letter": "А", "serve": ""}).status_code == 422
    assert window.post(url, {**form_key(), "purpose": "receive", "serve": ""}).url == DESK
    assert window.get(DESK).context["console"].current.state == "serving"


def test_the_clerk_gives_a_ticket_to_wait_for_another_window(window):
    url = reverse("queue_take", args=[1])
    window.post(url, {**form_key(), "purpose": "receive", "letter": "Петров", "wait": ""})
    ticket = QueueTicket.objects.get()
    assert (ticket.state, ticket.point) == ("waiting", 3)
    refused = window.post(url, {**form_key(), "purpose": "receive", "letter": "7", "wait": ""})
    assert refused.status_code == 422
    assert "letter" in refused.context["form"].errors


def test_a_closed_hour_is_said_beside_the_purpose(window, clock):
    clock.set(MORNING.replace(hour=15))
    url = reverse("queue_take", args=[1])
    refused = window.post(url, {**form_key(), "purpose": "hand_in", "letter": "А", "wait": ""})
    assert refused.status_code == 422
    assert "25.11.2026" in refused.context["form"].errors["purpose"][0]


def test_the_person_found_is_noted_on_the_ticket_and_shown_with_the_tasks(window, clerk):
    ticket, person = ticket_at(1, clerk), make_person()
    next_at(window)
    assert "1-001" in window.get(reverse("person_detail", args=[person.pk])).content.decode()
    window.post(reverse("person_ticket", args=[person.pk]), {**form_key(), "attach": ""})
    assert QueueTicket.objects.get(pk=ticket.pk).person == person
    page = window.get(DESK)
    assert page.context["person"] == person
    assert page.context["panels"]


def test_from_the_card_the_person_is_served_or_given_a_ticket_once(window, clerk):
    person = make_person()
    url = reverse("person_ticket", args=[person.pk])
    window.post(url, {**form_key(), "purpose": "receive", "wait": ""})
    window.post(url, {**form_key(), "purpose": "receive", "wait": ""})
    assert QueueTicket.objects.count() == 1
    window.post(url, {**form_key(), "purpose": "receive", "serve": ""})
    assert QueueTicket.objects.get().state == "serving"


def test_the_chancellery_has_its_console_and_no_other(client_of, chancellery, clerk):
    ticket_at(5, clerk)
    office = client_of(chancellery)
    url = reverse("chancellery_desk")
    assert office.get("/").url == url
    assert next_at(office, 5).url == url
    assert office.get(url).context["console"].current.number == "К-001"
    assert next_at(office, 1).status_code == 403
    assert office.get(DESK).status_code == 403


def test_visits_of_the_day_with_undo_from_the_history(window, clerk):
    ticket = ticket_at(1, clerk)
    next_at(window)
    press(window, ticket, "no-show")
    rows = window.get(reverse("visit_list", args=[1])).context["table"].shown
    assert [(row.ticket, row.can_undo) for row in rows] == [(ticket, True)]
    assert press(window, ticket, "undo", next="visits").url == reverse("visit_list", args=[1])
    assert state(ticket) == "called"


def test_yesterdays_visits_show_who_left_unserved_and_take_times_from_paper(client_of, clerk, clock):
    ticket = ticket_at(1, clerk)
    clock.move(days=1)
    window = client_of(clerk)
    url = reverse("visit_list", args=[1])
    [row] = window.get(url, {"day": "24.11.2026"}).context["table"].shown
    assert (row.ticket.shown_state, row.can_undo) == ("left", False)
    paper = reverse("ticket_paper", args=[ticket.pk])
    assert window.get(paper).status_code == 200
    wrong = window.post(paper, {**form_key(), "called_at": "0905", "finished_at": "25:00"})
    assert wrong.status_code == 422
    early = window.post(paper, {**form_key(), "called_at": "0905", "finished_at": "09:10"})
    assert "called_at" in early.context["form"].errors
    assert window.post(paper, {**form_key(), "called_at": "1005", "finished_at": "10.10"}).url == url
    assert state(ticket) == "served"


def test_a_visit_from_paper_is_typed_in(window):
    url = reverse("visit_paper", args=[1])
    assert window.get(url).status_code == 200
    data = {"purpose": "receive", "letter": "", "day": "24.11.2026", "taken_at": "09:00"}
    late = window.post(url, {**form_key(), **data, "called_at": "09:30", "finished_at": "23:00"})
    assert late.status_code == 422
    done = window.post(url, {**form_key(), **data, "called_at": "09:30", "finished_at": "09:40"})
    assert done.url == reverse("visit_list", args=[1])
    [row] = window.get(done.url).context["table"].shown
    assert (row.minutes, row.is_typed_in, row.is_measured) == (30, True, False)


def test_the_head_sees_all_queues_diverts_and_lets_documents_be_taken(client_of, head, clerk, clock):
    clock.set(MORNING.replace(hour=15))
    ticket = ticket_at(1, clerk)
    office = client_of(head)
    page = office.get("/hall/")
    assert [len(queue.waiting) for queue in page.context["queues"]] == [1, 0, 0, 0, 0]
    windows = {row.number: row.pk for row in clerk.home_window.__class__.objects.all()}
    data = {"window": windows[1], "to_window": windows[2], "until": "1700", "reason": "Маман ауырып қалды"}
    assert office.post("/hall/divert/", {**form_key(), **data, "until": "10:00"}).status_code == 422
    same = office.post("/hall/divert/", {**form_key(), **data, "to_window": windows[1]})
    assert "to_window" in same.context["diversion_form"].errors
    assert office.post("/hall/divert/", {**form_key(), **data}).url == "/hall/"
    assert QueueTicket.objects.get(pk=ticket.pk).point == 2
    end = reverse("diversion_end", args=[WindowDiversion.objects.get().pk])
    assert office.post(end, form_key()).url == "/hall/"
    assert office.post(end, form_key()).status_code == 422
    assert QueueTicket.objects.get(pk=ticket.pk).point == 1
    assert office.post("/hall/intake/", {**form_key(), "intake-reason": ""}).status_code == 422
    assert office.post("/hall/intake/", {**form_key(), "intake-reason": "Кезек ұзақ"}).url == "/hall/"
    assert take_ticket(letter="А", purpose="hand_in", device="kiosk").is_new
    assert office.get(DESK, {"point": "3"}).context["console"].point == 3


@pytest.mark.parametrize("role", ["clerk", "chancellery", "deputy", "director", "administrator"])
def test_the_hall_is_ordered_by_the_head_alone(client_of, request, role):
    somebody = client_of(request.getfixturevalue(role))
    assert somebody.get("/hall/").status_code == 403
    for path in ("/hall/divert/", "/hall/intake/", "/hall/diversions/1/end/"):
        assert somebody.post(path, form_key()).status_code == 403


def test_the_page_of_the_day_has_pictures_and_the_same_numbers_in_a_table(client_of, deputy, clerk, clock):
    for minutes in (3, 12, 45):
        ticket = ticket_at(1, clerk)
        clock.move(minutes=minutes)
        calls.call_next(point=1, by=clerk)
        calls.finish(ticket=ticket, by=clerk)
    page = client_of(deputy).get("/hall/day/")
    figures = page.context["figures"]
    assert figures.counted.median == timedelta(minutes=12)
    assert figures.counted.ninetieth == timedelta(minutes=45)
    assert (figures.within_rule.numerator, figures.within_rule.denominator) == (1, 3)
    assert (figures.within_indicator.numerator, figures.within_indicator.denominator) == (2, 3)
    assert page.content.decode().count('role="img"') == 5
    assert client_of(deputy).get("/hall/day/", {"day": "01.01.2026"}).context["figures"].is_empty


def test_the_page_of_the_day_is_closed_to_the_chancellery(client_of, chancellery):
    assert client_of(chancellery).get("/hall/day/").status_code == 403


def test_a_fixed_number_of_queries_however_long_the_queue(
    client_of, clerk, head, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("registry.hall.work.desk_panels", lambda *_: [])
    for _number in range(20):
        ticket_at(1, clerk)
        ticket_at(3, clerk)
    window, office = client_of(clerk), client_of(head)
    with django_assert_max_num_queries(16):
        window.get(DESK)
    with django_assert_max_num_queries(9):
        window.get(reverse("queue_part", args=[1]))
    with django_assert_max_num_queries(22):
        office.get("/hall/")
    with django_assert_max_num_queries(10):
        window.get(reverse("visit_list", args=[1]))
    with django_assert_max_num_queries(10):
        office.get("/hall/day/")


def test_a_long_day_has_pages(window, clerk):
    tickets = [ticket_at(1, clerk) for _number in range(PAGE_SIZE + 1)]
    address = reverse("visit_list", args=[1])
    first = window.get(address).context["table"].shown
    assert [row.ticket for row in first] == tickets[:0:-1]
    second = window.get(address, {"day": "24.11.2026", "page": 2}).context["table"].shown
    assert [row.ticket for row in second] == tickets[:1]
