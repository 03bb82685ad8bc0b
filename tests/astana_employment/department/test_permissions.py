"""The map of addresses: closed by default, whole, and true to what each role can really open."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from astana_employment.department import addresses
from astana_employment.department.addresses import (
    EVERYBODY,
    PUBLIC,
    SIGNED_IN,
    access_map,
    access_of,
    is_for_devices,
    page,
)
from astana_employment.department.models import DeviceKind, FormSubmission, Role, StaffMember
from astana_employment.department.pages.home import home
from astana_employment.department.permissions import may_open
from astana_employment.department.web.devices import start_page
from tests.astana_employment.department.devices import device_browser
from tests.factories import form_key, make_staff

# Values for the parts of addresses; the check comes before anything is looked up.
PARTS = {
    "pk": 999_999,
    "year": 2030,
    "token": "x",
    "code": "AAAAABBBBB",
    "public_id": "6f1b6a1e-6a3b-4f5e-9b1e-111111111111",
}


def patterns() -> Iterator[URLPattern]:
    """Yield every address of the desk, the nested ones too."""
    waiting = list(get_resolver().url_patterns)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, URLResolver):
            waiting.extend(entry.url_patterns)
        else:
            yield entry


def address(pattern: URLPattern) -> str:
    """Return an example address of a pattern."""
    converters = pattern.pattern.converters
    values = {name: _example(name, converter) for name, converter in converters.items()}
    return reverse(str(pattern.name), kwargs=values)


def _example(name: str, converter: Any) -> Any:
    kind = type(converter).__name__
    if kind == "UUIDConverter":
        return PARTS["public_id"]
    return PARTS.get(name, 999_999 if kind == "IntConverter" else "kk")


def test_every_address_has_a_name_and_stands_on_the_map_and_the_map_has_no_other():
    names = [pattern.name for pattern in patterns()]
    assert None not in names
    assert set(names) == set(access_map())


def test_clauses_2_and_10_readings_5_and_33_nobody_but_the_desk_issues_or_books_anything():
    """What opens without a member of staff is to be read, or is a ticket, a survey, a complaint, a check."""
    open_names = {
        name
        for name in map(str, access_map())
        if access_of(name) in {PUBLIC, EVERYBODY} or is_for_devices(access_of(name))
    }
    way_in = {"home", "set_language", "health", "account_login", "welcome", "device_open"}
    hall = {"kiosk", "kiosk_purpose", "kiosk_ticket", "wall", "wall_state"}
    surveys = {"survey", "survey_thanks", "survey_tablet", "survey_tablet_thanks", "survey_tablet_again"}
    complaints = {"public_complaint", "public_complaint_arrived"}
    to_be_read = {"check", "check_paper", "service", "service_indicators", "open_json", "open_csv"}
    assert open_names == way_in | hall | surveys | complaints | to_be_read


def named() -> list[Any]:
    return [pytest.param(pattern, id=str(pattern.name)) for pattern in patterns()]


def closed() -> list[Any]:
    return [row for row in named() if not (is_open(row) or is_for_devices(access_of(row.id)))]


def is_open(row: Any) -> bool:
    return access_of(row.id) in {PUBLIC, EVERYBODY}


def restricted() -> list[Any]:
    return [row for row in closed() if access_of(row.id) is not SIGNED_IN]


def of_devices() -> list[Any]:
    return [row for row in named() if is_for_devices(access_of(row.id))]


def devices_and_what_is_not_theirs() -> list[Any]:
    return [
        pytest.param(kind, row.values[0], id=f"{kind}-{row.id}")
        for kind in DeviceKind
        for row in named()
        if access_of(row.id) is not EVERYBODY and not _is_theirs(access_of(row.id), kind)
    ]


def _is_theirs(access: Any, kind: str) -> bool:
    return isinstance(access, frozenset) and kind in access


@pytest.mark.parametrize("pattern", closed())
def test_a_stranger_is_asked_to_sign_in(db, client, pattern):
    response = client.get(address(pattern))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_neither_a_stranger_nor_a_closed_account_sends_a_form(db, client, client_of):
    """An account that is closed while somebody works with it is out at the next press."""
    gone = make_staff(role=Role.HEAD_OF_DIVISION)
    browser = client_of(gone)
    assert browser.get(reverse("preferences")).status_code == 200
    StaffMember.objects.filter(pk=gone.pk).update(is_active=False)
    for row in closed():
        for who in (client, browser):
            response = who.post(address(row.values[0]), form_key())
            assert response.status_code == 302, row.id
            assert response["Location"].startswith(reverse("account_login")), row.id
        assert browser.get(address(row.values[0]))["Location"].startswith(reverse("account_login"))
    assert not FormSubmission.objects.exists()


def near_miss(access: frozenset[str]) -> str:
    """Return the role that is most like those admitted without being one of them."""
    nearest = {
        Role.CLERK: (Role.CHANCELLERY, Role.MONITORING),
        Role.HEAD_OF_DIVISION: (Role.CLERK, Role.DEPUTY_DIRECTOR),
        Role.ADMINISTRATOR: (Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR),
        Role.DEPUTY_DIRECTOR: (Role.DIRECTOR, Role.HEAD_OF_DIVISION),
        Role.DIRECTOR: (Role.DEPUTY_DIRECTOR,),
    }
    wished = [role for own, others in nearest.items() if own in access for role in others]
    return str(next(role.value for role in [*wished, *Role] if role not in access))


@pytest.mark.parametrize("pattern", restricted())
def test_a_near_miss_is_refused(client_of, db, pattern):
    access = access_of(str(pattern.name))
    assert isinstance(access, frozenset)
    role = near_miss(access)
    browser = client_of(make_staff(role=role))
    assert browser.get(address(pattern)).status_code == 403
    assert browser.post(address(pattern)).status_code == 403


@pytest.mark.parametrize("pattern", restricted())
def test_each_role_of_the_map_is_let_in(client_of, db, pattern):
    access = access_of(str(pattern.name))
    assert isinstance(access, frozenset)
    for role in sorted(access):
        response = client_of(make_staff(role=role)).get(address(pattern))
        assert response.status_code != 403
        assert not response.get("Location", "").startswith(reverse("account_login"))


@pytest.mark.parametrize(("kind", "pattern"), devices_and_what_is_not_theirs())
def test_a_device_opens_nothing_but_the_pages_of_its_kind(db, kind, pattern):
    browser, link = device_browser(kind)
    response = browser.get(address(pattern))
    assert (response.status_code, response["Location"]) == (302, start_page(link))
    assert browser.post(address(pattern)).status_code == 403


@pytest.mark.parametrize("pattern", of_devices())
def test_a_page_of_devices_is_closed_to_everybody_else(client, client_of, administrator, pattern):
    for browser in (client, client_of(administrator)):
        assert browser.get(address(pattern)).status_code == 403
        assert browser.post(address(pattern)).status_code == 403


@pytest.mark.parametrize("pattern", of_devices())
def test_each_kind_of_device_of_the_map_is_let_in(db, pattern):
    access = access_of(str(pattern.name))
    assert isinstance(access, frozenset)
    for kind in access:
        browser, _link = device_browser(kind)
        assert browser.get(address(pattern)).status_code != 403


def test_no_kind_of_device_has_the_name_of_a_role():
    assert not set(DeviceKind.values) & set(Role.values)


def test_a_name_that_stands_nowhere_is_closed_to_everybody(db):
    for role in Role:
        assert not may_open(make_staff(role=role), "nowhere")


def test_a_closed_account_opens_nothing_but_public_pages(db):
    member = make_staff(role=Role.ADMINISTRATOR, is_active=False)
    assert may_open(member, "home")
    assert not may_open(member, "preferences")
    assert not may_open(member, "staff_list")


def test_a_name_with_two_answers_is_a_mistake_of_the_code(monkeypatch):
    given = [page("a/", home, "home", PUBLIC), page("b/", home, "home", SIGNED_IN)]
    monkeypatch.setattr(addresses, "get_resolver", lambda: SimpleNamespace(url_patterns=given))
    with pytest.raises(ValueError, match="home"):
        access_map.__wrapped__()


def test_the_head_may_not_add_staff_and_a_clerk_of_any_window_may_not_see_them(client_of, head, other_clerk):
    assert client_of(head).get(reverse("staff_add")).status_code == 403
    assert client_of(other_clerk).get(reverse("staff_list")).status_code == 403


def test_the_administrator_does_not_change_letters(client_of, administrator):
    assert client_of(administrator).get(reverse("window_list")).status_code == 200
    assert client_of(administrator).get(reverse("window_letters")).status_code == 403


def test_a_refusal_is_a_page_of_ours(client_of, clerk):
    response = client_of(clerk).get(reverse("event_list"))
    assert "403.html" in [template.name for template in response.templates]


def test_nothing_of_the_sign_in_package_but_the_four_pages_has_an_address():
    mounted = {str(pattern.name) for pattern in patterns() if str(pattern.name).startswith("account_")}
    assert mounted == {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
    }


def test_the_top_bar_offers_only_what_opens(client_of, db):
    for role in Role:
        member: StaffMember = make_staff(role=role)
        response = client_of(member).get(reverse("preferences"))
        for link in response.context["navigation"]:
            assert client_of(member).get(link.url).status_code == 200, (role, link.url)
