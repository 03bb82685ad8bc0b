"""What the registry ships with the desk: what professions are called in Kazakh and in Russian (clause 1)."""

import csv
from pathlib import Path
from typing import NamedTuple

from astana_employment.department.reference import register_reference
from registry.vacancies.models import Profession, ProfessionName
from registry.vacancies.professions import tidy

_FILE = Path(__file__).parent / "vacancies" / "professions.csv"


class Shipped(NamedTuple):
    """A profession of the file: its code and its names, in each language the usual one first."""

    code: str
    names_kk: list[str]
    names_ru: list[str]


def shipped_professions() -> list[Shipped]:
    """Read the file; names are parted by commas."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return [Shipped(row["code"], row["kk"].split(", "), row["ru"].split(", ")) for row in rows]


def load_professions() -> None:
    """Load the professions that are missing; what the department changed or closed since stays as it is.

    A name that the department gave to a profession of its own stays there.
    """
    there = set(Profession.objects.exclude(code="").values_list("code", flat=True))
    missing = [row for row in shipped_professions() if row.code not in there]
    taken = set(ProfessionName.objects.values_list("search_name", flat=True)) if missing else set()
    rows = [
        Profession(code=row.code, names_kk=_free(row.names_kk, taken), names_ru=_free(row.names_ru, taken))
        for row in missing
    ]
    Profession.objects.bulk_create(row for row in rows if row.names_kk and row.names_ru)


def _free(names: list[str], taken: set[str]) -> list[str]:
    return [name for name in names if tidy(name) not in taken]


register_reference(load_professions)
