"""The people a benchmark works with: the same ones every time, their names spread as in a real register.

A few surnames are borne by many and many by few: a search is slow where thousands bear nearly the same name.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from mimesis import Gender, Locale
from mimesis import Person as Names

from astana_employment.department.models import ServiceStandard, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.kazakh import surname_letter
from tests.data.make_sample import russian_patronymic, with_iin_check

SEED = 2008
_KAZAKH, _RUSSIAN, _GIVEN = 350, 1300, 120
_STAND_FOR_A_REGISTER = """
INSERT INTO registry_intakeapplication (person_id, standard_id, applied_on, state, missing, due_on, due_rule,
    registered_on, taken_by_id, entered_on, is_imported)
SELECT id, %(standard)s, %(today)s - (id %% 300)::int, 'accepted', '{}', %(today)s - (id %% 300)::int + 10,
    '{}', %(today)s - (id %% 300)::int, %(clerk)s, %(today)s - (id %% 300)::int, false FROM registry_person;

INSERT INTO registry_presenteddocument (application_id, kind, form, number, issuer, has_police_mark)
SELECT id, 'identity', 'identity_card', lpad(id::text, 9, '0'), 'ҚР ІІМ', false
FROM registry_intakeapplication;

INSERT INTO registry_unemploymentregistration (person_id, application_id, series, year, sequence, number,
    former_number, registered_on, state, registered_by_id, entered_on, is_imported, version)
SELECT person_id, id, 'T', extract(year FROM applied_on), id, 'T-' || extract(year FROM applied_on) || '-'
    || lpad(id::text, 6, '0'), '', applied_on, 'active', %(clerk)s, applied_on, false, 1
FROM registry_intakeapplication;

INSERT INTO certificates_certificaterequest (registration_id, standard_id, requested_on, identity_form,
    identity_number, language, purpose, state, withdrawn_reason, due_on, due_rule, taken_by_id, entered_on,
    is_imported, version)
SELECT id, %(standard)s, %(today)s, 'identity_card', '012345678', 'kk', '', 'open', '', %(today)s + 10, '{}',
    %(clerk)s, %(today)s, false, 1
FROM registry_unemploymentregistration ORDER BY id LIMIT %(requests)s;

INSERT INTO registry_vacancysearch (registration_id, searched_on, profession, experience_years, district,
    compared, found, why_not, looked_through, by_id)
SELECT registration_id, %(today)s, 'электрик', 0, '', '{}', '{}', '{}', 0, %(clerk)s
FROM certificates_certificaterequest;
"""

Row = tuple[str, str, str, date, str, str]


class People:
    """An endless seeded stream of people."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)
        self._serial = 0
        self._names = {
            (locale, gender): self._pool(Names(locale, seed=SEED), gender, surnames)
            for locale, surnames in ((Locale.KK, _KAZAKH), (Locale.RU, _RUSSIAN))
            for gender in (Gender.MALE, Gender.FEMALE)
        }

    @staticmethod
    def _pool(names: Names, gender: Gender, surnames: int) -> tuple[list[str], list[str], list[str]]:
        """Return surnames, given names and fathers' names, each once, in an order that does not change."""
        return (
            sorted({names.surname(gender) for _once in range(surnames * 4)})[:surnames],
            sorted({names.name(gender) for _once in range(_GIVEN * 4)})[:_GIVEN],
            sorted({names.name(Gender.MALE) for _once in range(_GIVEN * 4)})[:_GIVEN],
        )

    def __iter__(self) -> Iterator[Row]:
        while True:
            yield self._person()

    def _person(self) -> Row:
        gender = self._random.choice((Gender.MALE, Gender.FEMALE))
        locale = self._random.choices((Locale.KK, Locale.RU), (70, 30))[0]
        surnames, given, fathers = self._names[locale, gender]
        father = self._random.choice(fathers)
        ending = "қызы" if gender is Gender.FEMALE else "ұлы"
        born = date(1966, 1, 1) + timedelta(days=self._random.randrange(14_000))
        return (
            self._common(surnames),
            self._random.choice(given),
            father + ending if locale is Locale.KK else russian_patronymic(father, gender),
            born,
            "female" if gender is Gender.FEMALE else "male",
            self._iin(born, gender),
        )

    def _common(self, surnames: list[str]) -> str:
        """Choose a surname; of a hundred people some forty bear one of the thirty commonest."""
        place = int(len(surnames) ** self._random.random() ** 0.75)
        return surnames[(place * 7) % len(surnames)]

    def _iin(self, born: date, gender: Gender) -> str:
        century = (3 if born.year < 2000 else 5) + (gender is Gender.FEMALE)
        while True:
            self._serial = (self._serial + 1) % 10_000
            if iin := with_iin_check(f"{born:%y%m%d}{century}{self._serial:04d}"):
                return iin


def add_people(people: Iterator[Row], count: int) -> None:
    """Store people by COPY, without their history: a benchmark reads, it does not prove."""
    columns = (
        "surname, given_name, patronymic, birth_date, sex, iin, category, is_oralman, latin_name, sik, rnn,"
        " address, phone, email, routing_letter, letter, version"
    )
    seen = set(_iins())
    with transaction.atomic(), connection.cursor() as cursor:
        _skip_history(cursor)
        with cursor.copy(f"COPY registry_person ({columns}) FROM STDIN") as copy:
            while count:
                row = next(people)
                if row[5] not in seen:
                    seen.add(row[5])
                    count -= 1
                    letter = surname_letter(row[0]) or ""
                    copy.write_row(
                        (*row, "citizen", False, *[""] * 3, "Астана, Абай көшесі, 10", *[""] * 3, letter, 1)
                    )
    _analyse()


def _iins() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT iin FROM registry_person")
        return [iin for (iin,) in cursor.fetchall()]


def register_everybody(*, clerk: StaffMember, requests: int) -> None:
    """Register all people as unemployed over the last 300 days; the first ask for a certificate today."""
    values: dict[str, int | date] = {
        "clerk": clerk.pk,
        "standard": ServiceStandard.objects.on(today()).pk,
        "today": today(),
        "requests": requests,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        _skip_history(cursor)
        cursor.execute(_STAND_FOR_A_REGISTER, values)
        cursor.execute(
            "INSERT INTO department_numberseries (series, year, last_number)"
            " SELECT 'T', year, max(sequence) FROM registry_unemploymentregistration GROUP BY year"
        )
    _analyse()


def _skip_history(cursor: object) -> None:
    """Leave the history triggers out for this transaction."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT set_config('pgtrigger.ignore', coalesce(array_agg(tgname)::text, '{}'), true)"
        " FROM pg_trigger WHERE tgname LIKE 'pgtrigger_insert_insert%%'"
    )


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
