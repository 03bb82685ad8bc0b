"""The ground floor as a Django app; its tables begin with `department_`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DepartmentConfig(AppConfig):
    """Loads what each app says of itself: names of events, entries of the top bar, panels."""

    name = "astana_employment.department"
    label = "department"
    verbose_name = _("Department")

    def ready(self) -> None:
        """Collect each app's `verbs.py`, `navigation.py`, `sections.py`, `panels.py` and `imports.py`."""
        autodiscover_modules("verbs", "navigation", "sections", "panels", "imports")
