"""The middleware that asks who may open a page before its view runs.

What a person may see of an object is checked where the object is loaded.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve

from astana_employment.department.addresses import (
    EVERYBODY,
    PUBLIC,
    SIGNED_IN,
    access_of,
    is_for_devices,
    signing_names,
)
from astana_employment.department.models import DeviceLink, StaffMember
from astana_employment.department.web.devices import device_of, start_page, unmark
from astana_employment.department.web.password import password_first


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
        """Let the view run, ask the visitor to sign in or for the password once more, or refuse."""
        match = request.resolver_match or resolve(request.path_info)
        device = device_of(request)
        if may_open(device or request.user, match.view_name):
            return password_first(request) if match.view_name in signing_names() else None
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
    response = render(request, "astana_employment/department/device_needed.html", status=403)
    unmark(response)
    return response
