"""Bringing a list of vacancies into the bank, all or nothing: `manage.py import_vacancies`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import Event, StaffMember
from astana_employment.department.records import field_values, subject_type
from astana_employment.toolbox.dates import parse_day
from astana_employment.toolbox.papers.font import validate_printable
from astana_employment.toolbox.tables_in.columns import Column, HeadingError, match_headings, template_rows
from astana_employment.toolbox.tables_in.lines import UnreadableFileError
from astana_employment.toolbox.tables_in.reading import read_lines
from astana_employment.toolbox.tables_in.report import Report
from astana_employment.toolbox.tables_in.spreadsheet import write_template
from astana_employment.toolbox.verbs import label_of
from astana_employment.toolbox.violations import constraint_name
from registry.index.checking import RowCheck
from registry.index.register import Source
from registry.index.telling import as_csv
from registry.index.words import plain_word
from registry.vacancies.acts import FIELDS
from registry.vacancies.models import District, Vacancy
from registry.vacancies.search import LONGEST_EXPERIENCE

# Two imports at once would each miss the other's vacancies.
_LOCK = 0x1337_0002
_BATCH = 1000
_LENGTHS = {"employer": 200, "profession": 160, "address": 200, "needs": 400, "source": 80}
_MOST_PAY = 100_000_000

COLUMNS: tuple[Column, ...] = (
    Column(
        key="employer",
        headings=("Жұмыс беруші", "Работодатель", "Employer"),
        needed=True,
        example="«Астана жылу» ЖШС",
    ),
    Column(
        key="profession",
        headings=("Мамандығы", "Профессия", "Profession"),
        also=("Кәсібі", "Лауазымы", "Должность", "Специальность", "Position"),
        needed=True,
        example="электрик",
    ),
    Column(
        key="address",
        headings=("Мекенжайы", "Адрес", "Address"),
        needed=True,
        example="Астана қаласы, Кенесары көшесі, 40",
    ),
    Column(key="district", headings=("Ауданы", "Район", "District"), example="Сарыарқа"),
    Column(
        key="pay",
        headings=("Айлық жалақысы, теңге", "Зарплата в месяц, тенге", "Pay a month, tenge"),
        also=("Жалақысы", "Зарплата", "Pay"),
        example="210000",
    ),
    Column(
        key="experience_years",
        headings=("Жұмыс өтілі, жыл", "Стаж, лет", "Experience, years"),
        also=("Жұмыс өтілі", "Стаж", "Опыт работы, лет", "Experience"),
        example="2",
    ),
    Column(
        key="needs",
        headings=("Қойылатын талаптар", "Требования", "What is asked"),
        also=("Талаптар", "Requirements"),
        example="III рұқсат тобы",
    ),
    Column(
        key="open_from",
        headings=("Ашық: басталуы", "Открыта с", "Open from"),
        also=("Ашылған күні", "Дата открытия"),
        needed=True,
        example="02.11.2026",
    ),
    Column(
        key="open_until",
        headings=("Ашық: аяқталуы", "Открыта по", "Open until"),
        also=("Жабылған күні", "Дата закрытия"),
        example="31.12.2026",
    ),
    Column(key="source", headings=("Дереккөзі", "Источник", "Source"), example="жұмыс берушінің хаты № 14"),
)

_DISTRICT_WORDS = {
    District.ALMATY: ("Алматы", "Алматинский", "Almaty"),
    District.BAIKONYR: ("Байқоңыр", "Байконыр", "Байконур", "Байконурский", "Baikonyr"),
    District.ESIL: ("Есіл", "Есиль", "Есильский", "Esil", "Yesil"),
    District.NURA: ("Нұра", "Нура", "Нуринский", "Nura"),
    District.SARYARKA: ("Сарыарқа", "Сарыарка", "Сарыаркинский", "Saryarka"),
    District.SARAISHYQ: ("Сарайшық", "Сарайшык", "Сарайшыкский", "Saraishyq"),
}
_DISTRICTS = {
    plain_word(word): district.value
    for district, words in _DISTRICT_WORDS.items()
    for name in words
    for word in (name, f"{name} ауданы", f"район {name}", f"{name} район", f"{name} district")
}


@dataclass
class VacancyReport(Report):
    """What came of an import of vacancies."""

    added: int = 0
    there: int = 0


def template_file(ending: str, language: str) -> bytes:
    """Return the empty table, headings in a language and one example, as «csv» or «xlsx»."""
    rows = template_rows(language, COLUMNS)
    return write_template(rows) if ending == "xlsx" else as_csv(rows)


def import_vacancies(*, source: Source, by: StaffMember, is_rehearsal: bool = False) -> VacancyReport:
    """Load a list of vacancies: all of its rows, or none if one is bad (see the report).

    A vacancy is known by employer, profession, address and the day from which it is open: one that is there
    already, or twice in the file, is not entered again. A rehearsal does everything and then undoes it.
    Raises UnreadableFileError for a file that cannot be read as a whole.
    """
    report = VacancyReport()
    rows = _check_rows(source, report)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            new = _new_ones(rows, report)
            if report.bad_rows == 0:
                _store(new, source.path, by, report)
            if is_rehearsal:
                transaction.set_rollback(True)
    except IntegrityError as error:
        if constraint_name(error) != "vacancy_once":
            raise
        raise UnreadableFileError(
            _(
                "Somebody entered vacancies of this file at the same moment; nothing was changed. "
                "Run it again."
            )
        ) from error
    return report


def _check_rows(source: Source, report: Report) -> list[tuple[int, dict[str, object]]]:
    """Return the good rows with their lines; the bad ones are counted."""
    lines = read_lines(source.path, source.encoding, COLUMNS)
    head = next(lines, None)
    if head is None:
        raise UnreadableFileError(_("The file is empty."))
    try:
        headings = match_headings(head.cells, source.language, COLUMNS)
    except HeadingError as error:
        raise UnreadableFileError(str(error)) from error
    good = []
    for line in lines:
        report.rows += 1
        row = RowCheck(line, headings)
        values = _values(row)
        if row.problems:
            report.add_problems(row.problems)
        else:
            good.append((line.number, values))
    return good


def _values(row: RowCheck) -> dict[str, object]:
    """Return the fields of a vacancy as a row gives them; what is wrong is noted in the row."""
    values: dict[str, object] = {key: _text(row, key) for key in _LENGTHS}
    values["district"] = row.take("district", _district, "")
    values["pay"] = _number(row, "pay", _MOST_PAY) or None
    values["experience_years"] = _number(row, "experience_years", LONGEST_EXPERIENCE)
    opens, closes = _day(row, "open_from"), _day(row, "open_until")
    values["open_from"], values["open_until"] = opens, closes
    needed = {
        "employer": _("Enter the employer."),
        "profession": _("Enter the profession."),
        "address": _("Enter the address."),
        "open_from": _("Enter the day from which the vacancy is open."),
    }
    for key, message in needed.items():
        if not values[key] and not row.has_failed(key):
            row.fail(key, message)
    if opens and closes and closes < opens:
        row.fail("open_until", _("The vacancy closes before it opens."))
    return values


def _text(row: RowCheck, key: str) -> str:
    def clean(text: str) -> str:
        if len(text) > _LENGTHS[key]:
            raise ValidationError(
                _("At most %(longest)d characters fit; %(count)d were given.")
                % {"longest": _LENGTHS[key], "count": len(text)}
            )
        validate_printable(text)
        return text

    return row.take(key, clean, "")


def _district(text: str) -> str:
    if not text:
        return ""
    if (found := _DISTRICTS.get(plain_word(text))) is None:
        raise ValidationError(
            _("The district “%(word)s” is not known. Known are: %(names)s.")
            % {"word": text[:40], "names": ", ".join(words[0] for words in _DISTRICT_WORDS.values())}
        )
    return found


def _number(row: RowCheck, key: str, most: int) -> int:
    """Return a whole number, nought for an empty cell; blanks between thousands are left out."""

    def clean(text: str) -> int:
        digits = "".join(text.split())
        if not digits:
            return 0
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9 or int(digits) > most:
            raise ValidationError(_("Enter a whole number from 0 to %(most)d.") % {"most": most})
        return int(digits)

    return row.take(key, clean, 0)


def _day(row: RowCheck, key: str) -> date | None:
    def clean(text: str) -> date | None:
        return parse_day(text, past=False, two_digit_years=False) if text else None

    return row.take(key, clean, None)


def _new_ones(rows: list[tuple[int, dict[str, object]]], report: VacancyReport) -> list[dict[str, object]]:
    """Return the rows whose vacancy is neither in the bank nor earlier in the file."""
    known: set[object] = set(
        Vacancy.objects.filter(employer__in={values["employer"] for _line, values in rows}).values_list(
            "employer", "profession", "address", "open_from"
        )
    )
    new = []
    for _line, values in rows:
        key = (values["employer"], values["profession"], values["address"], values["open_from"])
        if key in known:
            report.there += 1
        else:
            known.add(key)
            new.append(values)
    return new


def _store(new: list[dict[str, object]], path: Path, by: StaffMember, report: VacancyReport) -> None:
    rows = Vacancy.objects.bulk_create(
        [Vacancy(entered_by=by, **values) for values in new], batch_size=_BATCH
    )
    label_of("vacancy.imported")
    Event.objects.bulk_create(
        [
            Event(
                verb="vacancy.imported",
                subject_type=subject_type(Vacancy),
                subject_id=row.pk,
                by=by,
                after={**field_values(row, FIELDS), "file": path.name},
            )
            for row in rows
        ],
        batch_size=_BATCH,
    )
    report.added = len(rows)
