"""The desk's whole reason in a browser, in Kazakh: registered, requested, signed, handed over, checked."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from astana_employment.department.models import Paper, StaffMember
from astana_employment.toolbox.clock import today
from certificates.models import Decision
from registry.models import Person, UnemploymentRegistration
from tests.factories import iin_for

BORN = date(1985, 5, 17)
SignIn = Callable[[StaffMember], None]


def register(page: Page, address: str, iin: str) -> None:
    """Type a person in, from the search that finds nobody to the accepted documents."""
    page.goto(f"{address}/desk/")
    page.keyboard.press("/")  # single keys call and serve at the console: the search has one of its own
    page.keyboard.type("Әбілқасымұлы")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Адамды тіркеу").click()
    expect(page.locator("[name=surname]")).to_have_value("Әбілқасымұлы")
    for name, value in {
        "given_name": "Ерлан",
        "patronymic": "Серікұлы",
        "birth_date": "17.5.85",
        "address": "Астана қаласы, Абай даңғылы, 10-үй",
        "doc-identity-number": "012345678",
        "doc-identity-issuer": "ҚР ІІМ",
        "doc-identity-issued_on": "01022016",
        "doc-iin-number": iin,
        "doc-work_record-number": "АА 123456",
        "doc-work_record-issuer": "«Астана Құрылыс» ЖШС",
        "doc-work_record-issued_on": "2010-03-01",
    }.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=sex][value=male]")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Жұмыссыз ретінде тіркелді")


def search_vacancies(page: Page) -> None:
    """Look for a suitable vacancy first (clause 1), and come back to the certificate."""
    certificate = page.url
    page.locator("a[data-key='alt+w']").click()
    page.fill("[name=profession]", "электрик")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/vacancies/*/")
    page.goto(certificate)


def request_certificate(page: Page) -> None:
    """From the person's page to the prepared paper, which the clerk sees as a draft."""
    page.get_by_role("link", name="Анықтама алуға жеке өтініш").click()
    page.fill("[name=identity_number]", "012345678")
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="Анықтаманы дайындау").click()
    search_vacancies(page)
    page.check("[name=took_part][value=no]")
    page.check("[name=no_vacancy_confirmed]")
    page.keyboard.press("Control+Enter")
    expect(page.locator("iframe")).to_have_count(1)


def sign_in_by_form(page: Page, address: str, user: StaffMember) -> None:
    """Sign in as people do; signing asks for a password given in the last ten minutes."""
    user.set_password("Қол қою 2008")
    user.save()
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in/")
    page.fill("#id_login", user.username)
    page.fill("#id_password", "Қол қою 2008")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Қол қойылатын құжаттар")


def sign_all(page: Page) -> None:
    """Choose every paper of the list and sign."""
    page.locator("thead input[type=checkbox]").check()
    page.get_by_role("button", name=re.compile("1 құжатқа қол қою")).first.click()
    page.locator("dialog[open]").get_by_role("button", name=re.compile("1 құжатқа қол қою")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Қол қою нәтижесі")


def test_from_the_counter_to_the_public_check(
    page: Page, live_server: Any, sign_in: SignIn, clerk: StaffMember, deputy: StaffMember
) -> None:
    iin = iin_for(BORN, 4402)
    sign_in(clerk)
    register(page, live_server.url, iin)
    registration = UnemploymentRegistration.objects.get(person__iin=iin)
    assert registration.person.full_name == "Әбілқасымұлы Ерлан Серікұлы"
    assert registration.person.birth_date == BORN
    request_certificate(page)

    sign_in_by_form(page, live_server.url, deputy)
    sign_all(page)
    paper = Paper.objects.get()
    assert (paper.kind, paper.issued_on) == ("certificate", today())

    sign_in(clerk)
    page.goto(f"{live_server.url}/papers/{paper.pk}/hand-over/")
    page.fill("[name=identity_number]", "012345678")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text(paper.number)
    assert Decision.objects.get().state == "handed_over"

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/")
    page.get_by_label(re.compile("тексеру коды")).fill(paper.check_code.lower())
    page.get_by_role("button", name="Тексеру").click()
    expect(page.locator("main")).to_contain_text(paper.number)
    expect(page.locator("main")).not_to_contain_text("Әбілқасымұлы")


def test_a_scanned_iin_opens_the_card_wherever_the_focus_is(
    page: Page, live_server: Any, sign_in: SignIn, clerk: StaffMember
) -> None:
    sign_in(clerk)
    iin = iin_for(BORN, 4402)
    register(page, live_server.url, iin)
    page.goto(f"{live_server.url}/requests/")
    page.get_by_role("heading", level=1).click()
    page.keyboard.type(iin)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{Person.objects.get().pk}/")


def test_a_typed_form_survives_its_errors(
    page: Page, live_server: Any, sign_in: SignIn, clerk: StaffMember, is_accessible: Callable[[], None]
) -> None:
    sign_in(clerk)
    page.goto(f"{live_server.url}/people/?q=Өтегенова")
    page.get_by_role("link", name="Адамды тіркеу").click()
    page.fill("[name=given_name]", "Үміт ☎")
    page.fill("[name=doc-iin-number]", "123")
    page.keyboard.press("Control+Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link").first).to_be_visible()
    expect(page.locator("[name=surname]")).to_have_value("Өтегенова")
    expect(page.locator("[name=given_name]")).to_have_value("Үміт ☎")
    expect(page.locator("[name=given_name]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=doc-iin-number]")).to_have_value("123")
    is_accessible()
