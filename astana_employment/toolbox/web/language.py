"""The language of the screen: the person's own setting, else the cookie, else Kazakh.

The browser's wish is left out on purpose: an English browser must not mix English into the lobby.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language_of(request: HttpRequest) -> str:
    """Return the language code («kk», «ru», «en») to answer a request in."""
    if request.user.is_authenticated:
        return str(request.user.language)
    wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wished if wished in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Activates the language of each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the visitor's language and say so in the header."""
        code = language_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response
