"""The twelve indicators of Annex 3."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """The twelve indicators of Annex 3."""

    name = "indicators"
    verbose_name = _("Indicators")
