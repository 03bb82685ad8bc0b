"""The public check of a paper, by the address in its QR code or by the code typed in."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from astana_employment.toolbox.web.visitors import address_of, visitor_key
from certificates.acts.checking import WINDOW, TooManyChecks, check_paper

TEMPLATE = "certificates/check.html"


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or answer for the one in the address."""
    code = request.GET.get("code", "")[:80]
    if not code.strip():
        return _private(render(request, TEMPLATE, {"host": _host(), "code": ""}))
    return _answer(request, code=code)


@require_safe
def check_address(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer for the paper whose QR code led here."""
    return _answer(request, public_id=public_id)


def _answer(request: HttpRequest, *, public_id: UUID | None = None, code: str = "") -> HttpResponse:
    """Say what a paper is worth; nothing of a paper, and always the same words, for a wrong code (404)."""
    context: dict[str, Any] = {"host": _host(), "code": code}
    try:
        found = check_paper(visitor=visitor_key(address_of(request)), public_id=public_id, code=code)
    except TooManyChecks:
        response = render(request, TEMPLATE, {**context, "is_stopped": True}, status=429)
        response["Retry-After"] = str(int(WINDOW.total_seconds()))
        return _private(response)
    context |= {"is_answered": True, "found": found}
    return _private(render(request, TEMPLATE, context, status=200 if found else 404))


def _host() -> str:
    return str(settings.PUBLIC_URL).partition("://")[2]


def _private(response: HttpResponse) -> HttpResponse:
    """Keep answers out of search engines and caches."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
