"""Who is unemployed: people, intake of documents, registrations."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Who is unemployed: people, intake of documents, registrations."""

    name = "registry"
    verbose_name = _("Registry")

    def ready(self) -> None:
        """Show the record card, the ticket and the vacancies on a person's page, and the card on the desk."""
        import_module("registry.card.panels")
        import_module("registry.hall.panels")
        import_module("registry.vacancies.panels")
