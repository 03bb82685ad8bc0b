"""The desk by keyboard and scanner, on a Kazakh layout too: real keys in a real browser.

The pages are made of the shared pieces alone and handed to the browser directly, so no server and no
database takes part: what fails here is `desk.js` or a component.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.forms import CharField, Form, TextInput
from django.template import Context, Template
from playwright.sync_api import Page, Route, expect

ROOT = Path(__file__).resolve().parents[2]
DESK = "http://desk.test"
# What the digit row types on the Kazakh layout (RST KazSSR 903-90): not one digit.
KAZAKH = {"1": '"', "2": "ә", "3": "і", "4": "ң", "5": "ғ", "6": ",", "7": ".", "8": "ү", "9": "ұ", "0": "қ"}
PLACES = {"-": "Minus", "/": "Slash", ".": "Period", ":": "Semicolon", "\r": "Enter"}
IIN = "900101300123"

SHELL = """{% load desk %}<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><title>Desk</title>
<link rel="stylesheet" href="/static/desk.css"><script type="module" src="/static/desk.js"></script></head>
<body data-shortcuts="{{ shortcuts }}" data-scan-url="/persons/" data-doors="/sign-in/">
<form action="/persons/"><input id="find" name="q" type="search" aria-label="Search" data-key="/"></form>
<main><div id="messages" role="status"></div>BODY</main></body></html>"""


class Intake(Form):
    """A form with the field a scan belongs to, one for a date and one for a name."""

    iin = CharField(max_length=12, widget=TextInput(attrs={"inputmode": "numeric", "data-scan": True}))
    surname = CharField(max_length=80)
    birth = CharField(widget=TextInput(attrs={"inputmode": "numeric"}))


@pytest.fixture(scope="session")
def base_url():
    """Take the place of pytest-base-url's fixture, whose way of being written pytest 9 warns of."""
    return DESK


@pytest.fixture
def page(context):
    """A page that needs no server: everything it asks for is answered by `show`.

    Its clock stands still, so that a scan stays fast and a hand slow however busy the machine is.
    """
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.clock.install(time=0)
    return page


@pytest.fixture
def show(page: Page):
    """Return a function that opens a page made of the given bit of template; script errors fail the test."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def open_page(body: str, shortcuts: str = "on", **context: object) -> None:
        html = Template(SHELL.replace("BODY", body)).render(Context({"shortcuts": shortcuts, **context}))

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(DESK).split("?")[0]
            if path.startswith("/static/") and (ROOT / path[1:]).is_file():
                route.fulfill(path=ROOT / path[1:])
            elif path == "/":
                route.fulfill(body=html, content_type="text/html")
            else:
                route.fulfill(body="<title>elsewhere</title>", content_type="text/html")

        page.route(f"{DESK}/**", answer)
        page.goto(DESK)
        page.clock.pause_at(10_000)

    yield open_page
    assert faults == []


@pytest.fixture
def keyboard(page: Page):
    """Return a keyboard with the Kazakh layout: the place of a key and the letter it types there."""
    session = page.context.new_cdp_session(page)

    def press(sign: str, typed: str | None = None) -> None:
        place = PLACES.get(sign) or (f"Digit{sign}" if sign.isdigit() else f"Key{sign.upper()}")
        text = typed or KAZAKH.get(sign, "ф")
        event = {
            "key": "Enter" if sign == "\r" else text,
            "code": place,
            "text": sign if sign == "\r" else text,
        }
        code = {"windowsVirtualKeyCode": 13 if sign == "\r" else 65}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **event, **code})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event, **code})

    def scan(signs: str) -> None:
        for sign in f"{signs}\r":
            press(sign)

    return SimpleNamespace(press=press, scan=scan)


def press_slowly(page: Page, keyboard: SimpleNamespace, signs: str) -> None:
    """Type as a hand does, slower than any scanner."""
    for sign in signs:
        keyboard.press(sign)
        page.clock.run_for(130)


# --- shortcuts -----------------------------------------------------------------------------------
CALL = """<form id="call" action="/called/"><button data-key="n">Call {% key "n" %}</button></form>
<form action="/saved/"><input name="name" id="name" aria-label="Name">
<button data-key="mod+enter">Save {% key "mod+enter" %}</button></form>"""


def test_a_shortcut_works_by_the_place_of_its_key(show, page, keyboard):
    show(CALL)
    keyboard.press("n", "т")
    page.clock.run_for(200)
    page.wait_for_url("**/called/?")


def test_a_shortcut_takes_no_letter_from_a_text(show, page, keyboard):
    show(CALL)
    page.locator("#name").focus()
    keyboard.press("n", "т")
    page.clock.run_for(200)
    expect(page.locator("#name")).to_have_value("т")
    assert page.url == f"{DESK}/"


def test_a_person_can_switch_single_keys_off_and_keeps_the_others(show, page, keyboard):
    show(CALL, shortcuts="off")
    expect(page.locator(".key-single")).to_be_hidden()
    keyboard.press("n", "т")
    page.clock.run_for(200)
    assert page.url == f"{DESK}/"
    page.locator("#name").focus()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/saved/**")


def test_slash_goes_to_the_search(show, page, keyboard):
    show(CALL)
    keyboard.press("/", "№")
    expect(page.locator("#find")).to_be_focused()


# --- digits and scans ----------------------------------------------------------------------------
def test_digits_are_typed_by_the_place_of_the_key(show, page, keyboard):
    show("<form>{{ form.as_div }}</form>", form=Intake())
    page.locator("#id_birth").focus()
    press_slowly(page, keyboard, "1.2.1990")
    expect(page.locator("#id_birth")).to_have_value("1.2.1990")


def test_a_full_field_takes_no_more_digits(show, page, keyboard):
    show("<form>{{ form.as_div }}</form>", form=Intake(initial={"iin": IIN}))
    page.locator("#id_iin").focus()
    keyboard.press("5")
    expect(page.locator("#id_iin")).to_have_value(IIN)


def test_a_name_keeps_its_kazakh_letters(show, page, keyboard):
    show("<form>{{ form.as_div }}</form>", form=Intake())
    page.locator("#id_surname").focus()
    press_slowly(page, keyboard, "2345")
    expect(page.locator("#id_surname")).to_have_value("әіңғ")


def test_a_scan_goes_to_the_search_wherever_the_focus_is(show, page, keyboard):
    show(CALL)
    keyboard.scan("CERT-2026-00123")
    page.wait_for_url("**/persons/?q=CERT-2026-00123")


def test_a_scan_is_no_shortcut(show, page, keyboard):
    show(CALL)
    keyboard.scan("N900101300123")
    page.wait_for_url("**/persons/?q=N900101300123")


def test_of_a_scanned_address_the_last_part_counts(show, page, keyboard):
    show(CALL)
    keyboard.scan("HTTPS://DESK.KZ/CHECK/AB12CD34EF/")
    page.wait_for_url("**/persons/?q=AB12CD34EF")


def test_a_scan_in_the_search_box_replaces_the_letters_it_typed(show, page, keyboard):
    show(CALL)
    page.locator("#find").focus()
    keyboard.scan(IIN)
    page.wait_for_url(f"**/persons/?q={IIN}")


def test_a_scan_inside_a_form_goes_to_its_field_and_spoils_no_other(show, page, keyboard):
    show("<form>{{ form.as_div }}</form>", form=Intake(initial={"surname": "Әбілқасым"}))
    page.locator("#id_surname").focus()
    keyboard.scan(IIN)
    expect(page.locator("#id_iin")).to_have_value(IIN)
    expect(page.locator("#id_surname")).to_have_value("Әбілқасым")
    assert page.url == f"{DESK}/"


def test_typing_by_hand_is_no_scan(show, page, keyboard):
    show("<form action='/sent/'>{{ form.as_div }}</form>", form=Intake())
    page.locator("#id_surname").focus()
    press_slowly(page, keyboard, "23452345")
    page.clock.run_for(130)
    expect(page.locator("#id_iin")).to_have_value("")
    expect(page.locator("#id_surname")).to_have_value("әіңғәіңғ")


# --- signing -------------------------------------------------------------------------------------
SIGNING = """<form id="sign" action="/signed/">
<table><thead><tr><th><input type="checkbox" data-pick-all aria-label="all"></th></tr></thead>
<tbody data-picks>{% for name in names %}<tr data-row>
<td><input type="checkbox" name="decision" value="{{ name }}" data-pick aria-label="{{ name }}"></td>
<td><a href="#preview" data-open>{{ name }}</a> <span class="unseen">not opened</span></td>
</tr>{% endfor %}</tbody></table>
<button name="act" value="sign" data-confirm="ask" data-key="mod+enter">
<span data-count="Sign {n}">Sign</span></button></form>
{% confirm id="ask" title="Sign the chosen documents?" button="Sign" count="Sign {n}" %}{% endconfirm %}"""
NAMES = ["Әбілқасым", "Қуаныш", "Ұзақбай"]


def test_arrows_open_and_space_chooses(show, page):
    show(SIGNING, names=NAMES)
    page.locator("[data-open]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".is-open [data-open]")).to_have_text("Қуаныш")
    expect(page.locator(".unseen:visible")).to_have_count(2)
    expect(page.locator("#sign button")).to_have_text("Sign 2")
    assert page.locator("[data-pick-all]").evaluate("box => box.indeterminate")


def test_the_first_arrow_opens_the_first_row_without_a_mouse(show, page):
    show(SIGNING, names=NAMES)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".is-open [data-open]")).to_have_text("Әбілқасым")
    expect(page.locator("[data-open]").first).to_be_focused()
    expect(page.locator("#sign button")).to_have_text("Sign 1")


def test_all_are_chosen_at_once(show, page):
    show(SIGNING, names=NAMES)
    page.locator("[data-pick-all]").check()
    expect(page.locator("#sign button")).to_have_text("Sign 3")
    page.locator("[data-pick-all]").uncheck()
    expect(page.locator("#sign button")).to_have_text("Sign")


def test_what_may_not_be_chosen_is_left_out(show, page):
    """The signer's own papers stand in the list, too, but somebody else signs them."""
    show(SIGNING, names=NAMES)
    page.locator("[data-pick]").first.evaluate("box => { box.disabled = true; }")
    page.locator("[data-pick-all]").check()
    expect(page.locator("#sign button")).to_have_text("Sign 2")
    expect(page.locator("[data-pick-all]")).to_be_checked()
    expect(page.locator("[data-pick]").first).not_to_be_checked()


def test_signing_asks_once_and_sends_what_was_chosen_with_its_button(show, page):
    show(SIGNING, names=NAMES)
    page.locator("[data-pick]").nth(2).check()
    page.keyboard.press("Control+Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("[data-confirmed]")).to_have_text("Sign 1")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator("#sign button").click()
    page.locator("dialog[open] [data-confirmed]").click()
    page.wait_for_url(lambda url: "act=sign" in url and url.count("decision=") == 1)


def test_with_nothing_chosen_the_server_is_asked_and_no_question_stands_in_the_way(show, page):
    show(SIGNING, names=NAMES)
    page.locator("#sign button").click()
    page.wait_for_url("**/signed/?act=sign")


# --- errors and menus ----------------------------------------------------------------------------
def test_the_focus_goes_to_the_errors_and_from_there_to_the_field(show, page):
    show("{% error_summary form %}<form>{{ form.as_div }}</form>", form=Intake({"iin": "9001"}))
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_surname")).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(show, page):
    show('<details class="menu"><summary>Menu</summary><a href="/x/">Password</a></details>')
    page.locator("summary").click()
    page.locator("details a").focus()
    page.keyboard.press("Escape")
    expect(page.locator("summary")).to_be_focused()
    expect(page.locator("details[open]")).to_have_count(0)
