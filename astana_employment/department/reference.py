"""What every desk starts with: the two editions, the four windows, the confirmed calendar years."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.db import transaction

from astana_employment.department.models import (
    DEFAULT_LETTERS,
    CalendarYear,
    RequiredDocument,
    ServiceStandard,
    ServiceWindow,
    WindowLetter,
)

# Compared with the published decrees on transferred days (rules 3.4).
CONFIRMED_YEARS = (2008, 2025, 2026, 2027)

_COMMON: dict[str, Any] = {
    "title_kk": "«Жұмыссыз азаматтарға анықтама беру» мемлекеттік қызмет көрсетудің стандарты",
    "title_ru": "Стандарт государственной услуги «Выдача справок безработным гражданам»",
    "title_en": "Standard of the state service “Issue of certificates to unemployed citizens”",
    "opens_at": time(9),
    "closes_at": time(18),
    "intake_until": time(13),
    "lunch_from": time(13),
    "lunch_until": time(14),
    "last_ticket_at": time(17),
    "address_kk": "Астана қаласы, Иманбаева көшесі, 68а",
    "address_ru": "город Астана, улица Иманбаева, 68а",
    "address_en": "68a Imanbayeva Street, Astana",
    "division_phone": "21-03-37",
    "chancellery_phone": "21-22-61",
    "email": "deptrud@at.kz",
}

EDITIONS: dict[str, dict[str, Any]] = {
    # Resolution N 23-302қ of 13 March 2008, in force from its registration with the bodies of justice.
    "2008": {"valid_from": date(2008, 3, 31), "valid_until": date(2012, 12, 31)},
    # The same, with the IIN in place of SIK and RNN (reading 39).
    "2013": {"valid_from": date(2013, 1, 1), "valid_until": None},
}

_CODES = {"2008": ("sik", "rnn"), "2013": ("iin",)}
# Clause 12; what foreigners, stateless persons and oralmans present, they present in addition.
_IN_ADDITION = {
    "citizen": (),
    "foreigner": ("residence_permit",),
    "stateless": ("stateless_certificate",),
}


def required_documents(edition: str) -> list[tuple[str, str]]:
    """Return (group, kind) of every document that a shipped edition asks for, in clause 12's order."""
    rows = [
        (group, kind)
        for group, extra in _IN_ADDITION.items()
        for kind in ("identity", *extra, *_CODES[edition], "work_record")
    ]
    return [*rows, ("oralman", "oralman_certificate")]


def _load_edition(code: str) -> None:
    standard, is_new = ServiceStandard.objects.get_or_create(
        code=code, defaults={**_COMMON, **EDITIONS[code]}
    )
    if is_new:
        RequiredDocument.objects.bulk_create(
            RequiredDocument(standard=standard, group=group, kind=kind, position=place)
            for place, (group, kind) in enumerate(required_documents(code), 1)
        )


def _load_windows() -> None:
    for number, letters in DEFAULT_LETTERS.items():
        window = ServiceWindow.objects.create(number=number)
        WindowLetter.objects.bulk_create(WindowLetter(letter=letter, window=window) for letter in letters)


_further: list[Callable[[], None]] = []


def register_reference(load: Callable[[], None]) -> None:
    """Let an upper app load rows of its own along with the department's; called at its start."""
    _further.append(load)


@transaction.atomic
def load_reference() -> None:
    """Load what is missing; what the department changed since stays as it is."""
    for code in EDITIONS:
        _load_edition(code)
    if not ServiceWindow.objects.exists():
        _load_windows()
    for year in CONFIRMED_YEARS:
        CalendarYear.objects.get_or_create(year=year, defaults={"note": "shipped with the desk"})
    for load in _further:
        load()
