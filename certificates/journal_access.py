"""Who may open the journals, and their entry in the top bar."""

from django.utils.translation import gettext_lazy as _

from astana_employment.department.navigation import NavigationItem, register_navigation
from astana_employment.department.permissions import register_access, roles
from registry.people.loaders import VIEW_ROLES

register_access({"journals": roles(*VIEW_ROLES), "journal_file": roles(*VIEW_ROLES)})
register_navigation(NavigationItem(url_name="journals", label=_("Journals"), key="alt+5", position=40))
