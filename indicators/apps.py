"""The twelve indicators of Annex 3."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """The twelve indicators of Annex 3."""

    name = "indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        """Ship the information items of clauses 9 to 25 with the desk."""
        import_module("indicators.information.reference")
