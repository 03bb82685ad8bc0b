"""The registry's entry in the top bar."""

from django.utils.translation import gettext_lazy as _

from astana_employment.navigation import NavigationItem, register_navigation

register_navigation(NavigationItem(url_name="desk", label=_("Desk"), key="alt+1", position=10))
