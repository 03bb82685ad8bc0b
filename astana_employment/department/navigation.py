"""The top bar's entries. Each app registers its own in its `navigation.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from astana_employment.department.models import StaffMember
from astana_employment.department.permissions import may_open

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the top bar: where it leads, what it is called, its key, its place.

    `pages` are further URL names on which the entry is the current one.
    """

    url_name: str
    label: "_StrPromise"
    key: str
    position: int
    pages: frozenset[str] = frozenset()

    def is_current(self, url_name: str) -> bool:
        """Tell whether a page belongs to this entry."""
        return url_name == self.url_name or url_name in self.pages


@dataclass(frozen=True)
class NavigationLink:
    """An entry as one visitor sees it on one page."""

    url: str
    label: "_StrPromise"
    key: str
    is_current: bool


_items: list[NavigationItem] = []


def register_navigation(*items: NavigationItem) -> None:
    """Add entries to the top bar."""
    _items.extend(items)
    _items.sort(key=lambda item: item.position)


@dataclass(frozen=True)
class Section:
    """A page of an entry that has several, and the pages that are reached from it."""

    url_name: str
    label: "_StrPromise"
    pages: tuple[str, ...] = ()

    @property
    def all_pages(self) -> tuple[str, ...]:
        """The URL names on which the section is the current one."""
        return (self.url_name, *self.pages)


def pages_of(sections: Sequence[Section]) -> frozenset[str]:
    """Return the URL names of all sections, for the entry that leads to them."""
    return frozenset(name for section in sections for name in section.all_pages)


def section_links(request: HttpRequest, sections: Sequence[Section]) -> list[NavigationLink]:
    """Return the sections that the visitor may open, in their order; the current one is marked."""
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [
        NavigationLink(reverse(section.url_name), section.label, "", current in section.all_pages)
        for section in sections
        if may_open(request.user, section.url_name)
    ]


def links_for(request: HttpRequest) -> list[NavigationLink]:
    """Return the entries that the visitor may open, in their order; the current page's is marked.

    An entry that is a page of another one is left out for those who may open that one.
    """
    current = request.resolver_match.view_name if request.resolver_match else ""
    open_items = [item for item in _items if may_open(request.user, item.url_name)]
    return [
        NavigationLink(reverse(item.url_name), item.label, item.key, item.is_current(current))
        for item in open_items
        if not any(item.url_name in other.pages for other in open_items if other is not item)
    ]


def top_bar(request: HttpRequest) -> dict[str, Any]:
    """Return what every page of the staff knows: `navigation`, and `window` (None without a home window)."""
    user = getattr(request, "user", None)
    if not isinstance(user, StaffMember):
        return {"navigation": [], "window": None}
    return {"navigation": SimpleLazyObject(lambda: links_for(request)), "window": user.own_window}
