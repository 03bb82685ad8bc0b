"""`manage.py load_sample`: the sample's staff and a quarter of their work, to try the desk with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from astana_employment.sample.desk import PEOPLE, load_desk, real_data
from astana_employment.sample.greeting import devices, logins
from astana_employment.sample.simulation.engine import SimulationError
from astana_employment.sample.staff import demo_accounts, load_staff


class Command(BaseCommand):
    """Loads what is missing: the staff always, their work into an empty desk only; then prints the logins."""

    help = "Load the sample staff and their work. Meant for the embedded database of a trial only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether only the staff is wanted, and how many people register in the quarter."""
        parser.add_argument("--staff-only", action="store_true", help="the accounts, and no work of theirs")
        parser.add_argument("--people", type=int, default=PEOPLE, help="how many people register")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and print what there is to sign in with; a desk that has data stays as it is."""
        added = load_staff()
        if not options["staff_only"] and real_data() is None:
            try:
                load_desk(people=options["people"])
            except SimulationError as error:
                self.stdout.write(f"There is no sample work: {error}")
        accounts = demo_accounts(added)
        hall = [] if options["staff_only"] else devices(accounts)
        for line in (*logins(accounts), *hall):
            self.stdout.write(line)
