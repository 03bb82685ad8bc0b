"""Who is unemployed: people, intake of documents, registrations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Who is unemployed: people, intake of documents, registrations."""

    name = "registry"
    verbose_name = _("Registry")
