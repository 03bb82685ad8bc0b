"""`manage.py simulate_year --people N --seed S`: a believable year of desk work, for trials only."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from astana_employment.department.models import Paper
from astana_employment.sample.desk import real_data
from astana_employment.sample.simulation.engine import SimulationError
from astana_employment.sample.simulation.year import simulate
from astana_employment.sample.staff import load_staff
from astana_employment.toolbox.clock import today
from complaints.models import Complaint
from indicators.models import SurveyAnswer
from registry.models import Person, QueueTicket

EDITION_WITH_IIN = 2013


class Command(BaseCommand):
    """Goes through the year by the desk's own actions; refuses where real data stand."""

    help = "Make up a year of desk work on an empty register. Meant for trials and tests only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the number of people, the seed and the year."""
        parser.add_argument("--people", type=int, default=300, help="how many people register")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same year")
        parser.add_argument("--year", type=int, help="last year unless told otherwise")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Simulate, and say what came of it."""
        year = options["year"] or today().year - 1
        people = options["people"]
        if people < 1:
            raise CommandError("At least one person is needed.")
        if not EDITION_WITH_IIN <= year <= today().year:
            raise CommandError(f"Choose a year from {EDITION_WITH_IIN} to the present one.")
        if (found := real_data()) is not None:
            raise CommandError(
                "This desk has data: a made-up year would mix with real people. "
                f"It needs an empty register; found: {found._meta.verbose_name}."
            )
        load_staff()
        try:
            refused = simulate(people=people, seed=options["seed"], year=year)
        except SimulationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{year}: {Person.objects.count()} people, {QueueTicket.objects.count()} visits, "
            f"{Paper.objects.count()} papers, {Complaint.objects.count()} complaints, "
            f"{SurveyAnswer.objects.count()} answers to the survey"
        )
        for clause, count in sorted(refused.items()):
            self.stdout.write(f"refused by a rule ({clause}): {count}")
