"""`manage.py eligibility --on 2026-11-22`: the grounds of clause 17 on all active registrations."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.tables import write_csv
from registry.standing.findings import finding_rows, finding_table


class Command(BaseCommand):
    """List what the record cards show on a day; it decides nothing and changes nothing."""

    help = "List the grounds of clause 17 found on the record cards of all active registrations on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, the format and the file."""
        parser.add_argument("--on", type=_day, default=None, metavar="YYYY-MM-DD", help="today unless given")
        parser.add_argument("--format", choices=["csv", "json"], default="csv")
        parser.add_argument(
            "--out", type=Path, default=None, metavar="FILE", help="standard output if left out"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        """Write the list; CommandError when no edition was in force or the file cannot be written."""
        day = options["on"] or today()
        write = _write_json if options["format"] == "json" else _write_table
        try:
            with _target(options["out"]) as target:
                write(day, target)
        except (LookupError, OSError) as error:
            raise CommandError(str(error)) from error


def _day(text: str) -> date:
    return date.fromisoformat(text)


@contextmanager
def _target(path: Path | None) -> Iterator[IO[bytes]]:
    """Open the file to write to; standard output stays open."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with path.open("wb") as target:
        yield target


def _write_table(day: date, target: IO[bytes]) -> None:
    write_csv(finding_table(day), target, made="")


def _write_json(day: date, target: IO[bytes]) -> None:
    """Write one list, an object a line, so that a long one can be read piece by piece."""
    target.write(b"[")
    for number, row in enumerate(finding_rows(day)):
        line = json.dumps(row.as_json(), ensure_ascii=False)
        target.write(f"{',' if number else ''}\n{line}".encode())
    target.write(b"\n]\n")
