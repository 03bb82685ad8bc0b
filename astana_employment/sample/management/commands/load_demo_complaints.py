"""`manage.py load_demo_complaints`: complaints of today to try the desk with."""

from typing import Any

from django.core.management.base import BaseCommand

from astana_employment.sample.complaints import load_complaints
from complaints.models import Complaint


class Command(BaseCommand):
    """Loads them once; a later start finds them as they were left."""

    help = "Load sample complaints. Meant for the embedded database of a trial only."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the complaints, unless there are any."""
        if not Complaint.objects.exists():
            load_complaints()
