"""The one-time link by which the first administrator of a new desk comes in."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from astana_employment.department.acts.staff import create_first_administrator, has_administrator
from astana_employment.department.forms.staff import WelcomeForm
from astana_employment.department.models import Role
from astana_employment.department.pages.replies import attempt, say, show_form
from astana_employment.department.posts import usual_posts
from astana_employment.department.web.submission import form_page, once

SALT = "first administrator"
VALID_SECONDS = 24 * 3600


def make_token() -> str:
    """Return the signed part of the link, good for a day."""
    return signing.dumps("welcome", salt=SALT)


def is_good(token: str) -> bool:
    """Tell whether a link may still be used: signed by us, younger than a day, no administrator yet."""
    try:
        signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return False
    return not has_administrator()


@form_page
@once
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a good link make their own account as the administrator."""
    template = "astana_employment/department/welcome.html"
    if not is_good(token):
        return render(request, "astana_employment/department/welcome_over.html", status=410)
    if request.method != "POST":
        return show_form(request, template, {"form": WelcomeForm()})
    form = WelcomeForm(request.POST)
    tried = attempt(
        form,
        lambda: create_first_administrator(
            fields={
                **{name: form.cleaned_data[name] for name in form.Meta.fields},
                **usual_posts(Role.ADMINISTRATOR),
            },
            password=form.cleaned_data["password"],
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    say(request, _("The account is made. Sign in with it."), form)
    return redirect("account_login")
