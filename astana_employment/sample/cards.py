"""A few record cards and vacancies for the sample desk, dated from the day on which it is started.

The big sample speaks of the past; these cards show what a working day shows: what is due, who is late, the
grounds of clause 17. They stand in `cards.toml` and become files for the ordinary import, so whatever that
refuses is refused here.
Nobody in them exists; whatever looks like a real person's number is chance.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from astana_employment.toolbox.tables_in.columns import Column, template_rows
from astana_employment.toolbox.tables_in.files import as_csv
from registry.index.columns import COLUMNS
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.vacancies.importing import COLUMNS as VACANCY_COLUMNS

Row = dict[str, str]
# A day as a number of days from the day of the start, or a text; a day off gives way to a weekday.
Value = int | str
# The cards begin so many days ago, and their visits follow each other at this interval.
FIRST_DAY = -61
INTERVAL = 10
_FIRST_NUMBER = 901


@dataclass(frozen=True)
class DemoCard:
    """One person of the sample: names, number, birth date, sex, street; the last visits; other entries.

    `next_due` is when the next visit is due: nought is today, below nought the person is late.
    """

    names: str
    iin: str
    born: str
    sex: str
    address: str
    next_due: int
    entries: Sequence[dict[str, Value]] = ()
    late_reason: str = ""

    def person(self, number: int, today: date) -> Row:
        """Return the row of the card index."""
        surname, given_name, patronymic = self.names.split()
        registered_on = weekday(today, FIRST_DAY)
        return {
            "surname": surname,
            "given_name": given_name,
            "patronymic": patronymic,
            "birth_date": self.born,
            "sex": self.sex,
            "category": "азамат",
            "iin": self.iin,
            "address": f"Астана қаласы, {self.address}",
            "phone": f"+7 701 555 {number % 100:02d} {self.iin[-2:]}",
            "identity_form": "жеке куәлік",
            "identity_number": f"04{self.iin[-7:]}",
            "identity_issuer": "ҚР ІІМ",
            "identity_issued_on": "14.05.2019",
            "work_record_number": f"№ {self.iin[-4:]}",
            "work_record_issuer": "Халыққа қызмет көрсету орталығы",
            "work_record_issued_on": "03.09.2012",
            "former_number": self.former_number(number, today),
            "applied_on": shown(weekday(today, FIRST_DAY - 4)),
            "registered_on": shown(registered_on),
        }

    def former_number(self, number: int, today: date) -> str:
        """Return the number of the card, by which its entries find it."""
        return f"{number}/{weekday(today, FIRST_DAY):%y}"

    def rows(self, number: int, today: date) -> Iterator[Row]:
        """Yield the entries: visits kept every ten days up to the last one, and what else there is."""
        own = {"former_number": self.former_number(number, today)}
        for entry in (*self.visits(), *self.entries):
            yield own | {
                key: value if isinstance(value, str) else shown(weekday(today, value))
                for key, value in entry.items()
            }

    def visits(self) -> Iterator[dict[str, Value]]:
        """Yield the visits; the last but one may have been kept late, the last is awaited."""
        days = [self.next_due]
        while days[0] - INTERVAL > FIRST_DAY + INTERVAL // 2:
            days.insert(0, days[0] - INTERVAL)
        agreed = FIRST_DAY
        for due in days[:-1]:
            visit: dict[str, Value] = {"kind": "келу", "day": agreed, "due_on": due, "came_on": due}
            if self.late_reason and due == days[-2]:
                visit |= {"due_on": due - 4, "reason": self.late_reason}
            yield visit | {"note": "бос лауазымдардың тізімі берілді"}
            agreed = due
        yield {"kind": "келу", "day": agreed, "due_on": self.next_due}


def weekday(today: date, days: int) -> date:
    """Return the day so many days from today; of a week-end the Friday before, or after today the Monday."""
    day = today + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1 if days > 0 else -1)
    return day


def shown(day: date) -> str:
    """Write a date as the desk does."""
    return f"{day:%d.%m.%Y}"


_STORED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CARDS: Final = tuple(DemoCard(**row) for row in _STORED["people"])


def vacancy_rows(today: date) -> Iterator[Row]:
    """Yield the vacancies, all of them open: pay in tenge a month, `since` so many days ago."""
    for row in _STORED["vacancies"]:
        town = "г. Астана" if row["street"].startswith(("ул.", "пр.")) else "Астана қаласы"
        yield {
            **{key: row[key] for key in ("employer", "profession", "district", "needs")},
            "address": f"{town}, {row['street']}",
            "pay": str(row["pay"]),
            "experience_years": str(row["experience"]),
            "open_from": shown(weekday(today, -row["since"])),
            "source": "жұмыс берушінің хаты",
        }


def demo_files(today: date) -> dict[str, bytes]:
    """Return the tables `vacancies`, `people` and `entries` as CSV files for the import."""
    numbered = list(enumerate(CARDS, _FIRST_NUMBER))
    return {
        "vacancies": _file(VACANCY_COLUMNS, vacancy_rows(today)),
        "people": _file(COLUMNS, (card.person(number, today) for number, card in numbered)),
        "entries": _file(
            ENTRY_COLUMNS, (row for number, card in numbered for row in card.rows(number, today))
        ),
    }


def _file(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    head = template_rows("kk", columns)[0]
    return as_csv([head, *([row.get(column.key, "") for column in columns] for row in rows)])
