"""A complaint in the browser, in Kazakh: taken in, receipted, given, decided, answered, passed on."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from astana_employment.department.models import Paper, StaffMember
from complaints.models import Complaint
from tests.complaints import rows

PASSWORD = "Қол қою 2008"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]:visible").last.click()
    page.wait_for_load_state()


def act(page: Page, live_server: Any, complaint: Complaint, slug: str) -> None:
    page.goto(f"{live_server.url}/complaints/{complaint.pk}/act/{slug}/")


def take_in(page: Page, live_server: Any, is_accessible: Callable[[], None]) -> Complaint:
    """Enter a complaint at the counter, first with nothing in it; its receipt copy is made."""
    page.goto(live_server.url)
    page.keyboard.press("Alt+7")
    page.wait_for_url("**/complaints/")
    is_accessible()
    page.keyboard.press("n")
    page.wait_for_url("**/take-in/")
    is_accessible()
    submit(page)
    assert page.locator(".error-summary a").count() >= 2  # nobody is named, nothing is said
    is_accessible()
    page.fill("[name=name]", rows.AUTHOR.name)
    page.fill("[name=address]", rows.AUTHOR.address)
    page.fill("[name=text]", rows.TEXT)
    page.fill("[name=against]", "2-терезе маманы")
    page.fill("[name=received_on]", f"{rows.working_day():%d.%m.%Y}")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/complaints/\d+/$"))
    is_accessible()
    complaint = Complaint.objects.get()
    assert Paper.objects.get().kind == "receipt"
    return complaint


def sign(page: Page) -> None:
    """Press the button that signs, and confirm."""
    page.click("[data-confirm=ask-sign]")
    page.click("[data-confirmed]")


def decide_and_sign(page: Page, is_accessible: Callable[[], None], complaint: Complaint) -> None:
    """Decide a complaint whose page is open, look at the draft of the answer, sign it with the password."""
    page.keyboard.press("d")
    page.wait_for_url("**/decide/")
    is_accessible()
    page.check("[name=outcome][value=part]")
    page.check("[name=is_justified][value=yes]")
    page.fill("[name=text]", "Шағымыңыз қаралды. Құжаттарыңыз қабылданады.")
    page.fill("[name=measures]", "Маманға ескерту жасалды.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{complaint.get_absolute_url()}")
    assert page.locator("iframe").count() == 1  # the draft is shown before it is signed
    is_accessible()
    sign(page)
    # The session is older than its password: it is asked for, and the draft is looked at once more.
    page.wait_for_url("**/confirm/**")
    is_accessible()
    assert not Paper.objects.filter(kind="answer").exists()
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{complaint.get_absolute_url()}")
    sign(page)
    page.wait_for_load_state()
    assert Paper.objects.filter(kind="answer").count() == 1
    is_accessible()


def escalate(
    page: Page, live_server: Any, is_accessible: Callable[[], None], complaint: Complaint
) -> Complaint:
    """Enter that the author is not satisfied; the complaint of the next level is shown."""
    act(page, live_server, complaint, "escalate")
    is_accessible()
    page.check("[name=level][value=deputy_director]")
    page.fill("[name=received_on]", f"{rows.working_day():%d.%m.%Y}")
    page.fill("[name=text]", "Жауаппен келіспеймін.")
    submit(page)
    successor = Complaint.objects.get(earlier=complaint)
    assert page.url.endswith(successor.get_absolute_url())
    is_accessible()
    return successor


def test_a_complaint_from_the_counter_to_the_deputy(
    page: Page,
    live_server: Any,
    sign_in: Callable[[StaffMember], None],
    is_accessible: Callable[[], None],
    chancellery: StaffMember,
    head: StaffMember,
    deputy: StaffMember,
) -> None:
    sign_in(chancellery)
    complaint = take_in(page, live_server, is_accessible)
    act(page, live_server, complaint, "assign")
    is_accessible()
    page.check(f"[name=to][value='head_of_division:{head.pk}']")
    submit(page)
    assert "қаралуда" in page.locator("main").inner_text()

    head.set_password(PASSWORD)
    head.save()
    sign_in(head)
    page.goto(live_server.url + complaint.get_absolute_url())
    decide_and_sign(page, is_accessible, complaint)

    sign_in(chancellery)
    successor = escalate(page, live_server, is_accessible, complaint)
    act(page, live_server, successor, "assign")
    page.check(f"[name=to][value='deputy_director:{deputy.pk}']")
    submit(page)
    for address in ("complaints/?cell=all", "complaints/journal/", "complaints/calls/", "complaints/terms/"):
        page.goto(f"{live_server.url}/{address}")
        is_accessible()
