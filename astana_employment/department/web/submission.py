"""Every POST acts once: the form key of the page is kept unique in the database."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import BadRequest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.models import FormSubmission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# The methods of a page with a form, which is no `ActView`: shown, and acted on when it is posted.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def form_key_of(request: HttpRequest) -> uuid.UUID:
    """Return the one-time key of a posted form; BadRequest (400) when it is missing or no key."""
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError as error:
        raise BadRequest(_("The form came without its key. Open the page again.")) from error


def _take(key: uuid.UUID, user_id: int | None) -> bool:
    """Take a key inside the transaction; waits for a twin that is still at work. False: it was used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO department_formsubmission (key, by_id, location) VALUES (%s, %s, '')"
            " ON CONFLICT (key) DO NOTHING RETURNING key",
            [key, user_id],
        )
        return cursor.fetchone() is not None


def once(view: View[P]) -> View[P]:
    """Run a POST and take its form key in one transaction; a repeat is led to the first one's answer.

    Only a redirect means that something was done: after any other answer all is rolled back, the
    key with it, so that the corrected form can be sent again.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = form_key_of(request)
        with transaction.atomic():
            if not _take(key, request.user.pk):
                return HttpResponseRedirect(FormSubmission.objects.get(key=key).location)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                FormSubmission.objects.filter(key=key).update(location=response.url)
            else:
                transaction.set_rollback(True)
        return response

    return wrapper
