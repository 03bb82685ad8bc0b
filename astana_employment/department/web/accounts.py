"""How staff sign in: by user name and password only, nobody signs up, nothing is sent by e-mail."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _reword(form: Form, labels: dict[str, Any]) -> None:
    """Give the fields our words, without the placeholders that only repeat the labels."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]  # django-allauth has no types
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self, {"login": _("User name"), "password": _("Password")})
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false", autofocus=True)

    def clean_login(self) -> str:
        """Return the name in small letters, as it is kept; so one name is one count of wrong guesses, too."""
        return str(super().clean_login()).lower()


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("New password"),
            "password2": _("New password once more"),
        }
        _reword(self, labels)


class PasswordOnceMoreForm(ReauthenticateForm):  # type: ignore[misc]
    """The password again before something that binds the department."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self, {"password": _("Password")})
        self.fields["password"].widget.attrs["autofocus"] = True


class DeskAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # django-allauth has no types
    """Narrows django-allauth to what the desk needs; the rest of it has no address here."""

    # In our own words, because django-allauth speaks no Kazakh.
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the administrator of the desk."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many wrong passwords. Try again in a few minutes."),
        "username_password_mismatch": _("The user name or the password is wrong."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return False: the administrator makes the accounts."""
        return False

    def send_mail(self, _template_prefix: str, _email: str, _context: dict[str, Any]) -> None:
        """Send nothing: staff have no e-mail address here, and the desk reaches no network."""

    def get_login_redirect_url(self, _request: HttpRequest) -> str:
        """Return the front door, which leads each role to the first page of its work."""
        return reverse("home")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Return the front door: after a new password one goes back to work."""
        return reverse("home")

    def respond_user_inactive(self, _request: HttpRequest, _user: Any) -> HttpResponse:
        """Lead back to the sign-in; a page of its own would tell strangers which names exist."""
        return redirect("account_login")
