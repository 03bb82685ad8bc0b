"""Registering a person in the browser: found nobody, documents by category, like cards, one press."""

from datetime import date

import pytest
from playwright.sync_api import expect

from registry.models import Person, UnemploymentRegistration
from tests.factories import iin_for, make_application, make_person, make_registration

pytestmark = pytest.mark.django_db(transaction=True)

IIN = iin_for(date(1985, 5, 17), 77)


@pytest.fixture
def at(page, live_server, sign_in, clerk):
    """Sign the clerk in and return a function that opens an address."""
    sign_in(clerk)
    return lambda path: page.goto(live_server.url + path)


def fill_in(page, **values):
    for name, value in values.items():
        page.fill(f"[name={name.replace('__', '-')}]", value)


def fill_in_person(page):
    page.check("[name=sex][value=male]")
    fill_in(
        page,
        address="Астана, Абай даңғылы, 10",
        doc__identity__number="012345678",
        doc__identity__issuer="ҚР ІІМ",
        doc__identity__issued_on="1.2.20",
        doc__iin__number=IIN,
        doc__work_record__number="№ 5",
        doc__work_record__issuer="ЖШС «Құрылыс»",
        doc__work_record__issued_on="1.3.10",
    )
    # What was typed is being compared with the registry: let that answer come first.
    page.wait_for_load_state("networkidle")


def test_from_the_box_to_the_registration(page, at, is_accessible):
    at("/desk/")
    is_accessible()
    page.fill("#q", "Ахметов Ерлан 17.05.1985")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?q=*")
    is_accessible()
    page.keyboard.press("Alt+KeyN")
    expect(page.locator("[name=surname]")).to_have_value("Ахметов")
    is_accessible()
    fill_in_person(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/people/*/")
    is_accessible()
    assert UnemploymentRegistration.objects.get().person.surname == "Ахметов"


def test_the_category_shows_its_documents_and_nothing_typed_is_lost(page, at):
    at("/people/register/?q=Ахметов")
    fill_in_person(page)
    page.check("[name=category][value=stateless]")
    certificate = page.locator("[name=doc-stateless_certificate-number]")
    expect(certificate).to_be_visible()
    expect(page.locator("[name=doc-identity-number]")).to_have_value("012345678")
    expect(page.locator("[name=doc-work_record-issuer]")).to_have_value("ЖШС «Құрылыс»")
    certificate.fill("001234567")
    page.check("[name=category][value=citizen]")
    expect(certificate).to_be_hidden()
    page.check("[name=category][value=stateless]")
    expect(certificate).to_have_value("001234567")


def test_like_cards_appear_while_one_types_and_are_told_apart(page, at, is_accessible):
    make_person(surname="Ахмедов")
    at("/people/register/?q=Ахметов")
    fill_in(page, given_name="Ерлан", birth_date="17.05.1985")
    page.keyboard.press("Tab")
    panel = page.locator("#duplicates")
    expect(panel).to_contain_text("Ахмедов")
    fill_in_person(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    is_accessible()
    panel.locator("[name=not_same_reason]").fill("ағасы")
    panel.locator("button").click()
    page.wait_for_url("**/people/*/")
    assert Person.objects.count() == 2


def test_turned_back_with_a_list_to_print(page, at, is_accessible):
    at("/people/register/?q=Ахметов+Ерлан+17.05.1985")
    fill_in_person(page)
    fill_in(page, doc__work_record__number="", doc__work_record__issuer="", doc__work_record__issued_on="")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice button[value=turn_back]")).to_be_visible()
    is_accessible()
    page.click(".notice button[value=turn_back]")
    page.wait_for_url("**/missing/")
    is_accessible()


def test_without_scripts_a_button_shows_the_documents(browser, live_server, sign_in, clerk, page):
    sign_in(clerk)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(live_server.url + "/people/register/?q=Ахметов")
    plain.check("[name=category][value=foreigner]")
    plain.click("button[value=show]")
    assert plain.locator("[name=doc-residence_permit-number]").count() == 1
    assert plain.locator("[name=surname]").input_value() == "Ахметов"
    context.close()


@pytest.mark.parametrize("page_name", ["edit/", "name/", "window/", "documents/", ""])
def test_the_pages_of_a_card_are_accessible(page, at, is_accessible, page_name):
    person = make_application(state="turned_back", missing=["iin", "work_record"]).person
    make_person(surname="Ахмедов")
    at(f"/people/{person.pk}/{page_name}")
    is_accessible()


def test_merging_asks_once_more(page, live_server, sign_in, head, is_accessible):
    registration, other = make_registration(), make_person(surname="Ахмедов")
    sign_in(head)
    page.goto(f"{live_server.url}/people/{registration.person_id}/merge/?other={other.pk}")
    is_accessible()
    page.fill("[name=reason]", "бір адам")
    page.click("[data-confirm]")
    page.click("dialog [data-confirmed]")
    page.wait_for_url("**/people/*/")
    other.refresh_from_db()
    assert other.merged_into == registration.person
