"""How a request is known to come from a device of the hall, and where each kind of device begins.

The mark is a signed cookie of its own, not a session: it outlives the night, and carries nobody's rights.
While a browser bears it, whoever else is signed in there is nobody.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from astana_employment.department.acts.devices import note_sighting
from astana_employment.department.addresses import start_pages
from astana_employment.department.models import DeviceKind, DeviceLink

COOKIE = "desk_device"
SALT = "device of the hall"
# Browsers keep no cookie longer; it is given anew while the device is in use.
KEPT_FOR = 400 * 24 * 3600


def start_page(link: DeviceLink) -> str:
    """Return the address at which a device begins."""
    return reverse(start_pages()[link.kind])


def kinds_in_use() -> list[tuple[str, str]]:
    """Return the kinds that have pages, with their names, for choosing among them."""
    return [(kind.value, str(kind.label)) for kind in DeviceKind if kind in start_pages()]


def device_of(request: HttpRequest) -> DeviceLink | None:
    """Return the link by which the asking browser is signed in as a device; None for every other browser."""
    return getattr(request, "device", None)


def the_device(request: HttpRequest) -> DeviceLink:
    """Return the link of the asking device; PermissionDenied for every other browser."""
    link = device_of(request)
    if link is None:
        raise PermissionDenied
    return link


def mark(response: HttpResponse, link: DeviceLink) -> None:
    """Sign the browser in as the device of a link."""
    response.set_signed_cookie(
        COOKIE,
        link.secret_sha256,
        salt=SALT,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def unmark(response: HttpResponse) -> None:
    """Take the mark from a browser; it is an ordinary one again."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _marked_link(request: HttpRequest) -> DeviceLink | None:
    """Return the link whose mark the browser bears, unless it was revoked."""
    secret_sha256 = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    if secret_sha256 is None:
        return None
    links = DeviceLink.objects.in_force().select_related("sighting")
    return links.filter(secret_sha256=secret_sha256).first()


class DeviceMiddleware:
    """Knows the devices of the hall by their mark, on every request anew; stands after the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a device is nobody else, note is taken of it, and its mark is kept fresh."""
        link = _marked_link(request) if COOKIE in request.COOKIES else None
        if link is None:
            return self.get_response(request)
        request.device = link  # type: ignore[attr-defined]
        request.user = AnonymousUser()
        is_noted = note_sighting(link)
        response = self.get_response(request)
        if is_noted and COOKIE not in response.cookies:
            mark(response, link)
        return response
