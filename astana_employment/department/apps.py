"""The ground floor as a Django app; its tables begin with `department_`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DepartmentConfig(AppConfig):
    """Loads what every app says of itself: who may open its pages, and what its events are called."""

    name = "astana_employment.department"
    label = "department"
    verbose_name = _("Department")

    def ready(self) -> None:
        """Collect each app's `permissions.py`, `verbs.py`, `navigation.py`, `sections.py` and `panels.py`."""
        autodiscover_modules("permissions", "verbs", "navigation", "sections", "panels")
