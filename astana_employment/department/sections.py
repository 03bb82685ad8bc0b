"""The department's own pages as sections: the entry in the top bar, and the list beside each page."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import (
    NavigationItem,
    Section,
    pages_of,
    register_navigation,
)

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
    Section("profession_list", _("Professions"), ("profession_add", "profession_edit", "profession_close")),
    Section("series_list", _("Numbers"), ("series_start",)),
    Section(
        "import_list",
        _("Import"),
        ("import_bring", "import_detail", "import_take", "import_check", "import_discard"),
    ),
    Section("mail_list", _("Mail"), ("mail_give_up",)),
    Section("event_list", _("Event log")),
)

register_navigation(
    # For the chancellery, which has no other page of the department.
    NavigationItem("mail_list", _("Mail"), key="", position=85, pages=frozenset({"mail_give_up"})),
    NavigationItem(
        url_name="department",
        label=_("Department"),
        key="",
        position=90,
        pages=pages_of(SECTIONS),
    ),
)
