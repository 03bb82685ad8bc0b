"""Pages for what went wrong before a view could answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what the browser sent wrongly (a form without its key, a broken address)."""
    return render(request, "400.html", {"reason": str(exception)}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended or cookies are off: say so instead of a bare «forbidden»."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
