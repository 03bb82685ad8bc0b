"""`manage.py administrator_link`: the link by which a new desk gets its first administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from astana_employment.department.acts.staff import has_administrator
from astana_employment.department.pages.welcome import make_token


class Command(BaseCommand):
    """Prints a link that works once and for a day, as long as the desk has no administrator."""

    help = "Print the one-time link for making the first administrator."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the link, or that an administrator exists."""
        if has_administrator():
            self.stdout.write("An administrator exists already and can add others.")
            return
        address = reverse("welcome", args=[make_token()])
        self.stdout.write("Open this link to make the first administrator (it works once, for 24 hours):")
        self.stdout.write(f"{settings.PUBLIC_URL}{address}")
