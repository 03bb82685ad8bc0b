"""`manage.py load_reference`: the editions, windows and calendar years that ship with the desk."""

from typing import Any

from django.core.management.base import BaseCommand

from astana_employment.department.reference import load_reference


class Command(BaseCommand):
    """Loads what is missing and leaves everything else as it is."""

    help = "Load the two editions of the standard, the four windows and the confirmed calendar years."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the reference data."""
        load_reference()
