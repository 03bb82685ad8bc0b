"""`manage.py load_demo_cards`: record cards and vacancies of today to try the desk with."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from astana_employment.sample.cards import CARDS, demo_files
from astana_employment.toolbox.clock import today
from registry.models import Person


class Command(BaseCommand):
    """Loads them through the import, once: at a later start their days have passed on like any others."""

    help = (
        "Load sample cards and vacancies dated from today. Meant for the embedded database of a trial only."
    )

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the files, unless they were loaded at an earlier start."""
        if Person.objects.filter(iin__in=[card.iin for card in CARDS]).exists():
            return
        with TemporaryDirectory() as folder:
            paths = {name: Path(folder) / f"{name}.csv" for name in ("vacancies", "people", "entries")}
            for name, content in demo_files(today()).items():
                paths[name].write_bytes(content)
            call_command("import_vacancies", paths["vacancies"], stdout=self.stdout)
            call_command("import_register", paths["people"], entries=paths["entries"], stdout=self.stdout)
