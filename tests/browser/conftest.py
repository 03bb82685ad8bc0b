"""Headless Chromium on the real pages: Kazakh, Astana's clock, and no silent error."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Request

from astana_employment.department.models import StaffMember

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that the others can run on both cores without a browser."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def base_url() -> str:
    """Stand in for the plugin's fixture of this name, which pytest 9 refuses; pages are asked for in full."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; as root it needs to be told that there is no sandbox."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A clerk's screen."""
    return {
        **browser_context_args,
        "locale": "kk-KZ",
        "timezone_id": "Asia/Almaty",
        "viewport": {"width": 1280, "height": 900},
    }


def lost(request: Request) -> bool:
    """Tell a lost request from one that Chromium hands on to its viewer of PDFs or leaves with the page."""
    return request.failure != "net::ERR_ABORTED"


@pytest.fixture
def page(page: Page, live_server: Any) -> Iterator[Page]:
    """A page whose script errors and failed requests fail the test."""
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "requestfailed", lambda request: errors.append(f"failed: {request.url}") if lost(request) else None
    )
    page.on(
        "console", lambda message: errors.append(message.text) if "Content Security" in message.text else None
    )
    yield page
    # The database is emptied next: a request still under way would hold what is to be emptied.
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")  # the console asks every few seconds
    assert not errors, errors


@pytest.fixture
def sign_in(page: Page, live_server: Any) -> Callable[[StaffMember], None]:
    """Return a function that puts somebody's session into the browser (the form has its own test)."""

    def as_user(user: StaffMember) -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}]
        )

    return as_user


@pytest.fixture
def is_accessible(page: Page) -> Callable[[], None]:
    """Return a check of the page shown: axe finds nothing, and nothing overflows 320 pixels."""

    def check() -> None:
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, found.generate_report()
        size = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 900})
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(size or {"width": 1280, "height": 900})
        assert width <= 320, f"{page.url} is {width} px wide on a screen of 320"

    return check
