"""How staff sign in: our words, no sign-up, no e-mail, no hint which names exist."""

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.web.accounts import (
    DeskAccountAdapter,
    NewPasswordForm,
    PasswordOnceMoreForm,
    SignInForm,
)
from tests.factories import make_staff


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_nobody_signs_up_and_nothing_is_mailed(rf, mailoutbox):
    adapter = DeskAccountAdapter()
    assert not adapter.is_open_for_signup(rf.get("/"))
    adapter.send_mail("account/email/password_changed", "clerk@example.kz", {})
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        (lambda: SignInForm(), ["User name", "Password"]),
        (lambda: NewPasswordForm(), ["Present password", "New password", "New password once more"]),
        (lambda: PasswordOnceMoreForm(user=None), ["Password"]),
    ],
)
def test_the_forms_ask_in_our_words_without_repeating_them_in_the_field(form, labels):
    fields = form().fields.values()
    assert [str(field.label) for field in fields] == labels
    assert [field.widget.attrs.get("placeholder") for field in fields] == [None] * len(labels)


def test_everybody_comes_in_by_the_front_door(rf):
    adapter = DeskAccountAdapter()
    assert adapter.get_login_redirect_url(rf.get("/")) == reverse("home")
    assert adapter.get_password_change_redirect_url(rf.get("/")) == reverse("home")


def test_a_closed_account_is_answered_like_a_wrong_password(rf):
    response = DeskAccountAdapter().respond_user_inactive(rf.get("/"), None)
    assert response["Location"] == reverse("account_login")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["aigul", "AIGUL", " Aigul "])
def test_capitals_in_the_user_name_do_not_matter(client, settings, typed):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_staff(role="clerk", username="Aigul", password="Astana 2008")
    answer = client.post(reverse("account_login"), {"login": typed, "password": "Astana 2008"})
    assert answer["Location"] == reverse("home")
