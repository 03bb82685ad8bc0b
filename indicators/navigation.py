"""The indicators' entry in the top bar, and the pages beside each other behind it."""

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
    """A page of the indicators and the pages that are reached from it."""

    url_name: str
    label: "_StrPromise"
    pages: tuple[str, ...] = ()


SECTIONS = (
    Section(
        "report_list",
        _("Reports"),
        (
            "report_new",
            "report_detail",
            "report_issue",
            "report_move",
            "report_revise",
            "report_send",
            "dispatch_void",
        ),
    ),
    Section("indicator_dashboard", _("Running quarter"), ("indicator_cases",)),
    Section("target_list", _("Values of Annex 3"), ("target_add", "target_edit")),
    Section("publication_list", _("Mass media"), ("publication_add", "publication_void")),
    Section("survey_results", _("Surveys"), ("survey_slips", "survey_complainant", "slips_void")),
    Section(
        "information_list",
        _("Published information"),
        ("information_item", "information_publish_all", "information_override"),
    ),
    Section("indicator_method", _("How it is measured")),
)

register_navigation(
    NavigationItem(
        url_name="report_list",
        label=_("Indicators"),
        key="",
        position=60,
        pages=frozenset(name for row in SECTIONS for name in (row.url_name, *row.pages)),
    )
)


def section_links(request: HttpRequest) -> list[NavigationLink]:
    """Return the pages that the visitor may open, the current one marked."""
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [
        NavigationLink(reverse(row.url_name), row.label, "", current in (row.url_name, *row.pages))
        for row in SECTIONS
        if may_open(request.user, row.url_name)
    ]
