"""`manage.py demo_logins`: the sample's user names and their password, as a table."""

from typing import Any

from django.core.management.base import BaseCommand

from astana_employment.department.models import Role
from astana_employment.sample.staff import demo_accounts, demo_password


class Command(BaseCommand):
    """Prints only accounts of the sample whose password nobody has changed."""

    help = "Print the sample's accounts that still have the sample's password."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the table; nothing when no such account is left."""
        accounts = demo_accounts()
        if not accounts:
            return
        self.stdout.write(f"\n  {'user name':<12} {'role':<18} {'window':<7} password")
        for account in accounts:
            window = str(account.home_window or "-")
            role = Role(account.role).name.replace("_", " ").lower()
            self.stdout.write(f"  {account.username:<12} {role:<18} {window:<7} {demo_password()}")
        self.stdout.write("")
