"""Complaints about the department."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Complaints about the department."""

    name = "complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        """Let the reference data bring the regimes of the law along."""
        import_module("complaints.reference")
