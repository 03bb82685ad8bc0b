"""Whoever signs gives the password again if it was last given too long ago (decision 0005).

`signs=True` beside an address asks for it; what was pressed or typed there stands on the page afterwards.
"""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

# Where a session keeps what was typed: the path and the form, until the page is opened again.
_TYPED = "typed_before_password"


def password_given_recently(request: HttpRequest) -> bool:
    """Tell whether the visitor gave the password, signing in or since, within the last ten minutes."""
    records = get_authentication_records(request, request.user)
    given = [record["at"] for record in records if record.get("method") == "password"]
    age = timezone.now().timestamp() - max(given, default=0)
    return bool(0 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def ask_password(back: str) -> HttpResponse:
    """Lead to the page that asks for the password, and from there to the address `back`."""
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


def password_first(request: HttpRequest) -> HttpResponse | None:
    """Ask for the password before a form that signs is acted on; None when it may be.

    Afterwards the address is opened with GET: it shows the form as it was typed, or leads to the page of the
    button. Nothing is signed by the password itself.
    """
    if request.method == "POST":
        if password_given_recently(request):
            return None
        request.session[_TYPED] = [request.path, request.POST.urlencode()]
        return ask_password(request.get_full_path())
    path, typed = request.session.get(_TYPED, ["", ""])
    if path == request.path:
        del request.session[_TYPED]
        request.POST = QueryDict(typed)
        messages.info(request, _("Your choice was kept. Sign it now."))
    return None
