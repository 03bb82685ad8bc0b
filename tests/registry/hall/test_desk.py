"""The first page of the day: one's own window's work, the most urgent first."""

from datetime import date, timedelta

import pytest

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import WorkingCalendar, left_until
from registry.hall.work import MOST_SHOWN
from registry.models import IntakeApplication
from tests.factories import make_application, make_person, make_registration

pytestmark = pytest.mark.django_db

URL = "/desk/"
FRIDAY = date(2026, 11, 20)


def rows(response, name):
    return [work.application for work in response.context[name].rows]


@pytest.fixture
def desk(client_of, clerk):
    return client_of(clerk)


def test_accepted_documents_wait_the_most_urgent_first(desk):
    later = make_application(applied_on=today() - timedelta(days=2))
    sooner = make_application(applied_on=today() - timedelta(days=9))
    make_registration()
    assert rows(desk.get(URL), "to_register") == [sooner, later]


def test_turned_back_people_are_awaited_until_they_come(desk):
    waiting = make_application(state="turned_back", missing=["iin"])
    first = make_application(state="turned_back", missing=["iin"])
    second = make_application(person=first.person, state="turned_back", missing=["iin"])
    make_application(applied_on=today() - timedelta(days=100), state="turned_back", missing=["iin"])
    assert rows(desk.get(URL), "turned_back") == [waiting, second]


def test_clause_11_my_window_or_all_windows(desk):
    mine = make_application()
    other = make_application(person=make_person(surname="Петров"))
    by_hand = make_application(person=make_person(surname="Петров", routing_letter="А"))
    assert rows(desk.get(URL), "to_register") == [mine, by_hand]
    assert rows(desk.get(URL, {"windows": "all"}), "to_register") == [mine, other, by_hand]


def test_who_has_no_window_sees_all(client_of, head):
    application = make_application(person=make_person(surname="Петров"))
    assert rows(client_of(head).get(URL), "to_register") == [application]


def test_documents_of_a_registered_person_are_no_work(desk):
    """After a merge an accepted attempt may stand beside a registration: nothing is to be done with it."""
    registration = make_registration()
    make_application(person=registration.person)
    make_application(person=registration.person, state="turned_back", missing=["iin"])
    response = desk.get(URL)
    assert rows(response, "to_register") == rows(response, "turned_back") == []


def test_a_long_list_shows_its_top_and_says_how_many_more(desk):
    for _number in range(MOST_SHOWN + 3):
        make_application()
    work = desk.get(URL).context["to_register"]
    assert (len(work.rows), work.hidden) == (MOST_SHOWN, 3)


def test_a_fixed_number_of_queries(desk, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("registry.hall.work.desk_panels", lambda *_: [])
    for _number in range(5):
        make_application()
        make_application(state="turned_back", missing=["iin"])
    with django_assert_max_num_queries(16):
        desk.get(URL)


@pytest.mark.parametrize("role", ["administrator", "chancellery", "monitoring"])
def test_clause_18_closed_to_others(client_of, request, role):
    assert client_of(request.getfixturevalue(role)).get(URL).status_code == 403


@pytest.mark.parametrize("role", ["deputy", "director"])
def test_open_to_those_who_decide(client_of, request, role):
    assert client_of(request.getfixturevalue(role)).get(URL).status_code == 200


def test_an_empty_desk_says_so(desk):
    response = desk.get(URL)
    assert response.status_code == 200
    assert IntakeApplication.objects.count() == 0


@pytest.mark.parametrize(("days", "left"), [(-3, -3), (0, 0), (3, 1), (4, 2)])
def test_days_left_are_working_days(days, left):
    assert left_until(FRIDAY + timedelta(days=days), FRIDAY, WorkingCalendar(frozenset({2026}))) == left


def test_on_the_week_end_after_a_due_friday_it_is_late():
    saturday = FRIDAY + timedelta(days=1)
    assert left_until(FRIDAY, saturday, WorkingCalendar(frozenset({2026}))) == -1


def test_an_unconfirmed_year_is_counted_in_calendar_days():
    assert left_until(FRIDAY, FRIDAY + timedelta(days=9), WorkingCalendar(frozenset())) == -9
