"""Links of kiosks and displays: shown once, good for the pages of their kind, revoked at once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from astana_employment.department.acts.devices import (
    change_device_link,
    note_sighting,
    revoke_device_link,
)
from astana_employment.department.models import DeviceLink, DeviceSighting, Event, StaffMember
from astana_employment.department.web.devices import COOKIE
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from tests.astana_employment.department.devices import device_browser, make_link, open_in
from tests.factories import form_key

pytestmark = pytest.mark.django_db

NEW = {
    "kind": "display",
    "place": "Терезелер үстінде",
    "has_chime": "on",
    "speaks_kk": "on",
    "has_printer": "on",
}


@pytest.fixture
def office(client_of, administrator):
    """The administrator's browser, in English."""
    StaffMember.objects.filter(pk=administrator.pk).update(language="en")
    administrator.refresh_from_db()
    return client_of(administrator)


def add(office, **changed):
    return office.post(reverse("device_add"), {**NEW, **changed, **form_key()})


def shown_address(office, response):
    return office.get(response["Location"]).context["address"]


# --- making --------------------------------------------------------------------------------------
def test_a_link_is_made_and_shown_once(office):
    response = add(office)
    address = shown_address(office, response)
    assert address.startswith(f"{settings.PUBLIC_URL}/device/")
    again = office.get(response["Location"])
    assert again.status_code == 410
    assert address not in again.text


def test_the_secret_is_stored_nowhere(office):
    secret = shown_address(office, add(office)).rstrip("/").rpartition("/")[2]
    link = DeviceLink.objects.get()
    stored = [str(value) for value in DeviceLink.objects.values_list().get()]
    stored += [str(row) for row in Event.objects.values_list()]
    stored += [str(dict(office.session))]
    assert not any(secret in text for text in stored)
    assert len(link.secret_sha256) == 64


def test_another_link_does_not_show_the_secret_of_the_last_one(office, administrator):
    other, _secret = make_link("kiosk", by=administrator)
    add(office)
    assert office.get(reverse("device_link", args=[other.pk])).status_code == 410


def test_a_device_has_the_switches_of_its_kind_only(office):
    add(office)
    link = DeviceLink.objects.get()
    assert (link.has_chime, link.speaks_kk, link.speaks_ru, link.has_printer) == (True, True, False, False)


def test_two_devices_of_a_kind_have_two_names_until_one_is_revoked(office, administrator):
    add(office)
    response = add(office)
    assert response.status_code == 422
    assert response.context["form"].errors["place"]
    revoke_device_link(link=DeviceLink.objects.get(), reason="ескі", by=administrator)
    assert add(office).status_code == 302


@pytest.mark.parametrize(("field", "value"), [("kind", "fridge"), ("kind", ""), ("place", " ")])
def test_a_wrong_kind_or_no_name_is_told_beside_the_field(office, field, value):
    response = add(office, **{field: value})
    assert response.status_code == 422
    assert response.context["form"].errors[field]


# --- opening -------------------------------------------------------------------------------------
def test_looking_at_the_link_signs_nothing_in(client):
    link, secret = make_link("kiosk")
    response = client.get(reverse("device_open", args=[secret]))
    assert response.status_code == 200
    assert COOKIE not in response.cookies
    assert DeviceLink.objects.get(pk=link.pk).opened_at is None


def test_the_device_begins_with_the_first_page_of_its_kind(client):
    link, secret = make_link("display")
    response = open_in(client, secret)
    assert (response.status_code, response["Location"]) == (302, reverse("wall"))
    assert client.get(reverse("wall")).status_code == 200
    assert Event.objects.filter(verb="device.opened", subject_id=link.pk, by=None).exists()


def test_a_secret_may_be_typed_small_and_without_hyphens(client):
    _link, secret = make_link("kiosk")
    assert open_in(client, secret.replace("-", "").lower())["Location"] == reverse("kiosk")


def test_a_second_press_gets_the_mark_as_well():
    link, secret = make_link("kiosk")
    key = form_key()
    first, second = (Client().post(reverse("device_open", args=[secret]), key) for _once in range(2))
    assert first.cookies[COOKIE].value
    assert second.cookies[COOKIE].value
    assert second["Location"] == reverse("kiosk")
    assert Event.objects.filter(verb="device.opened", subject_id=link.pk).count() == 1


@pytest.mark.parametrize("secret", ["AAAAA-AAAAA-AAAAA-AAAAA", "x", "Ә"])
def test_a_wrong_secret_opens_nothing(client, secret):
    response = open_in(client, secret)
    assert response.status_code == 410
    assert COOKIE not in response.cookies


def test_a_link_opens_for_a_day(client):
    link, secret = make_link("kiosk")
    DeviceLink.objects.filter(pk=link.pk).update(made_at=now() - timedelta(hours=24, seconds=1))
    assert open_in(client, secret).status_code == 410


def test_a_device_signed_in_once_stays_so_after_the_day():
    browser, link = device_browser("kiosk")
    DeviceLink.objects.filter(pk=link.pk).update(made_at=now() - timedelta(days=300))
    assert browser.get(reverse("kiosk")).status_code == 200


def test_the_mark_outlives_the_browser_and_is_hidden_from_scripts(client):
    _link, secret = make_link("kiosk")
    cookie = open_in(client, secret).cookies[COOKIE]
    assert cookie["max-age"] == 400 * 24 * 3600
    assert cookie["httponly"]
    assert secret not in cookie.value


def test_a_mark_that_somebody_wrote_by_hand_is_none(client):
    link, secret = make_link("kiosk")
    for value in (link.secret_sha256, f"{link.secret_sha256}:x:y", secret):
        client.cookies[COOKIE] = value
        assert client.get(reverse("kiosk")).status_code == 403


# --- no rights of staff --------------------------------------------------------------------------
def test_opening_a_link_signs_the_staff_of_that_browser_out(client_of, administrator):
    browser = client_of(administrator)
    _link, secret = make_link("kiosk", by=administrator)
    open_in(browser, secret)
    assert "_auth_user_id" not in browser.session
    response = browser.get(reverse("staff_list"))
    assert (response.status_code, response["Location"]) == (302, reverse("kiosk"))


def test_a_browser_with_a_mark_has_nobodys_rights_even_with_a_session(client_of, administrator):
    browser = client_of(administrator)
    device, _link = device_browser("kiosk")
    browser.cookies[COOKIE] = device.cookies[COOKIE].value
    assert browser.get(reverse("staff_list"))["Location"] == reverse("kiosk")
    assert browser.post(reverse("staff_add"), form_key()).status_code == 403
    assert not browser.get(reverse("kiosk")).wsgi_request.user.is_authenticated


def test_nobody_signs_in_on_a_device():
    browser, _link = device_browser("display")
    assert browser.get(reverse("account_login"))["Location"] == reverse("wall")
    assert browser.post(reverse("account_login"), {"login": "a", "password": "b"}).status_code == 403


def test_a_device_may_change_its_language():
    browser, _link = device_browser("kiosk")
    browser.post(reverse("set_language"), {"language": "ru", "next": reverse("kiosk")})
    assert browser.get(reverse("kiosk"))["Content-Language"] == "ru"


def test_a_device_can_become_another_by_another_link():
    browser, _link = device_browser("kiosk")
    _other, secret = make_link("display")
    open_in(browser, secret)
    assert browser.get(reverse("wall")).status_code == 200
    assert browser.get(reverse("kiosk"))["Location"] == reverse("wall")


# --- revoking, changing, seeing ------------------------------------------------------------------
def test_a_revoked_device_is_out_at_its_next_question(office):
    browser, link = device_browser("kiosk")
    response = office.post(reverse("device_revoke", args=[link.pk]), {"reason": "ұрланды", **form_key()})
    assert response.status_code == 302
    refused = browser.get(reverse("kiosk"))
    assert refused.status_code == 403
    assert refused.cookies[COOKIE].value == ""
    assert "astana_employment/department/device_needed.html" in [
        template.name for template in refused.templates
    ]
    assert Event.objects.get(verb="device.revoked").reason == "ұрланды"


def test_the_neighbour_of_a_revoked_device_goes_on(administrator):
    (revoked, link), (other, _link) = device_browser("kiosk"), device_browser("kiosk")
    revoke_device_link(link=link, reason="ескі", by=administrator)
    assert revoked.get(reverse("kiosk")).status_code == 403
    assert other.get(reverse("kiosk")).status_code == 200


def test_a_revoked_link_neither_opens_nor_changes_nor_is_revoked_again(client, administrator):
    link, secret = make_link("kiosk", by=administrator)
    revoke_device_link(link=link, reason="ескі", by=administrator)
    assert open_in(client, secret).status_code == 410
    with pytest.raises(RuleViolation):
        revoke_device_link(link=link, reason="ескі", by=administrator)
    with pytest.raises(RuleViolation):
        change_device_link(link=link, version=1, changes={"place": "Ж"}, by=administrator)


def test_the_switches_are_changed_and_logged(office):
    link, _secret = make_link("display")
    data = {"version": 1, "place": link.place, "speaks_ru": "on", **form_key()}
    assert office.post(reverse("device_edit", args=[link.pk]), data).status_code == 302
    link.refresh_from_db()
    assert (link.speaks_ru, link.version) == (True, 2)
    assert Event.objects.get(verb="device.changed").after == {"speaks_ru": True}


def test_nothing_changed_is_no_event(administrator):
    link, _secret = make_link("display", by=administrator)
    change_device_link(link=link, version=1, changes={"place": link.place}, by=administrator)
    assert not Event.objects.filter(verb="device.changed").exists()


def test_two_administrators_do_not_overwrite_each_other(office, administrator):
    link, _secret = make_link("display", by=administrator)
    change_device_link(link=link, version=1, changes={"place": "Ж"}, by=administrator)
    with pytest.raises(StaleRecord):
        change_device_link(link=link, version=1, changes={"place": "З"}, by=administrator)
    data = {"version": 1, "place": "З", **form_key()}
    response = office.post(reverse("device_edit", args=[link.pk]), data)
    assert response.status_code == 409
    assert 'value="З"' in response.text


def test_it_is_seen_when_a_device_was_last_there(office):
    _browser, link = device_browser("kiosk")
    assert "never" in office.get(reverse("device_list")).text
    _browser.get(reverse("kiosk"))
    seen = DeviceSighting.objects.get(link=link).seen_at
    _browser.get(reverse("kiosk"))
    assert DeviceSighting.objects.get(link=link).seen_at == seen
    rows = office.get(reverse("device_list")).context["table"].shown
    assert [row[1].seen_at for row in rows] == [seen]


def test_a_sighting_is_noted_once_a_minute():
    _browser, link = device_browser("kiosk")
    assert note_sighting(link)
    DeviceSighting.objects.update(seen_at=now() - timedelta(seconds=61))
    assert note_sighting(DeviceLink.objects.select_related("sighting").get())
    assert not note_sighting(DeviceLink.objects.select_related("sighting").get())


def test_the_list_tells_the_states(office, administrator):
    device_browser("kiosk")
    make_link("kiosk", by=administrator)
    over, _secret = make_link("display", by=administrator)
    DeviceLink.objects.filter(pk=over.pk).update(made_at=now() - timedelta(days=2))
    revoked, _secret = make_link("display", by=administrator)
    revoke_device_link(link=revoked, reason="ескі", by=administrator)
    states = {state for *_row, state, _tone in office.get(reverse("device_list")).context["table"].shown}
    assert states == {"signed in", "link not opened yet", "never opened, over", "revoked"}


def test_an_empty_list_says_what_to_do(office):
    assert "No device has a link yet." in office.get(reverse("device_list")).text


def test_the_list_has_a_constant_number_of_queries(office, administrator, django_assert_num_queries):
    for _number in range(55):
        make_link("kiosk", by=administrator)
    # session, user, delegations of the user, the count, the page
    with django_assert_num_queries(5):
        response = office.get(reverse("device_list"))
    assert len(response.context["table"].shown) == 50


def test_the_head_of_division_makes_links_and_a_clerk_does_not(client_of, head, clerk):
    assert add(client_of(head)).status_code == 302
    assert add(client_of(clerk)).status_code == 403
