"""The indicators' entry in the top bar, and the pages beside each other behind it."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import (
    NavigationItem,
    Section,
    pages_of,
    register_navigation,
)

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
        pages=pages_of(SECTIONS),
    )
)
