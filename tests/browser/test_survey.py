"""The survey on a phone, the tablet and paper slips, and the public pages, by real browsers in Kazakh."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from astana_employment.department.acts.surveys import Source
from astana_employment.department.models import DeviceKind
from astana_employment.toolbox.clock import today
from indicators.models import SlipBatch, SurveyAnswer
from indicators.publication.pages import PAGES
from tests.astana_employment.department.devices import make_link
from tests.factories import make_staff
from tests.indicators.builders import make_invitation
from tests.indicators.reports.builders import issue, make_draft

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def phone(page):
    """The page as a small phone shows it."""
    page.set_viewport_size(PHONE)
    return page


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_role("radio", name=answer, exact=True).check()


def test_annex_3_a_visitor_answers_on_a_phone(phone, live_server, is_accessible):
    address = live_server.url + reverse("survey", args=[make_invitation().token])
    phone.goto(address)
    is_accessible()
    heights = phone.locator(".rating label").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) == 6
    assert min(heights) >= 80
    choose(phone, "Қызметкерлердің сыпайылығына қанағаттанасыз ба?", "Қанағаттанамын")
    choose(phone, "Қызмет көрсету үдерісінің сапасына қанағаттанасыз ба?", "Қанағаттанбаймын")
    phone.get_by_role("button", name="Жауапты жіберу").click()
    expect(phone.get_by_role("heading", name="Рақмет")).to_be_visible()
    is_accessible()
    answer = SurveyAnswer.objects.get()
    assert (answer.process, answer.information, answer.politeness) == (False, None, True)
    phone.goto(address)
    expect(phone.get_by_text("Жауап берілген", exact=True)).to_be_visible()
    is_accessible()


def test_a_complainant_answers_by_keyboard_in_russian(phone, live_server, is_accessible):
    phone.goto(live_server.url + reverse("survey", args=[make_invitation(source=Source.COMPLAINT).token]))
    phone.get_by_role("button", name="Русский").click()
    phone.get_by_role("button", name="Отправить ответ").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    is_accessible()
    phone.get_by_label("Да, доволен (довольна)").first.press("Space")
    phone.get_by_role("button", name="Отправить ответ").click()
    expect(phone.get_by_role("heading", name="Спасибо")).to_be_visible()
    assert SurveyAnswer.objects.get().procedure is True


def test_the_tablet_comes_back_to_the_start_by_itself(page, live_server, is_accessible):
    _link, secret = make_link(DeviceKind.TABLET)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(live_server.url + reverse("device_open", args=[secret]))
    page.locator("main button[type=submit]").click()
    is_accessible()
    choose(page, "Қызмет көрсету тәртібі туралы ақпаратқа қанағаттанасыз ба?", "Қанағаттанамын")
    page.get_by_role("button", name="Жауапты жіберу").click()
    expect(page.get_by_role("heading", name="Рақмет")).to_be_visible()
    is_accessible()
    page.wait_for_url("**/survey/tablet/")
    assert SurveyAnswer.objects.get().source == "tablet"
    expect(page.locator(".rating input:checked")).to_have_count(0)


def test_slips_are_typed_in_without_leaving_the_digits(page, live_server, sign_in, is_accessible):
    sign_in(make_staff(role="chancellery"))
    page.goto(live_server.url + reverse("survey_slips"))
    is_accessible()
    page.get_by_label("Парақшалар толтырылған күн").fill(f"{today():%d.%m.%Y}")
    page.locator("[data-hop]").first.focus()
    page.keyboard.type("111120201")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice-success")).to_contain_text("3 парақша сақталды.")
    assert SlipBatch.objects.get().handed_out == 3
    assert SurveyAnswer.objects.filter(process=True).count() == 2
    expect(page.get_by_label("Парақшалар толтырылған күн")).to_have_value(f"{today():%d.%m.%Y}")


def test_a_wrong_digit_is_shown_beside_its_box_and_nothing_is_lost(page, live_server, sign_in, is_accessible):
    sign_in(make_staff(role="chancellery"))
    page.goto(live_server.url + reverse("survey_slips"))
    page.locator("[data-hop]").first.focus()
    page.keyboard.type("181")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("1, 2 немесе 0 теріңіз.")
    expect(page.locator("[data-hop]").nth(2)).to_have_value("1")
    is_accessible()


def test_clause_9_the_public_pages(page, live_server, is_accessible):
    page.goto(live_server.url)
    is_accessible()
    for one in PAGES:
        page.goto(live_server.url + reverse("service", args=[one.slug]))
        is_accessible()


def test_clause_2_the_issued_figures_are_public(page, live_server, is_accessible):
    issue(make_draft())
    page.goto(live_server.url + reverse("service_indicators"))
    expect(page.get_by_role("heading", name="Ашық деректер")).to_be_visible()
    is_accessible()


@pytest.mark.parametrize("role", ["head_of_division", "monitoring"])
def test_the_published_information_and_the_results(page, live_server, sign_in, is_accessible, role):
    sign_in(make_staff(role=role))
    names = ["information_list", "information_publish_all", "survey_results"]
    names += ["information_override"] if role == "monitoring" else ["survey_complainant"]
    for name in names:
        page.goto(live_server.url + reverse(name))
        is_accessible()
    page.goto(live_server.url + reverse("information_item", args=["hours"]))
    is_accessible()
