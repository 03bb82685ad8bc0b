"""The tables of the sample, `data/*.csv`: a bank of vacancies and the card index of those who came before.

They go through the ordinary import, so whatever the import refuses is refused here. Their days are written as
«бүгін», «бүгін-12», «бүгін+3»: so many days from the day for which they are read. Nobody in them exists.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

DATA = Path(__file__).with_name("data")
_DAY = re.compile(r"бүгін([+-]\d+)?")


def weekday(today: date, days: int) -> date:
    """Return the day so many days from today; of a week-end the Friday before, or after today the Monday."""
    day = today + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1 if days > 0 else -1)
    return day


def import_vacancies(day: date) -> None:
    """Fill the bank of vacancies, as it stands on a day."""
    with _dated("vacancies.csv", day) as vacancies:
        call_command("import_vacancies", vacancies, stdout=io.StringIO())


def import_cards(day: date) -> None:
    """Import people and the entries of their cards, as they stand on a day."""
    with _dated("people.csv", day) as people, _dated("entries.csv", day) as entries:
        call_command("import_register", people, entries=entries, stdout=io.StringIO())


@contextmanager
def _dated(name: str, today: date) -> Iterator[Path]:
    """Give the path of a table in which the days are written out."""
    text = (DATA / name).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(_DAY.sub(lambda found: f"{weekday(today, int(found[1] or 0)):%d.%m.%Y}", text))
        yield path
