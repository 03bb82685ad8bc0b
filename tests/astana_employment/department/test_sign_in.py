"""Signing in: guessing is locked out, the session changes its name, a closed account stays out."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from astana_employment.settings import PASSWORD_HASHERS as OUR_HASHERS
from tests.factories import make_staff

PASSWORD = "терезе-мен-есік-42"

pytestmark = pytest.mark.usefixtures("_fast_passwords")


@pytest.fixture(autouse=True)
def _no_memory():
    """Forget the attempts that other tests made from the same address."""
    cache.clear()


@pytest.fixture
def clerk(db):
    return make_staff(role="clerk", username="aigul", password=PASSWORD, language="en")


def test_passwords_are_kept_as_argon2(db, settings):
    assert settings.PASSWORD_HASHERS != OUR_HASHERS
    settings.PASSWORD_HASHERS = OUR_HASHERS
    member = make_staff(role="clerk", password=PASSWORD)
    assert member.password.startswith("argon2$argon2id$")
    assert member.check_password(PASSWORD)
    assert not member.check_password(PASSWORD + "1")


def sign_in(client, login="aigul", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def test_the_right_password_opens_the_desk(clerk, client):
    response = sign_in(client)
    assert response["Location"] == reverse("home")
    assert client.get(reverse("preferences")).status_code == 200


def test_after_signing_in_one_comes_where_one_wanted_to_go(clerk, client):
    page = client.get(reverse("preferences"))["Location"]
    response = client.post(page, {"login": "aigul", "password": PASSWORD, "next": reverse("preferences")})
    assert response["Location"] == reverse("preferences")


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(clerk, client):
    client.cookies["desk_language"] = "en"
    texts = [
        sign_in(client, login="aigul", password="wrong-one-1").context["form"].errors,
        sign_in(client, login="nobody", password="wrong-one-1").context["form"].errors,
    ]
    assert texts[0] == texts[1]
    assert texts[0]


def test_five_wrong_passwords_lock_the_sign_in_and_the_right_one_does_not_help(clerk, client):
    for _number in range(4):
        assert sign_in(client, password="wrong-one-1").status_code == 200
    locked = sign_in(client, password="wrong-one-1")
    assert locked.status_code == 429
    assert "account/locked.html" in [template.name for template in locked.templates]
    assert sign_in(client).status_code == 429
    assert client.get(reverse("preferences")).status_code == 302


def test_behind_the_proxy_a_strangers_guesses_lock_out_the_stranger_alone(clerk, client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    login = {"login": "aigul", "password": "wrong-one-1"}
    for number in range(5):
        # All but the last address is what the stranger wrote.
        header = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        answer = client.post(reverse("account_login"), login, headers=header)
    assert answer.status_code == 429
    right = {"login": "aigul", "password": PASSWORD}
    header = {"X-Forwarded-For": "198.51.100.8"}
    assert client.post(reverse("account_login"), right, headers=header).status_code == 302


def test_behind_the_proxy_an_address_that_is_none_is_answered(clerk, client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    login = {"login": "aigul", "password": "wrong-one-1"}
    answer = client.post(reverse("account_login"), login, headers={"X-Forwarded-For": "unknown\x7f"})
    assert answer.status_code == 200


def test_the_lock_ends_after_a_quarter_of_an_hour(clerk, client, time_machine):
    time_machine.move_to("2026-03-02T05:00:00Z", tick=False)
    for _number in range(5):
        sign_in(client, password="wrong-one-1")
    time_machine.move_to("2026-03-02T05:14:00Z", tick=False)
    assert sign_in(client).status_code == 429
    cache.clear()
    time_machine.move_to("2026-03-02T05:30:00Z", tick=False)
    assert sign_in(client).status_code == 302


def test_the_lock_is_one_persons_and_not_the_windows(clerk, client):
    make_staff(role="clerk", username="daniyar", password=PASSWORD)
    for _number in range(5):
        sign_in(client, password="wrong-one-1")
    cache.clear()
    assert sign_in(client, login="daniyar").status_code == 302


def test_the_session_gets_a_new_name_when_one_signs_in(clerk, client):
    client.get(reverse("home"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client)
    assert client.cookies["sessionid"].value != planted


def test_a_closed_account_stays_out(clerk, client):
    clerk.is_active = False
    clerk.save()
    sign_in(client)
    assert client.get(reverse("preferences")).status_code == 302


def test_signing_out_takes_a_post(clerk, client):
    sign_in(client)
    client.get(reverse("account_logout"))
    assert client.get(reverse("preferences")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("preferences")).status_code == 302


@pytest.mark.parametrize(
    "path", ["/signup/", "/accounts/login/", "/sign-up/", "/password/reset/", "/email/", "/admin/"]
)
def test_there_is_no_other_door(client, db, path):
    assert client.get(path).status_code == 404
