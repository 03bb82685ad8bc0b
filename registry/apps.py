"""Who is unemployed: people, intake of documents, registrations."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Who is unemployed: people, intake of documents, registrations."""

    name = "registry"
    verbose_name = _("Registry")

    def ready(self) -> None:
        """Show what the rooms have on a person's page and on the desk; bring the first data along."""
        for room in ("card", "hall", "standing", "vacancies"):
            import_module(f"registry.{room}.panels")
        import_module("registry.reference")
