"""Who may open the grounds found and the decisions on a registration; their entry in the top bar."""

from django.utils.translation import gettext_lazy as _

import registry.standing.panels  # noqa: F401  (puts the panel on the person's page)
from astana_employment.department.navigation import NavigationItem, register_navigation
from astana_employment.department.permissions import register_access, roles
from registry.people.loaders import VIEW_ROLES
from registry.standing.steps import DECIDERS

register_access(
    {
        "finding_list": DECIDERS,
        "finding_file": DECIDERS,
        "standing_decide": DECIDERS,
        "standing_finish": DECIDERS,
        "standing_detail": roles(*VIEW_ROLES),
        "standing_file": roles(*VIEW_ROLES),
    }
)
register_navigation(NavigationItem(url_name="finding_list", label=_("Grounds"), key="alt+6", position=35))
