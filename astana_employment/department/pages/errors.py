"""Pages for what went wrong before a view could answer."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error as fault

from astana_employment.department.web.unanswered import RETRY_AFTER, unanswered
from astana_employment.toolbox.web.outage import is_outage


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what the browser sent wrongly (a form without its key, a broken address)."""
    return render(request, "400.html", {"reason": str(exception)}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended or cookies are off: say so instead of a bare «forbidden»."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the database is coming back (503), or that something went wrong (500).

    Django calls this while it handles the error. Neither page asks anything of request, session or database.
    """
    if not is_outage(sys.exception()):
        return fault(request)
    page = render_to_string("503.html", {"asked": unanswered(request)})
    # Said here, so that nobody outside asks who is signed in, which nobody can tell just now.
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store", "Content-Language": "kk, ru, en"}
    return HttpResponse(page, status=503, headers=headers)
