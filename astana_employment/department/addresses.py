"""An address with who may open it: one line of a room's `access.py`; what has no line is closed.

The list of addresses that Django serves is the only register: who may open a page is read from it, so a
page cannot be served without having been given to somebody.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.views import View

from astana_employment.department.models import DeviceKind


class Audience(Enum):
    """Pages that ask for no role."""

    EVERYBODY = "everybody, the devices of the hall too"
    PUBLIC = "everybody, without signing in; no device of the hall"
    SIGNED_IN = "every member of staff"


Access = Audience | frozenset[str]
EVERYBODY = Audience.EVERYBODY
PUBLIC = Audience.PUBLIC
SIGNED_IN = Audience.SIGNED_IN


def roles(*names: str) -> frozenset[str]:
    """Return the access of a page that these roles may open."""
    return frozenset(names)


def devices(*kinds: DeviceKind) -> frozenset[str]:
    """Return the access of a page that devices of these kinds may open, and no member of staff."""
    return frozenset(kind.value for kind in kinds)


class Page(URLPattern):
    """An address of the desk: its view, its name, who may open it, which device begins there, if it signs."""

    access: Access
    starts: DeviceKind | None
    signs: bool


def page(
    route: str,
    view: Callable[..., HttpResponseBase] | type[View],
    name: str,
    access: Access,
    *,
    starts: DeviceKind | None = None,
    signs: bool = False,
) -> Page:
    """Return the address of a view with who may open it; `starts` makes it the first page of a device.

    `signs` asks for the password again before a form posted there is acted on: it leads to a signature.
    """
    callback = view.as_view() if isinstance(view, type) and issubclass(view, View) else view
    made = Page(RoutePattern(route, name=name, is_endpoint=True), callback, None, name)
    made.access, made.starts, made.signs = access, starts, signs
    return made


def _pages(patterns: list[Any]) -> Iterator[Page]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _pages(each.url_patterns)
        else:
            yield each


@cache
def access_map() -> dict[str, Access]:
    """Return who may open each URL name; a name with two answers is a mistake in the code (ValueError)."""
    found: dict[str, Access] = {}
    for each in _pages(get_resolver().url_patterns):
        if found.setdefault(str(each.name), each.access) != each.access:
            raise ValueError(f"two answers to who may open {each.name}")
    return found


@cache
def start_pages() -> dict[str, str]:
    """Return the URL name with which the devices of each kind begin."""
    pages = _pages(get_resolver().url_patterns)
    return {each.starts.value: str(each.name) for each in pages if each.starts is not None}


@cache
def signing_names() -> frozenset[str]:
    """Return the URL names whose forms lead to a signature."""
    return frozenset(str(each.name) for each in _pages(get_resolver().url_patterns) if each.signs)


def access_of(url_name: str) -> Access | None:
    """Return who may open a URL name; None means that nobody may."""
    return access_map().get(url_name)


def is_for_devices(access: Access | None) -> bool:
    """Tell whether a page is one of a device of the hall."""
    return isinstance(access, frozenset) and bool(access & set(DeviceKind.values))
