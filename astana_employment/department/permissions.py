"""Who may open which URL, by URL name; what stands nowhere is closed.

Each app says in its own `permissions.py` which roles, or which kinds of devices of the hall, open its URL
names. The middleware asks here before a view runs. What a person may see of an object is checked where the
object is loaded.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve

from astana_employment.department.models import DeviceKind, DeviceLink, Role, StaffMember
from astana_employment.department.web.devices import device_of, start_page, unmark


class Audience(Enum):
    """Pages that ask for no role."""

    EVERYBODY = "everybody, the devices of the hall too"
    PUBLIC = "everybody, without signing in; no device of the hall"
    SIGNED_IN = "every member of staff"


Access = Audience | frozenset[str]
EVERYBODY = Audience.EVERYBODY
PUBLIC = Audience.PUBLIC
SIGNED_IN = Audience.SIGNED_IN

_access: dict[str, Access] = {}


def roles(*names: str) -> frozenset[str]:
    """Return the access of a page that these roles may open."""
    return frozenset(names)


def devices(*kinds: DeviceKind) -> frozenset[str]:
    """Return the access of a page that devices of these kinds may open, and no member of staff."""
    return frozenset(kind.value for kind in kinds)


def register_access(access: dict[str, Access]) -> None:
    """Add URL names with who may open them; a name given twice is a mistake in the code."""
    doubled = _access.keys() & access.keys()
    if doubled:
        raise ValueError(f"access given twice: {sorted(doubled)}")
    _access.update(access)


def access_of(url_name: str) -> Access | None:
    """Return who may open a URL name; None means that nobody may."""
    return _access.get(url_name)


def is_for_devices(access: Access | None) -> bool:
    """Tell whether a page is one of a device of the hall."""
    return isinstance(access, frozenset) and bool(access & set(DeviceKind.values))


def may_open(visitor: Any, url_name: str) -> bool:
    """Tell whether a visitor, somebody at a browser or a device of the hall, may open a URL name's pages."""
    access = access_of(url_name)
    if access is EVERYBODY:
        return True
    if isinstance(visitor, DeviceLink):
        return isinstance(access, frozenset) and visitor.kind in access
    if access is PUBLIC:
        return True
    if not isinstance(visitor, StaffMember) or not visitor.is_active or access is None:
        return False
    return access is SIGNED_IN or bool(visitor.roles & access)  # type: ignore[operator]


class PermissionMiddleware:
    """Refuses every view whose URL name the visitor may not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check is in `process_view`, when the URL name is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Let the view run, ask the visitor to sign in, or refuse."""
        match = request.resolver_match or resolve(request.path_info)
        device = device_of(request)
        if may_open(device or request.user, match.view_name):
            return None
        if device is not None:
            return _lead_back(request, device)
        if is_for_devices(access_of(match.view_name)):
            return _no_device(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied


def _lead_back(request: HttpRequest, device: DeviceLink) -> HttpResponse:
    """Lead a device that went astray to its first page: nobody in the hall could get it off a refusal."""
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(start_page(device))
    raise PermissionDenied


def _no_device(request: HttpRequest) -> HttpResponse:
    """Say that this browser is no device of the hall, or none any more."""
    response = render(request, "public/device_needed.html", status=403)
    unmark(response)
    return response


ADMINISTRATOR = roles(Role.ADMINISTRATOR)
HEAD = roles(Role.HEAD_OF_DIVISION)
HEAD_OR_ADMINISTRATOR = roles(Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
MAIL = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)

register_access(
    {
        "home": PUBLIC,
        "set_language": EVERYBODY,
        "health": PUBLIC,
        "account_login": PUBLIC,
        "account_logout": SIGNED_IN,
        "account_change_password": SIGNED_IN,
        "account_reauthenticate": SIGNED_IN,
        "welcome": PUBLIC,
        "department": HEAD_OR_ADMINISTRATOR,
        "staff_list": HEAD_OR_ADMINISTRATOR,
        "staff_add": ADMINISTRATOR,
        "staff_edit": ADMINISTRATOR,
        "staff_password": ADMINISTRATOR,
        "preferences": SIGNED_IN,
        "delegation_list": HEAD_OR_ADMINISTRATOR,
        "delegation_add": HEAD_OR_ADMINISTRATOR,
        "delegation_revoke": HEAD_OR_ADMINISTRATOR,
        "window_list": HEAD_OR_ADMINISTRATOR,
        "window_letters": HEAD,
        "device_list": HEAD_OR_ADMINISTRATOR,
        "device_add": HEAD_OR_ADMINISTRATOR,
        "device_edit": HEAD_OR_ADMINISTRATOR,
        "device_link": HEAD_OR_ADMINISTRATOR,
        "device_revoke": HEAD_OR_ADMINISTRATOR,
        "device_open": EVERYBODY,
        "calendar": HEAD_OR_ADMINISTRATOR,
        "calendar_confirm": HEAD_OR_ADMINISTRATOR,
        "calendar_day": HEAD_OR_ADMINISTRATOR,
        "calendar_day_unset": HEAD_OR_ADMINISTRATOR,
        "standard_list": SIGNED_IN,
        "standard_detail": SIGNED_IN,
        "standard_add": HEAD_OR_ADMINISTRATOR,
        "standard_edit": HEAD_OR_ADMINISTRATOR,
        "series_list": HEAD_OR_ADMINISTRATOR,
        "series_start": HEAD_OR_ADMINISTRATOR,
        "event_list": HEAD_OR_ADMINISTRATOR,
        "mail_list": MAIL,
        "mail_retry": MAIL,
        "mail_give_up": MAIL,
    }
)
