"""The wall display: the newest call first, by number and window, asked for once a second at no great cost."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from astana_employment.department.acts.devices import change_device_link, revoke_device_link
from astana_employment.department.models import Role
from registry.hall.acts.calls import call_next, recall, undo
from registry.models import Point
from tests.astana_employment.department.devices import device_browser
from tests.factories import ASTANA, make_person, make_staff
from tests.registry.hall.builders import Clock, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """A clock that stands still on a working morning."""
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def wall() -> tuple[Client, object]:
    """A display with its link."""
    return device_browser("display", has_chime=True)


def ask(browser, etag="", *, fresh=True):
    """Ask what to show, past what the process still keeps."""
    if fresh:
        cache.clear()
    headers = {"If-None-Match": etag} if etag else {}
    return browser.get(reverse("wall_state"), headers=headers)


def called(clerk, person=None):
    """Take a ticket at the clerk's window and call it."""
    ticket_at(clerk.home_window.number, clerk, **({"person": person} if person else {}))
    return call_next(point=clerk.home_window.number, by=clerk)


def test_the_newest_call_comes_first_by_number_and_window(wall, clerk, other_clerk):
    called(clerk)
    called(other_clerk)
    calls = ask(wall[0]).json()["calls"]
    assert [(row["number"], row["point"]) for row in calls] == [("3-001", "3"), ("1-001", "1")]


def test_no_name_is_on_the_wall(wall, clerk):
    person = make_person(surname="Айтматов", given_name="Шыңғыс")
    called(clerk, person)
    text = ask(wall[0]).text + wall[0].get(reverse("wall")).text
    for secret in (person.surname, person.given_name, person.iin):
        assert secret not in text


def test_reading_50_the_chancellery_is_written_in_both_languages(wall):
    chancellery = make_staff(role=Role.CHANCELLERY)
    ticket_at(Point.CHANCELLERY, chancellery)
    call_next(point=Point.CHANCELLERY, by=chancellery)
    [row] = ask(wall[0]).json()["calls"]
    with override("ru"):
        russian = str(Point.CHANCELLERY.label)
    assert row["point"].split("\n")[1] == russian
    assert not row["is_window"]


def test_what_is_said_has_the_parts_of_the_number_and_the_window(wall, clerk):
    called(clerk)
    [row] = ask(wall[0]).json()["calls"]
    assert "1, 1" in row["speech"]["kk"]
    assert "1, 1" in row["speech"]["ru"]
    assert row["speech"]["kk"] != row["speech"]["ru"]


def test_nothing_new_is_answered_without_a_body(wall, clerk):
    called(clerk)
    first = ask(wall[0])
    again = ask(wall[0], first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["X-Desk-Time"] == first["X-Desk-Time"] == "10:00"


def test_a_call_a_recall_and_an_undo_are_each_something_new(wall, clerk):
    seen = [ask(wall[0])["ETag"]]
    ticket = called(clerk)
    seen.append(ask(wall[0], seen[-1])["ETag"])
    recall(ticket=ticket, by=clerk)
    seen.append(ask(wall[0], seen[-1])["ETag"])
    ticket.refresh_from_db()
    undo(ticket=ticket, by=clerk)
    seen.append(ask(wall[0], seen[-1])["ETag"])
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[0]


def test_a_recall_is_a_call_of_its_own_so_that_the_wall_chimes_again(wall, clerk):
    ticket = called(clerk)
    before = ask(wall[0]).json()["calls"][0]
    recall(ticket=ticket, by=clerk)
    after = ask(wall[0]).json()["calls"][0]
    assert (before["number"], before["call"] < after["call"]) == (after["number"], True)


def test_a_closed_hour_says_when_to_come(wall, clock):
    assert ask(wall[0]).json()["closed"] == ""
    clock.set(datetime(2026, 11, 24, 13, 5, tzinfo=ASTANA))
    state = ask(wall[0]).json()
    assert state["closed"]
    assert "14:00" in state["come"]


def test_yesterdays_calls_are_gone_in_the_morning(wall, clock, clerk):
    called(clerk)
    clock.move(hours=24)
    assert ask(wall[0]).json()["calls"] == []


def test_the_switches_of_the_link_reach_the_display_at_its_next_question(wall, administrator):
    browser, link = wall
    first = ask(browser)
    assert (first.json()["chime"], first.json()["voices"]) == (True, [])
    changes = {"has_chime": False, "speaks_kk": True, "speaks_ru": True}
    change_device_link(link=link, version=1, changes=changes, by=administrator)
    state = ask(browser, first["ETag"], fresh=False).json()
    assert (state["chime"], state["voices"]) == (False, ["kk", "ru"])


def test_a_revoked_display_gets_no_answer_even_to_the_question_it_just_asked(wall, administrator):
    browser, link = wall
    etag = ask(browser)["ETag"]
    revoke_device_link(link=link, reason="ескі", by=administrator)
    assert ask(browser, etag, fresh=False).status_code == 403


def test_what_all_displays_ask_is_asked_of_the_database_once(wall, clerk, django_assert_num_queries):
    called(clerk)
    other, _link = device_browser("display")
    ask(wall[0])
    ask(other, fresh=False)
    # The link of the display, on every question anew.
    with django_assert_num_queries(1):
        answer = ask(other, fresh=False)
    assert answer.json()["calls"] == ask(wall[0], fresh=False).json()["calls"]


def test_an_answer_is_kept_by_no_browser(wall):
    assert ask(wall[0])["Cache-Control"] == "no-store"
