"""`manage.py load_demo_requests`: requests and papers of today to try the desk with."""

from typing import Any

from django.core.management.base import BaseCommand

from astana_employment.sample.certificates import load_requests
from certificates.models import CertificateRequest


class Command(BaseCommand):
    """Loads them once; a later start finds them as they were left."""

    help = "Load sample requests for the certificate. Meant for the embedded database of a trial only."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the requests, unless there are any."""
        if not CertificateRequest.objects.exists():
            load_requests()
