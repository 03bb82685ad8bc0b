"""A report in a browser, in Kazakh: the head drafts, the deputy director issues, the monitoring downloads."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from astana_employment.department.models import AccessRecord, Role, StaffMember
from indicators.models import IndicatorReport
from tests.factories import make_registration, make_staff
from tests.indicators.builders import make_answer
from tests.indicators.reports.builders import last_quarter

SignIn = Callable[[StaffMember], None]
PASSWORD = "Sapa-2026-kuz"


def test_the_head_drafts_the_deputy_issues_and_the_monitoring_downloads(
    page: Page, live_server: Any, sign_in: SignIn, is_accessible: Callable[[], None]
) -> None:
    quarter = last_quarter()
    make_registration(registered_on=quarter.first)
    make_answer(answered_on=quarter.last, process=True)
    head = make_staff(role=Role.HEAD_OF_DIVISION)
    deputy = make_staff(role=Role.DEPUTY_DIRECTOR, password=PASSWORD)
    monitoring = make_staff(role=Role.MONITORING)

    sign_in(head)
    page.goto(f"{live_server.url}/reports/")
    is_accessible()
    page.get_by_role("link", name="Есеп жобасын дайындау").click()
    page.fill("[name=period]", "2099Q1")
    page.get_by_role("button", name="Жобаны дайындау").click()
    expect(page.get_by_role("alert")).to_contain_text("Кезең әлі басталған жоқ")
    page.fill("[name=period]", quarter.code)
    page.get_by_role("button", name="Жобаны дайындау").click()
    expect(page.locator("#indicator-2-1 + .indicator-figure")).to_contain_text("100 %")
    expect(page.get_by_role("button", name="Есепті бекіту")).to_have_count(0)
    is_accessible()
    address = page.url

    sign_in(deputy)
    page.goto(address)
    press_issue(page)
    # The session is older than its password: it is asked for, and the figures are looked at once more.
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    press_issue(page)
    expect(page.get_by_role("status")).to_contain_text("Шығарылды: E-")
    is_accessible()
    report = IndicatorReport.objects.get()
    assert (report.state, report.issued_by) == ("issued", deputy)

    sign_in(monitoring)
    page.goto(f"{live_server.url}/reports/?year={quarter.year}")
    is_accessible()
    for form in ("PDF", "XLSX", "CSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"{report.number} {form}").click()
        assert download.value.suggested_filename == f"{report.number}.{form.lower()}"
    assert AccessRecord.objects.filter(by=monitoring, act="download").count() == 4
    page.get_by_role("link", name="Ағымдағы тоқсан").click()
    expect(page.locator("svg.chart")).to_have_count(12)
    is_accessible()


def press_issue(page: Page) -> None:
    """Press the button and answer its question."""
    page.get_by_role("button", name="Есепті бекіту").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Есепті бекіту").click()
