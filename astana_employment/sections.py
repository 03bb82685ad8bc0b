"""The department's own pages as sections: the entry in the top bar, and the list beside each page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astana_employment.navigation import NavigationItem, NavigationLink, register_navigation
from astana_employment.permissions import may_open

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Section:
    """A list and the pages that are reached from it."""

    url_name: str
    label: "_StrPromise"
    pages: tuple[str, ...] = ()


SECTIONS = (
    Section("department", _("Overview")),
    Section("staff_list", _("Staff"), ("staff_add", "staff_edit", "staff_password")),
    Section("delegation_list", _("Acting officers"), ("delegation_add", "delegation_revoke")),
    Section("window_list", _("Windows"), ("window_letters",)),
    Section(
        "device_list", _("Kiosks and displays"), ("device_add", "device_edit", "device_link", "device_revoke")
    ),
    Section("calendar", _("Working days"), ("calendar_confirm", "calendar_day", "calendar_day_unset")),
    Section(
        "standard_list", _("Editions of the standard"), ("standard_add", "standard_detail", "standard_edit")
    ),
    Section("series_list", _("Numbers"), ("series_start",)),
    Section("event_list", _("Event log")),
)

register_navigation(
    NavigationItem(
        url_name="department",
        label=_("Department"),
        key="",
        position=90,
        pages=frozenset(name for row in SECTIONS for name in (row.url_name, *row.pages)),
    )
)


def section_links(request: HttpRequest) -> list[NavigationLink]:
    """Return the sections that the visitor may open, the current one marked; none when it is only one."""
    current = request.resolver_match.view_name if request.resolver_match else ""
    links = [
        NavigationLink(reverse(row.url_name), row.label, "", current in (row.url_name, *row.pages))
        for row in SECTIONS
        if may_open(request.user, row.url_name)
    ]
    return links if len(links) > 1 else []
