"""The record card by keyboard in a real browser: at most three keys and what there is to type."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from astana_employment.department.models import working_calendar
from astana_employment.toolbox.clock import today
from registry.card.acts.entries import offer_job, refer, summon
from registry.card.acts.visits import agree_visit
from registry.models import JobOffer, LifeEvent, Participation, Referral, Summons, VisitAppointment
from tests.factories import make_person, make_registration, make_staff, make_vacancy

pytestmark = pytest.mark.django_db(transaction=True)

JOB = "электр жабдықтарын жөндеу және оларға қызмет көрсету жөніндегі слесарь-электрик"


@pytest.fixture
def registration(transactional_db):
    person = make_person(
        surname="Әбдірахманова-Жұмабекова", given_name="Гүлбаһрам", patronymic="Нұрмұхаметқызы"
    )
    return make_registration(person=person, registered_on=today() - timedelta(days=60))


@pytest.fixture
def card(page, live_server, sign_in, registration):
    """The card of a person, open before a clerk."""
    clerk = make_staff(role="clerk", window=1)
    make_vacancy(profession=JOB)
    sign_in(clerk)
    page.goto(live_server.url + reverse("person_card", kwargs={"pk": registration.person_id}))
    return page


def press(page, keys):
    """Open a form in its place and wait until the focus is in it."""
    page.keyboard.press(keys)
    expect(page.locator("#entry-form :focus")).to_have_count(1)


def saved(page):
    """Press Enter and wait for the card."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".notice-success")).to_be_visible()


def test_a_visit_kept_today_takes_two_keys_and_is_undone_by_one_press(card, registration):
    press(card, "Alt+KeyV")
    card.keyboard.type("бос лауазымдардың тізімі берілді")
    saved(card)
    kept = VisitAppointment.objects.get(came_on__isnull=False)
    assert (kept.came_on, kept.information) == (today(), "бос лауазымдардың тізімі берілді")
    with card.expect_navigation():
        card.locator(".notice-success button").click()
    assert not VisitAppointment.objects.filter(came_on__isnull=False, voided_at__isnull=True).exists()


def test_a_summons_and_its_answer_take_two_keys_each(card):
    press(card, "Alt+KeyS")
    saved(card)
    press(card, "Alt+KeyS")
    saved(card)
    assert Summons.objects.get().came_on == today()


def test_an_offer_is_found_by_typing_and_is_entered_with_enter(card):
    press(card, "Alt+KeyO")
    card.keyboard.type("слесарь")
    expect(card.locator("#vacancy-choice option")).to_have_count(1)
    expect(card.locator("#entry-form [name=find]")).to_be_focused()
    saved(card)
    assert JobOffer.objects.get().vacancy.profession == JOB


def test_one_of_several_vacancies_is_chosen_by_the_arrow_without_leaving_the_search(card):
    wanted = make_vacancy(profession="аспаз", employer="«Ақмола» ЖШС")
    make_vacancy(profession="аспаз", employer="«Целинград» ЖШС")
    press(card, "Alt+KeyO")
    card.keyboard.type("аспаз")
    expect(card.locator("#vacancy-choice option")).to_have_count(3)
    card.keyboard.press("ArrowDown")
    expect(card.locator("#vacancy-choice select")).to_have_value(str(wanted.pk))
    expect(card.locator("#entry-form [name=find]")).to_be_focused()
    saved(card)
    assert JobOffer.objects.get().vacancy == wanted


def test_another_date_for_the_next_visit_takes_two_keys_and_its_data(card):
    day = working_calendar().previous_working_day(today() + timedelta(days=6))
    press(card, "Alt+KeyV")
    card.locator("#entry-form [name=next_on]").fill(f"{day:%d.%m.%Y}")
    card.locator("#entry-form [name=next_why]").fill("емханаға барады")
    saved(card)
    following = VisitAppointment.objects.get(closed_on__isnull=True)
    assert (following.due_on, following.note) == (day, "емханаға барады")


def test_a_referral_to_training_a_start_and_a_move(card):
    press(card, "Alt+KeyR")
    card.keyboard.press("ArrowDown")
    card.locator("#entry-form [name=destination]").fill("№ 2 кәсіптік лицей")
    saved(card)
    press(card, "Alt+KeyP")
    card.locator("#entry-form [name=place]").fill("Сарыарқа ауданының көгалдандыру жұмыстары")
    saved(card)
    press(card, "Alt+KeyL")
    card.locator("#entry-form [name=new_address]").fill("Астана қаласы, Қабанбай батыр даңғылы, 53")
    saved(card)
    assert Referral.objects.get().kind == "training"
    assert Participation.objects.get().kind == "public_works"
    assert LifeEvent.objects.get().kind == "moved_within"


def test_what_is_awaited_has_a_key_of_its_own(card, registration):
    referral = refer(
        registration=registration,
        kind="job",
        destination="«Астана жылу» ЖШС",
        issued_on=today(),
        by=registration.registered_by,
    )
    card.reload()
    press(card, "Alt+KeyZ")
    expect(card.locator("#entry-form [name=entry]")).to_have_value(str(referral.pk))


def test_an_error_takes_the_focus_and_keeps_what_was_typed(card):
    press(card, "Alt+KeyL")
    card.locator("#entry-form [name=document]").fill("мекенжай анықтамасы № 7")
    with card.expect_navigation():
        card.keyboard.press("Enter")
    expect(card.locator("[data-error-summary]")).to_be_focused()
    expect(card.locator("[name=document]")).to_have_value("мекенжай анықтамасы № 7")


def test_without_script_the_same_form_is_a_page(browser, live_server, sign_in, card, registration):
    state = card.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(live_server.url + reverse("person_card", kwargs={"pk": registration.person_id}))
    page.locator("a[data-key='alt+v']").click()
    page.locator("button.primary").click()
    expect(page.locator(".notice-success")).to_be_visible()
    assert VisitAppointment.objects.filter(came_on=today()).exists()
    plain.close()


def test_the_pages_are_accessible_also_at_320_pixels(card, live_server, sign_in, registration, is_accessible):
    by = registration.registered_by
    late = agree_visit(registration=registration, agreed_on=today() - timedelta(days=30), by=by)
    offer_job(registration=registration, vacancy=make_vacancy(profession=JOB), offered_on=today(), by=by)
    summon(registration=registration, summoned_on=today() - timedelta(days=9), by=by)
    of_person = {"pk": registration.person_id}
    entry = {**of_person, "slug": "visit", "entry_pk": late.pk}
    addresses = [
        reverse("person_card", kwargs=of_person),
        *(
            reverse("card_add", kwargs={**of_person, "slug": slug})
            for slug in ("visit", "offer", "referral", "participation", "life-event")
        ),
        reverse("card_entry", kwargs=entry),
        reverse("card_correct", kwargs=entry),
        reverse("due_list"),
        reverse("person_detail", kwargs=of_person),
    ]
    for address in addresses:
        card.goto(live_server.url + address)
        is_accessible()
    sign_in(make_staff(role="head_of_division"))
    for name in ("desk", "judgement_list"):
        card.goto(live_server.url + reverse(name))
        is_accessible()
