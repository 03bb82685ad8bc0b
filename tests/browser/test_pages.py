"""Every page with something on it: axe finds nothing, nothing overflows 320 pixels, in Kazakh.

One test signs in once and walks, because a page is quick and a browser is not.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from astana_employment.department.models import Paper, StaffMember
from certificates.models import Decision
from tests.certificates.conftest import prepared, refused, signed
from tests.factories import make_request

Walk = Callable[[StaffMember, list[str]], None]


@pytest.fixture
def walk(page: Page, live_server: Any, sign_in: Any, is_accessible: Callable[[], None]) -> Walk:
    """Return a walk through pages as somebody: each must answer and pass."""

    def go(user: StaffMember, addresses: list[str]) -> None:
        sign_in(user)
        for address in addresses:
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert answer.status == 200, f"{address}: {answer.status}"
            is_accessible()

    return go


@pytest.fixture
def papers(clerk: StaffMember, deputy: StaffMember, transactional_db: None) -> list[Paper]:
    """A signed certificate, a signed refusal, a prepared paper, and a request nobody has decided."""
    made = [signed(prepared(clerk), deputy), signed(refused(clerk), deputy)]
    prepared(clerk)
    make_request(by=clerk)
    return made


def test_pages_of_requests(walk: Walk, clerk: StaffMember, papers: list[Paper]) -> None:
    decision = Decision.objects.get(state="prepared")
    request = make_request(by=clerk)
    walk(
        clerk,
        [
            reverse("desk"),
            reverse("request_list"),
            reverse("request_detail", args=[decision.request_id]),
            reverse("request_detail", args=[request.pk]),
            reverse("request_pause", args=[request.pk]),
            reverse("request_withdraw", args=[request.pk]),
            reverse("decision_certificate", args=[request.pk]),
            reverse("decision_refusal", args=[request.pk]),
            reverse("decision_withdraw", args=[decision.pk]),
        ],
    )


def test_pages_of_papers(walk: Walk, clerk: StaffMember, head: StaffMember, papers: list[Paper]) -> None:
    first, second = (paper.pk for paper in papers)
    walk(
        clerk,
        [
            reverse("paper_list"),
            reverse("paper_detail", args=[first]),
            reverse("paper_hand_over", args=[first]),
            reverse("paper_hand_over", args=[second]),
            reverse("paper_correct", args=[first]),
        ],
    )
    walk(head, [reverse("paper_annul", args=[first]), reverse("journals")])


def test_pages_of_signing(walk: Walk, deputy: StaffMember, papers: list[Paper], page: Page) -> None:
    walk(deputy, [reverse("signing_list")])
    page.locator("tbody a").first.click()
    expect(page.locator("iframe")).to_have_count(1)


def test_public_pages(page: Page, live_server: Any, is_accessible: Any, papers: list[Paper]) -> None:
    for address in (
        "/",
        "/sign-in/",
        "/check/",
        f"/check/{papers[0].public_id}/",
        "/check/?code=AAAAA-BBBBB",
    ):
        page.goto(live_server.url + address)
        is_accessible()


def test_pages_of_the_department(walk: Walk, head: StaffMember, administrator: StaffMember) -> None:
    names = ["department", "staff_list", "delegation_list", "window_list", "calendar", "standard_list"]
    walk(head, [*map(reverse, names), *map(reverse, ["window_letters", "series_list", "event_list"])])
    walk(administrator, [*map(reverse, ["staff_add", "delegation_add", "preferences", "standard_add"])])
