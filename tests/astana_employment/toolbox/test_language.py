"""The language of the screen: one's own setting, else the cookie, else Kazakh; never the browser's wish."""

import pytest
from django.urls import reverse

from tests.factories import form_key, make_staff


@pytest.mark.parametrize("wished", ["en-US,en;q=0.9", "ru"])
def test_a_visitor_sees_kazakh_whatever_the_browser_wishes(db, client, wished):
    response = client.get(reverse("home"), headers={"accept-language": wished})
    assert response["Content-Language"] == "kk"
    assert '<html lang="kk">' in response.text


def test_a_visitor_keeps_the_language_chosen(db, client):
    response = client.post(reverse("set_language"), {"language": "ru", "next": reverse("home")})
    assert response["Location"] == reverse("home")
    cookie = response.cookies["desk_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.get(reverse("home"))["Content-Language"] == "ru"


def test_a_member_of_staff_has_it_on_the_record_and_on_every_computer(db, client_of):
    clerk = make_staff(role="clerk")
    client_of(clerk).post(reverse("set_language"), {"language": "en"})
    clerk.refresh_from_db()
    assert clerk.language == "en"
    assert client_of(clerk).get(reverse("preferences"))["Content-Language"] == "en"


def test_the_own_setting_is_stronger_than_the_cookie(db, client_of):
    browser = client_of(make_staff(role="clerk", language="ru"))
    browser.cookies["desk_language"] = "en"
    assert browser.get(reverse("preferences"))["Content-Language"] == "ru"


@pytest.mark.parametrize("wrong", ["de", "", "kk'--", "../x"])
def test_an_unknown_language_is_kazakh(db, client, wrong):
    client.cookies["desk_language"] = wrong
    assert client.get(reverse("home"))["Content-Language"] == "kk"
    assert client.post(reverse("set_language"), {"language": wrong}).cookies["desk_language"].value == "kk"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_choosing_a_language_never_leads_to_another_site(db, client, elsewhere):
    response = client.post(reverse("set_language"), {"language": "ru", "next": elsewhere})
    assert response["Location"] == "/"


def test_the_language_is_not_chosen_by_a_mere_visit(db, client):
    assert client.get(reverse("set_language")).status_code == 405


def test_preferences_save_the_language_and_answer_in_it(db, client_of):
    clerk = make_staff(role="clerk", language="kk")
    browser = client_of(clerk)
    data = {"language": "en", "has_shortcuts": "", **form_key()}
    response = browser.post(reverse("preferences"), data, follow=True)
    assert "Your settings are saved." in response.text
    clerk.refresh_from_db()
    assert (clerk.language, clerk.has_shortcuts, clerk.version) == ("en", False, 1)
    assert 'data-shortcuts="off"' in response.text


def test_preferences_refuse_an_unknown_language(db, client_of):
    clerk = make_staff(role="clerk", language="en")
    response = client_of(clerk).post(reverse("preferences"), {"language": "de", **form_key()})
    assert response.status_code == 422
    assert "Select a valid choice" in response.text
    clerk.refresh_from_db()
    assert clerk.language == "en"
