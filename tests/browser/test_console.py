"""The console of a window in Kazakh: call, serve, note the person, undo; and the head's pages of the hall."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from astana_employment.department.models import StaffMember
from registry.models import QueueTicket
from tests.factories import make_person
from tests.registry.hall.builders import stopped_clock, ticket_at


@pytest.fixture(autouse=True)
def clock(transactional_db: None) -> Iterator[Any]:
    """An open hour, whenever the test runs."""
    with stopped_clock() as stopped:
        yield stopped


@pytest.mark.django_db(transaction=True)
def test_a_clerk_calls_serves_and_undoes_by_keyboard(
    page: Page, live_server: Any, sign_in: Any, is_accessible: Callable[[], None], clerk: StaffMember
) -> None:
    person = make_person()
    for _number in range(3):
        ticket_at(1, clerk)
    sign_in(clerk)
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", name="Күтуде: 3")).to_be_visible()
    is_accessible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="1-001")).to_be_visible()
    is_accessible()
    page.keyboard.press("s")
    expect(page.get_by_text("қабылдауда", exact=True)).to_be_visible()
    page.goto(f"{live_server.url}/people/{person.pk}/")
    is_accessible()
    page.keyboard.press("Alt+a")
    expect(page.get_by_role("heading", name=person.full_name)).to_be_visible()
    is_accessible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="1-002")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Күтуде: 2")).to_be_visible()
    assert list(QueueTicket.objects.order_by("place").values_list("state", flat=True)) == [
        "served",
        "waiting",
        "waiting",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_queue_grows_by_itself_and_what_is_typed_stays(
    page: Page, live_server: Any, sign_in: Any, clerk: StaffMember
) -> None:
    sign_in(clerk)
    page.goto(f"{live_server.url}/desk/")
    page.locator("#q").fill("Ахмет")
    ticket_at(1, clerk)
    expect(page.get_by_role("heading", name="Күтуде: 1")).to_be_visible()
    expect(page.locator("#q")).to_have_value("Ахмет")
    expect(page.locator("#q")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_a_queue_whose_server_was_silent_says_so_and_goes_on_by_itself(
    page: Page, live_server: Any, sign_in: Any, clerk: StaffMember
) -> None:
    sign_in(clerk)
    page.goto(f"{live_server.url}/desk/")
    page.route("**/hall/1/**", lambda route: route.fulfill(status=503, body=""))
    silence = page.get_by_text("Сервер дұрыс жауап бермеді")
    expect(silence).to_be_visible(timeout=15_000)
    page.unroute("**/hall/1/**")
    ticket_at(1, clerk)
    expect(page.get_by_role("heading", name="Күтуде: 1")).to_be_visible(timeout=15_000)
    expect(silence).to_have_count(0)


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_the_hall(
    page: Page,
    live_server: Any,
    sign_in: Any,
    is_accessible: Callable[[], None],
    clerk: StaffMember,
    head: StaffMember,
) -> None:
    ticket_at(1, clerk)
    sign_in(head)
    pages = (
        "/hall/",
        "/hall/day/",
        "/desk/?point=5",
        "/hall/1/visits/",
        "/hall/1/take/",
        "/hall/1/visits/paper/",
    )
    for path in pages:
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200
        is_accessible()
