"""The kiosk and the wall as the hall sees them: in Kazakh, by touch, with the line cut and back."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route, expect

from astana_employment.department.acts.devices import revoke_device_link
from astana_employment.department.models import DeviceLink, StaffMember
from astana_employment.department.web.devices import COOKIE
from registry.hall.acts.calls import call_next, finish
from registry.models import Purpose, QueueTicket
from tests.astana_employment.department.devices import device_browser, make_link
from tests.browser.conftest import RULES
from tests.factories import ASTANA
from tests.registry.hall.builders import Clock, stopped_clock, ticket_at

POINTS_PER_MM = 72 / 25.4
# Counts what would be printed, for everybody to read.
PRINTER = """
    window.print = () => {
        const sheets = document.documentElement.dataset;
        sheets.printed = Number(sheets.printed ?? 0) + 1;
    };
"""
Device = Callable[..., tuple[Page, DeviceLink]]


@pytest.fixture(autouse=True)
def clock(transactional_db: None) -> Iterator[Clock]:
    """A clock that stands still on a working morning, for the server as well."""
    cache.clear()
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def open_device(new_context: Callable[..., BrowserContext], live_server: Any) -> Iterator[Device]:
    """Return a function that opens a device's first page; script errors and refused styles fail the test."""
    errors: list[str] = []
    pages: list[Page] = []

    def opened(kind: str, script: str = "", **settings: Any) -> tuple[Page, DeviceLink]:
        size = settings.pop("size", (1280, 1024))
        client, link = device_browser(kind, **settings)
        context = new_context()
        context.add_cookies([{"name": COOKIE, "value": client.cookies[COOKIE].value, "url": live_server.url}])
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.clock.install()
        page.add_init_script(script)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda text: errors.append(text.text) if "Content Sec" in text.text else None)
        page.goto(live_server.url + reverse({"kiosk": "kiosk", "display": "wall"}[kind]))
        pages.append(page)
        return page, link

    yield opened
    # The database is emptied next: nothing may ask any more.
    for page in pages:
        page.goto("about:blank")
    assert not errors, errors


def passes(page: Page, width: int = 320) -> None:
    """Check the page shown: axe finds nothing, and nothing overflows a narrow screen."""
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size(size or {"width": 1280, "height": 1024})


def touch(page: Page, letter: str, purpose: Purpose) -> None:
    """Touch a letter and a purpose."""
    page.locator(".letters").get_by_text(letter, exact=True).click()
    page.locator(f"button[value={purpose}]").click()


def cut(page: Page) -> None:
    """Cut the line between the page and the server."""
    page.route("**", lambda route: route.abort())


def called(clerk: StaffMember) -> QueueTicket:
    """Take a ticket at the clerk's window and call it."""
    assert clerk.home_window is not None
    ticket_at(clerk.home_window.number, clerk)
    ticket = call_next(point=clerk.home_window.number, by=clerk)
    assert ticket is not None
    return ticket


# --- the kiosk -----------------------------------------------------------------------------------
def test_two_touches_give_a_ticket(open_device: Device) -> None:
    page, link = open_device("kiosk")
    expect(page.locator("h1")).to_have_text("Талон алу үшін тегіңіздің бірінші әрпін басыңыз")
    passes(page)
    page.locator(".letters").get_by_text("Қ", exact=True).click()
    expect(page.locator("h1")).to_have_text("Келу мақсатыңызды таңдап, басыңыз")
    passes(page)
    page.get_by_role("button", name="Құжат тапсыру").click()
    expect(page.locator(".ticket-number")).to_have_text("2-001")
    expect(page.locator(".ticket-papers")).to_contain_text("жеке куәлік (паспорт)")
    passes(page)
    assert QueueTicket.objects.get().device == link.place


@pytest.mark.parametrize("size", [(1280, 1024), (1080, 1920), (1920, 1080), (320, 640)])
def test_every_target_is_80_pixels_and_more(open_device: Device, size: tuple[int, int]) -> None:
    page, _link = open_device("kiosk", size=size)
    for selector in (".letters a", ".languages button"):
        for box in page.locator(selector).all():
            area = box.bounding_box()
            assert area is not None
            assert min(area["width"], area["height"]) >= 80
    if size[0] >= 1080:
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_the_start_comes_back_by_itself_and_in_kazakh(open_device: Device) -> None:
    page, _link = open_device("kiosk")
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("h1")).to_contain_text("первую букву")
    assert page.evaluate("document.documentElement.lang") == "ru"
    touch(page, "Қ", Purpose.QUESTION)
    expect(page.locator(".ticket-number")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(page.locator(".letters")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "kk"


def test_the_done_button_leads_to_the_start(open_device: Device) -> None:
    page, _link = open_device("kiosk")
    touch(page, "Қ", Purpose.QUESTION)
    page.get_by_role("button", name="Аяқтау").click()
    expect(page.locator(".letters")).to_be_visible()


def test_the_slip_is_printed_once_on_80_millimetres(open_device: Device) -> None:
    page, _link = open_device("kiosk", PRINTER, has_printer=True)
    touch(page, "Қ", Purpose.HAND_IN)
    expect(page.locator("html")).to_have_attribute("data-printed", "1")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf.pages) == 1
        box = [float(side) for side in pdf.pages[0].mediabox]
        assert abs(box[2] - 80 * POINTS_PER_MM) < 2
    passes(page)


def test_a_closed_hour_says_when_to_come_and_opens_by_itself(open_device: Device, clock: Clock) -> None:
    clock.set(datetime(2026, 11, 24, 20, 0, tzinfo=ASTANA))
    page, _link = open_device("kiosk")
    expect(page.locator(".kiosk-come")).to_contain_text("25.11.2026")
    expect(page.locator(".letters")).to_have_count(0)
    passes(page)
    clock.set(datetime(2026, 11, 25, 9, 1, tzinfo=ASTANA))
    page.clock.fast_forward(31_000)
    expect(page.locator(".letters")).to_be_visible()
    touch(page, "А", Purpose.RECEIVE)
    expect(page.locator(".ticket-number")).to_have_text("1-001")


def test_after_the_intake_hour_only_that_purpose_is_closed(open_device: Device, clock: Clock) -> None:
    clock.set(datetime(2026, 11, 24, 15, 0, tzinfo=ASTANA))
    page, _link = open_device("kiosk")
    passes(page)
    page.locator(".letters").get_by_text("А", exact=True).click()
    expect(page.locator(".purposes button")).to_have_count(3)
    expect(page.locator(".purposes .is-closed")).to_contain_text("25.11.2026")
    passes(page)


def test_a_double_touch_makes_one_ticket(open_device: Device) -> None:
    page, _link = open_device("kiosk")
    page.locator(".letters").get_by_text("А", exact=True).click()
    page.locator("button[value=question]").dblclick()
    expect(page.locator(".ticket-number")).to_have_text("1-001")
    assert QueueTicket.objects.count() == 1


def test_a_lost_answer_is_asked_for_again_and_makes_one_ticket(open_device: Device) -> None:
    page, _link = open_device("kiosk")
    page.locator(".letters").get_by_text("А", exact=True).click()

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/kiosk/*/", lose)
    page.locator("button[value=question]").click()
    expect(page.locator(".kiosk-lost")).to_be_visible()
    passes(page)
    page.unroute("**/kiosk/*/")
    page.clock.fast_forward(4_000)
    expect(page.locator(".ticket-number")).to_have_text("1-001")
    assert QueueTicket.objects.count() == 1


def test_a_server_lost_for_long_is_told_and_the_start_comes_back(open_device: Device) -> None:
    page, _link = open_device("kiosk")
    cut(page)
    page.clock.fast_forward(31_000)
    expect(page.locator(".kiosk-lost")).to_be_visible()
    page.clock.fast_forward(90_000)
    expect(page.locator(".kiosk-lost")).to_be_visible()
    page.unroute("**")
    page.clock.fast_forward(10_000)
    expect(page.locator(".letters")).to_be_visible()


def test_a_revoked_kiosk_says_so(open_device: Device, administrator: StaffMember) -> None:
    page, link = open_device("kiosk")
    revoke_device_link(link=link, reason="ескі", by=administrator)
    page.locator(".letters").get_by_text("А", exact=True).click()
    expect(page.locator("h1")).to_have_text("Бұл құрылғы қосылмаған")
    passes(page)


# --- the wall ------------------------------------------------------------------------------------
def test_the_wall_follows_a_call_within_two_seconds(
    open_device: Device, clerk: StaffMember, other_clerk: StaffMember
) -> None:
    page, _link = open_device("display", size=(1920, 1080))
    page.clock.resume()
    expect(page.locator("[data-nobody]")).to_contain_text("Нөміріңіз осы экранға шығады")
    called(clerk)
    expect(page.locator("[data-number]")).to_have_text("1-001", timeout=2_000)
    expect(page.locator("[data-point]")).to_have_text("1")
    called(other_clerk)
    expect(page.locator("[data-number]")).to_have_text("3-001", timeout=2_000)
    expect(page.locator("[data-former] tr")).to_have_text(["1-0011"])
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    passes(page)


def test_a_finished_visit_leaves_the_wall(open_device: Device, clerk: StaffMember) -> None:
    ticket = called(clerk)
    page, _link = open_device("display")
    page.clock.resume()
    expect(page.locator("[data-number]")).to_have_text("1-001")
    finish(ticket=ticket, by=clerk)
    expect(page.locator("[data-number]")).to_be_hidden(timeout=2_000)


def test_a_lost_link_is_told_with_its_time_and_comes_back(open_device: Device, clerk: StaffMember) -> None:
    page, _link = open_device("display")
    page.clock.resume()
    expect(page.locator("[data-nobody]")).to_be_visible()
    expect(page.locator("[data-stale]")).to_be_hidden()
    cut(page)
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(page.locator("[data-stale]")).to_contain_text("Жаңартылмай тұр. Соңғы жаңарту: 10:00")
    passes(page)
    page.unroute("**")
    called(clerk)
    expect(page.locator("[data-number]")).to_have_text("1-001")
    expect(page.locator("[data-stale]")).to_be_hidden()


def test_a_revoked_wall_says_so(open_device: Device, administrator: StaffMember) -> None:
    page, link = open_device("display")
    page.clock.resume()
    expect(page.locator("[data-nobody]")).to_be_visible()
    revoke_device_link(link=link, reason="ескі", by=administrator)
    expect(page.locator("h1")).to_have_text("Бұл құрылғы қосылмаған")


def test_sound_waits_for_one_touch(open_device: Device) -> None:
    page, _link = open_device("display", has_chime=True)
    page.clock.resume()
    button = page.get_by_role("button", name="Дыбысты қосу үшін осы жерді бір рет басыңыз")
    expect(button).to_be_visible()
    passes(page)
    button.click()
    expect(button).to_be_hidden()


def test_a_silent_display_asks_for_no_touch(open_device: Device) -> None:
    page, _link = open_device("display")
    page.clock.resume()
    expect(page.locator("[data-nobody]")).to_be_visible()
    expect(page.locator("[data-sound]")).to_be_hidden()


VOICES = """
    window.said = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "kk-KZ" }], speak: (words) => window.said.push(words.text),
    } });
"""


def test_a_call_is_said_in_the_languages_that_have_a_voice(open_device: Device, clerk: StaffMember) -> None:
    page, _link = open_device("display", VOICES, speaks_kk=True, speaks_ru=True)
    page.clock.resume()
    expect(page.locator("[data-nobody]")).to_be_visible()
    called(clerk)
    expect(page.locator("[data-number]")).to_have_text("1-001")
    assert page.evaluate("window.said") == ["Талон: 1, 1. 1-терезеге келіңіз."]


# --- signing a device in -------------------------------------------------------------------------
def test_a_link_opened_where_staff_are_signed_in_gives_the_device_nothing_of_theirs(
    page: Page, live_server: Any, sign_in: Any, administrator: StaffMember, is_accessible: Callable[[], None]
) -> None:
    _link, secret = make_link("kiosk", by=administrator)
    sign_in(administrator)
    page.goto(live_server.url + reverse("device_open", args=[secret]))
    is_accessible()
    page.locator("main button").click()
    expect(page.locator(".letters")).to_be_visible()
    page.goto(live_server.url + reverse("staff_list"))
    assert page.url == live_server.url + reverse("kiosk")


def test_the_pages_of_devices(
    page: Page, live_server: Any, sign_in: Any, administrator: StaffMember, is_accessible: Callable[[], None]
) -> None:
    sign_in(administrator)
    page.goto(live_server.url + reverse("device_list"))
    is_accessible()
    page.get_by_role("link", name="Құрылғы сілтемесін жасау").click()
    is_accessible()
    page.locator("[name=kind][value=display]").check()
    page.get_by_label("Атауы немесе орны").fill("Терезелер үстінде")
    page.get_by_role("button", name="Сілтемені жасау").click()
    expect(page.locator("code")).to_contain_text("/device/")
    is_accessible()
    page.reload()
    expect(page.locator("code")).to_have_count(0)
    is_accessible()
    link = DeviceLink.objects.get()
    for name in ("device_list", "device_edit", "device_revoke"):
        page.goto(live_server.url + reverse(name, args=[] if name == "device_list" else [link.pk]))
        is_accessible()
