"""Test data as small functions: each makes a row in the way the desk would, with believable defaults."""

import itertools
import time
import uuid
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from astana_employment.department.models import (
    Role,
    ServiceStandard,
    ServiceWindow,
    StaffMember,
    format_number,
    next_number,
)
from astana_employment.toolbox.clock import held_at, today
from astana_employment.toolbox.papers.issue import Contacts
from certificates.models import CertificateRequest
from registry.models import (
    IntakeApplication,
    Person,
    PresentedDocument,
    UnemploymentRegistration,
    Vacancy,
    VacancySearch,
)

_count = itertools.count(1)
ASTANA = ZoneInfo("Asia/Almaty")


def on(day: date, hour: int = 8) -> AbstractContextManager[None]:
    """Hold the clock at an hour of a day in Astana for what runs inside the block."""
    return held_at(datetime(day.year, day.month, day.day, hour, tzinfo=ASTANA))


POSTS = {
    Role.CLERK: ("маман", "специалист", "specialist"),
    Role.HEAD_OF_DIVISION: ("бөлім бастығы", "начальник отдела", "head of division"),
    Role.DEPUTY_DIRECTOR: ("директордың орынбасары", "заместитель директора", "deputy director"),
    Role.DIRECTOR: ("директор", "директор", "director"),
    Role.CHANCELLERY: ("кеңсе маманы", "специалист канцелярии", "chancellery specialist"),
    Role.MONITORING: ("мониторинг маманы", "специалист мониторинга", "monitoring specialist"),
    Role.ADMINISTRATOR: ("әкімші", "администратор", "administrator"),
}


def make_staff(
    *, role: str, window: int | None = None, password: str | None = None, **fields: Any
) -> StaffMember:
    """Make a member of staff; a clerk sits at window 1 unless told otherwise."""
    number = next(_count)
    post_kk, post_ru, post_en = POSTS[Role(role)]
    if role == Role.CLERK and window is None:
        window = 1
    values: dict[str, Any] = {
        "username": f"{role}{number}",
        "surname": "Нұрланова",
        "given_name": "Әсел",
        "patronymic": "Қайратқызы",
        "role": role,
        "post_kk": post_kk,
        "post_ru": post_ru,
        "post_en": post_en,
        "home_window": ServiceWindow.objects.get(number=window) if window else None,
        **fields,
    }
    username = values.pop("username")
    return StaffMember.objects.create_user(username, password, **values)


def iin_for(birth_date: date, serial: int, century_digit: int = 3) -> str:
    """Return an IIN with a right check digit; the next serial when the first has none."""
    while True:
        body = f"{birth_date:%y%m%d}{century_digit}{serial:04d}"
        digits = [int(digit) for digit in body]
        for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
            rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
            if rest < 10:
                return f"{body}{rest}"
        serial = (serial + 5003) % 10_000  # far from the neighbours, who have numbers of their own


def make_person(**fields: Any) -> Person:
    """Make a card: a citizen with a right IIN, served at window 1 unless the surname says otherwise."""
    number = next(_count)
    born = fields.get("birth_date", date(1985, 5, 17))
    values: dict[str, Any] = {
        "category": "citizen",
        "surname": "Ахметов",
        "given_name": "Ерлан",
        "patronymic": "Серікұлы",
        "birth_date": born,
        "sex": "male",
        "iin": iin_for(born, number),
        "address": "Астана қаласы, Абай даңғылы, 10-үй, 5-пәтер",
        **fields,
    }
    person = Person.objects.create(**values)
    person.refresh_from_db()
    return person


def make_application(
    *,
    person: Person | None = None,
    by: StaffMember | None = None,
    applied_on: date | None = None,
    **fields: Any,
) -> IntakeApplication:
    """Make an accepted intake application with an identity card; entered on its day."""
    person = person or make_person()
    day = applied_on or today()
    application = IntakeApplication.objects.create(
        person=person,
        standard=ServiceStandard.objects.on(day),
        applied_on=day,
        entered_on=day,
        due_on=day + timedelta(days=10),
        due_rule={"unit": "calendar_days", "count": 10},
        taken_by=by or make_staff(role=Role.CLERK),
        **{"state": "accepted", **fields},
    )
    PresentedDocument.objects.create(
        application=application,
        kind="identity",
        form="identity_card",
        number="012345678",
        issuer="ҚР ІІМ",
        issued_on=date(2015, 1, 1),
    )
    return application


def make_registration(
    *,
    person: Person | None = None,
    by: StaffMember | None = None,
    registered_on: date | None = None,
    **fields: Any,
) -> UnemploymentRegistration:
    """Make a registration as unemployed, numbered, active unless told otherwise."""
    day = registered_on or today()
    clerk = by or make_staff(role=Role.CLERK)
    application = make_application(person=person, by=clerk, applied_on=day, registered_on=day)
    sequence = next_number("T", day.year)
    return UnemploymentRegistration.objects.create(
        person=application.person,
        application=application,
        series="T",
        year=day.year,
        sequence=sequence,
        number=format_number("T", day.year, sequence),
        registered_on=day,
        entered_on=day,
        registered_by=clerk,
        **fields,
    )


def make_request(
    *,
    registration: UnemploymentRegistration | None = None,
    by: StaffMember | None = None,
    requested_on: date | None = None,
    **fields: Any,
) -> CertificateRequest:
    """Make an open request for the certificate, and today's search that found no suitable vacancy."""
    day = requested_on or today()
    clerk = by or make_staff(role=Role.CLERK)
    if fields.get("state") in ("decided", "withdrawn"):
        fields.setdefault("closed_on", day)
    registration = registration or make_registration(by=clerk, registered_on=day)
    make_search(registration=registration, by=clerk)
    return CertificateRequest.objects.create(
        registration=registration,
        standard=ServiceStandard.objects.on(day),
        requested_on=day,
        entered_on=day,
        identity_form="identity_card",
        identity_number="012345678",
        due_on=day + timedelta(days=10),
        due_rule={"unit": "calendar_days", "count": 10},
        taken_by=clerk,
        **fields,
    )


def make_vacancy(*, by: StaffMember | None = None, **fields: Any) -> Vacancy:
    """Make a vacancy of the bank, open since the beginning of 2008 unless told otherwise."""
    number = next(_count)
    values: dict[str, Any] = {
        "employer": f"«Астана жылу» ЖШС {number}",
        "profession": "электрик",
        "address": "Астана қаласы, Кенесары көшесі, 40",
        "district": "saryarka",
        "pay": 210_000,
        "open_from": date(2008, 1, 1),
        **fields,
    }
    return Vacancy.objects.create(entered_by=by or make_staff(role=Role.CLERK), **values)


def make_search(
    *, registration: UnemploymentRegistration, by: StaffMember | None = None, **fields: Any
) -> VacancySearch:
    """Make a search of today for suitable vacancies that found none unless told otherwise."""
    values = {"searched_on": today(), "profession": "электрик", "looked_through": 0, **fields}
    return VacancySearch.objects.create(
        registration=registration, by=by or make_staff(role=Role.CLERK), **values
    )


def give_password(client: Client, user: StaffMember, *, seconds_ago: float = 0) -> None:
    """Note in the session of a browser that its user gave the password so long ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - seconds_ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def contacts(language: str = "kk") -> Contacts:
    """Return where the first editions send whoever asks."""
    return Contacts(
        address={"kk": "Астана қаласы, Иманбаева көшесі, 68а", "ru": "город Астана, улица Иманбаева, 68а"}[
            language
        ],
        division_phone="21-03-37",
        chancellery_phone="21-22-61",
        email="deptrud@at.kz",
    )


def form_key() -> dict[str, str]:
    """Return the one-time key that every posted form carries."""
    return {"form_key": str(uuid.uuid4())}
