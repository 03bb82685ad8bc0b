"""The unemployment certificate (Annex 1) and the refusal notice (Annex 2)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """The unemployment certificate (Annex 1) and the refusal notice (Annex 2)."""

    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        """Listen to what the registry tells."""
        from certificates import receivers  # noqa: F401  (importing connects them)
