"""Bringing a list of vacancies into the bank, all or nothing: `manage.py import_vacancies`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from astana_employment.department.management.importing import record_imported
from astana_employment.department.models import Event, StaffMember
from astana_employment.department.records import field_values
from astana_employment.toolbox.tables_in.columns import ANY_DAY, Column, Words
from astana_employment.toolbox.tables_in.importing import BATCH, Report, TableIn, rows_with, take_in
from astana_employment.toolbox.tables_in.lines import Source
from astana_employment.toolbox.tables_in.rows import Row
from registry.vacancies.acts import FIELDS
from registry.vacancies.forms import VacancyForm
from registry.vacancies.models import District, Vacancy

_DISTRICT_NAMES = {
    District.ALMATY: ("Алматы", "Алматинский", "Almaty"),
    District.BAIKONYR: ("Байқоңыр", "Байконыр", "Байконур", "Байконурский", "Baikonyr"),
    District.ESIL: ("Есіл", "Есиль", "Есильский", "Esil", "Yesil"),
    District.NURA: ("Нұра", "Нура", "Нуринский", "Nura"),
    District.SARYARKA: ("Сарыарқа", "Сарыарка", "Сарыаркинский", "Saryarka"),
    District.SARAISHYQ: ("Сарайшық", "Сарайшык", "Сарайшыкский", "Saraishyq"),
}
_DISTRICTS = Words(
    {
        district.value: " | ".join(
            f"{name} | {name} ауданы | район {name} | {name} район | {name} district" for name in names
        )
        for district, names in _DISTRICT_NAMES.items()
    },
    _("The district “%(word)s” is not known. Known are: %(names)s."),
)
_SAME = ("employer", "profession", "address", "open_from")


def _typed(key: str, names: str, example: str = "", **more: Any) -> Column:
    """Return a column that is cleaned by the field in which the desk types it."""
    return Column(key, names, example, Vacancy, **{"clean": VacancyForm.base_fields[key], **more})


COLUMNS: tuple[Column, ...] = (
    _typed(
        "employer",
        "Жұмыс беруші | Работодатель | Employer",
        "«Астана жылу» ЖШС",
        must=_("Enter the employer."),
    ),
    _typed(
        "profession",
        "Мамандығы | Профессия | Profession | Кәсібі | Лауазымы | Должность | Специальность | Position",
        "электрик",
        must=_("Enter the profession."),
    ),
    _typed(
        "address",
        "Мекенжайы | Адрес | Address",
        "Астана қаласы, Кенесары көшесі, 40",
        must=_("Enter the address."),
    ),
    _typed("district", "Ауданы | Район | District", "Сарыарқа", clean=_DISTRICTS),
    _typed(
        "pay",
        "Айлық жалақысы, теңге | Зарплата в месяц, тенге | Pay a month, tenge | Жалақысы | Зарплата | Pay",
        "210000",
    ),
    _typed(
        "experience_years",
        "Жұмыс өтілі, жыл | Стаж, лет | Experience, years"
        " | Жұмыс өтілі | Стаж | Опыт работы, лет | Experience",
        "2",
    ),
    _typed(
        "needs",
        "Қойылатын талаптар | Требования | What is asked | Талаптар | Requirements",
        "III рұқсат тобы",
    ),
    _typed(
        "open_from",
        "Ашық: басталуы | Открыта с | Open from | Ашылған күні | Дата открытия",
        "02.11.2026",
        clean=ANY_DAY,
        must=_("Enter the day from which the vacancy is open."),
    ),
    _typed(
        "open_until",
        "Ашық: аяқталуы | Открыта по | Open until | Жабылған күні | Дата закрытия",
        "31.12.2026",
        clean=ANY_DAY,
    ),
    _typed("source", "Дереккөзі | Источник | Source", "жұмыс берушінің хаты № 14"),
)


class Vacancies(TableIn[Vacancy, list[Vacancy]]):
    """Vacancies; one is known by employer, profession, address and the day from which it is open."""

    columns = COLUMNS
    writes = (Vacancy, Event)

    @classmethod
    def check(cls, row: Row) -> Vacancy:
        """Return the vacancy of a row."""
        vacancy = Vacancy(**{name: row[name] for name in FIELDS})
        opens, closes = vacancy.open_from, vacancy.open_until
        if opens and closes and closes < opens:
            row.fail("open_until", _("The vacancy closes before it opens."))
        return vacancy

    def match(self) -> list[Vacancy]:
        """Return the vacancies that are neither in the bank nor earlier in the file."""
        there = rows_with(Vacancy.objects.all(), "employer", {row.employer for row in self.rows})
        known = {_identity(row) for row in there}
        new: dict[tuple[Any, ...], Vacancy] = {}
        for number, row in zip(self.numbers, self.rows, strict=True):
            identity = _identity(row)
            is_new = identity not in known and identity not in new
            if is_new:
                new[identity] = row
            self.say(number, f"{row.employer}: {row.profession}", is_new=is_new)
        self.report.there["vacancies"] = len(self.rows) - len(new)
        return list(new.values())

    def store(self, new: list[Vacancy]) -> None:
        """Enter what is new, with an event each."""
        for row in new:
            row.entered_by = self.by
        rows = Vacancy.objects.bulk_create(new, batch_size=BATCH)
        acts = ((row, "", {**field_values(row, FIELDS), "file": self.source.name}, None) for row in rows)
        record_imported("vacancy.imported", acts, by=self.by)
        self.report.added["vacancies"] = len(rows)


def _identity(row: Vacancy) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _SAME)


def import_vacancies(
    *, source: Source, by: StaffMember, is_rehearsal: bool = False, report: Report | None = None
) -> Report:
    """Load a list of vacancies: all of its rows, or none if one is bad (see the report).

    One that is there already, or twice in the file, is not entered again. A rehearsal does everything and
    then undoes it. Raises UnreadableFileError for a file that cannot be read as a whole.
    """
    table = Vacancies(source, by=by, report=report or Report())
    return take_in([table.read()], is_rehearsal=is_rehearsal)
