"""`manage.py bench`: measure the desk against its targets, in an empty database (`make bench`)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from astana_employment.department.reference import load_reference


class Command(BaseCommand):
    """Fills an empty database, measures, prints a table and writes JSON."""

    help = "Measure the desk against its targets; needs an empty database, which it fills."
    # The tables may not be there yet.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where the figures go, and how many people there are."""
        parser.add_argument("--json", type=Path, default=settings.BASE_DIR / "build" / "bench.json")
        parser.add_argument("--people", type=int, default=10_000, help="people behind the pages")
        parser.add_argument("--displays", type=int, default=50, help="wall displays on a server of their own")
        parser.add_argument("--most", type=int, default=100_000, help="people behind the search")
        parser.add_argument("--cases", type=int, default=1_000_000, help="cases behind the indicators")

    def handle(self, *_args: object, **options: Any) -> None:
        """Run everything; CommandError when the database is not empty. A missed target is told, no error."""
        self._refuse_real_data()
        call_command("migrate", verbosity=0)
        load_reference()
        # Made of test data, which an installed desk need not have.
        from tests.benchmarks import run

        machine = run.machine()
        if machine["load"] > machine["cores"] / 4:
            self.stdout.write(f"The machine is busy already (load {machine['load']}): expect worse figures.")
        measures = run.run(
            options["people"], options["most"], options["displays"], options["cases"], self.stdout.write
        )
        run.write_json(measures, machine, options["json"])
        self.stdout.write(run.as_table(measures))
        self.stdout.write(f"written: {options['json']}")

    def _refuse_real_data(self) -> None:
        """Never measure among real people: the benchmark's own stay in the database."""
        tables = connection.introspection.table_names()
        if "registry_person" in tables:
            with connection.cursor() as cursor:
                cursor.execute("SELECT EXISTS (SELECT 1 FROM registry_person)")
                if cursor.fetchone()[0]:
                    raise CommandError(
                        "There are people in this database. Measure in an empty one: make bench."
                    )
