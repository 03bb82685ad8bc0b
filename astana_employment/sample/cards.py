"""A few record cards and vacancies for the sample desk, dated from the day on which it is started.

The big sample speaks of the past; these cards show what a working day shows: what is due, who is late, the
grounds of clause 17. They are files for the ordinary import, so whatever the import refuses is refused here.
Nobody in them exists; whatever looks like a real person's number is chance.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    entries: tuple[dict[str, Value], ...] = ()
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


def _offer(day: int, place: str, profession: str, document: str) -> dict[str, Value]:
    return {
        "kind": "жұмыс ұсынысы",
        "day": day,
        "place": place,
        "profession": profession,
        "result": "жазбаша бас тартты",
        "result_on": day,
        "document": document,
    }


CARDS: tuple[DemoCard, ...] = (
    DemoCard(
        "Ахметов Ержан Болатұлы", "790312303013", "12.03.1979", "ер", "Абай даңғылы, 12-үй, 45-пәтер", 0
    ),
    DemoCard(
        "Бекова Сәуле Қайратқызы",
        "850704403084",
        "04.07.1985",
        "әйел",
        "Кенесары көшесі, 61-үй, 8-пәтер",
        3,
        (
            _offer(-40, "«Целинград» ЖШС", "аспаз", "өтініш № 14"),
            _offer(-12, "«Астана су арнасы» МКК", "аспаз", "өтініш № 31"),
        ),
    ),
    DemoCard(
        "Ғабитова Ләззат Серікқызы",
        "910129403151",
        "29.01.1991",
        "әйел",
        "Сейфуллин көшесі, 29-үй, 17-пәтер",
        -5,
    ),
    DemoCard(
        "Есенов Нұрлан Тілекұлы",
        "880515303224",
        "15.05.1988",
        "ер",
        "Иманбаева көшесі, 7-үй, 102-пәтер",
        2,
        ({"kind": "шақыру", "day": -9},),
    ),
    DemoCard(
        "Жақыпов Дәурен Маратұлы",
        "760921303297",
        "21.09.1976",
        "ер",
        "Бөгенбай батыр көшесі, 54-үй, 3-пәтер",
        4,
        (
            {
                "kind": "жұмысқа жолдама",
                "day": -26,
                "place": "«Астана жылу» ЖШС",
                "profession": "слесарь",
                "result": "келмеді",
                "result_on": -8,
                "reason": "жұмыс берушінің мекенжайын таппаған",
            },
        ),
    ),
    DemoCard(
        "Иманғалиева Айнұр Асқарқызы",
        "940218403369",
        "18.02.1994",
        "әйел",
        "Тұран даңғылы, 18-үй, 77-пәтер",
        5,
        ({"kind": "Астанадан көшті", "day": -9, "place": "Қарағанды қаласы, Бұқар жырау даңғылы, 40-үй"},),
    ),
    DemoCard(
        "Көпжасарова Мәншүк Әлиқызы",
        "830406403437",
        "06.04.1983",
        "әйел",
        "Жеңіс даңғылы, 33-үй, 21-пәтер",
        1,
        (
            {
                "kind": "қоғамдық жұмыс",
                "day": -45,
                "place": "Сарыарқа ауданының көгалдандыру жұмыстары",
                "result": "өз еркімен тоқтатты",
                "result_on": -15,
                "reason": "жұмыс ауыр болған",
            },
        ),
    ),
    DemoCard(
        "Қасымов Серік Ғабдуллаұлы",
        "690830303504",
        "30.08.1969",
        "ер",
        "Қабанбай батыр даңғылы, 46-үй, 12-пәтер",
        6,
        ({"kind": "қоғамдық жұмыс", "day": -30, "place": "Есіл ауданының саябақтарын жинау"},),
    ),
    DemoCard(
        "Мұсабеков Олжас Ерболұлы",
        "920611303573",
        "11.06.1992",
        "ер",
        "Абай даңғылы, 98-үй, 5-пәтер",
        3,
        (
            {
                "kind": "жұмысқа жолдама",
                "day": -3,
                "place": "«Есіл құрылыс» ЖШС",
                "profession": "тас қалаушы",
            },
        ),
    ),
    DemoCard(
        "Нұрпейісова Гауһар Қанатқызы",
        "871203403641",
        "03.12.1987",
        "әйел",
        "Кенесары көшесі, 15-үй, 60-пәтер",
        7,
        (
            {
                "kind": "жұмысқа жолдама",
                "day": -20,
                "came_on": -18,
                "place": "№ 5 қалалық емхана",
                "profession": "мейіргер",
                "result": "жұмыс беруші бас тартты",
                "result_on": -16,
            },
        ),
    ),
    DemoCard(
        "Оспанова Жібек Нұрланқызы",
        "810222403710",
        "22.02.1981",
        "әйел",
        "Сейфуллин көшесі, 80-үй, 34-пәтер",
        8,
        (
            {
                "kind": "оқу",
                "day": -50,
                "place": "№ 2 кәсіптік лицей",
                "result": "аяқтады",
                "result_on": -10,
            },
        ),
    ),
    DemoCard(
        "Рахимов Талғат Жұмабекұлы",
        "731117303789",
        "17.11.1973",
        "ер",
        "Иманбаева көшесі, 41-үй, 90-пәтер",
        6,
        late_reason="баласы ауырып қалған, анықтамасы бар",
    ),
    DemoCard(
        "Сейітова Ақмарал Бауыржанқызы",
        "960305403850",
        "05.03.1996",
        "әйел",
        "Бөгенбай батыр көшесі, 20-үй, 11-пәтер",
        4,
        ({"kind": "шақыру", "day": -1},),
    ),
    DemoCard(
        "Төлегенов Азамат Ермекұлы",
        "900824303924",
        "24.08.1990",
        "ер",
        "Тұран даңғылы, 55-үй, 140-пәтер",
        0,
        (
            {
                "kind": "жұмыс ұсынысы",
                "day": -2,
                "place": "«Сарыарқа көлік» ЖШС",
                "profession": "жүргізуші",
            },
        ),
    ),
    DemoCard(
        "Шәріпова Динара Оразқызы",
        "840713403993",
        "13.07.1984",
        "әйел",
        "Жеңіс даңғылы, 70-үй, 52-пәтер",
        9,
    ),
    DemoCard(
        "Ысмайылов Қуаныш Тоқтарұлы",
        "630416304065",
        "16.04.1963",
        "ер",
        "Қабанбай батыр даңғылы, 5-үй, 19-пәтер",
        2,
        (
            {
                "kind": "зейнетақы тағайындалды",
                "day": -7,
                "document": "зейнетақы тағайындау туралы шешім № 118",
            },
        ),
    ),
)

# Employer, profession, street and house, district, pay in tenge a month, years of experience, what is asked,
# open since so many days ago.
_VACANCIES: tuple[tuple[str, str, str, str, int, int, str, int], ...] = (
    ("«Сарыарқа көлік» ЖШС", "жүргізуші", "Жеңіс даңғылы, 41", "Сарыарқа", 280_000, 2, "D санаты", 25),
    ("«Астана жылу» ЖШС", "слесарь", "Кенесары көшесі, 40", "Сарыарқа", 230_000, 1, "", 18),
    ("«Астана жылу» ЖШС", "дәнекерлеуші", "Кенесары көшесі, 40", "Сарыарқа", 310_000, 3, "5-разряд", 18),
    ("«Целинград» ЖШС", "аспаз", "Абай даңғылы, 22", "Байқоңыр", 220_000, 1, "санитариялық кітапша", 12),
    ("«Целинград» ЖШС", "ыдыс жуушы", "Абай даңғылы, 22", "Байқоңыр", 150_000, 0, "", 12),
    ("№ 5 қалалық емхана", "мейіргер", "Бөгенбай батыр көшесі, 66", "Алматы", 240_000, 1, "сертификат", 30),
    ("№ 5 қалалық емхана", "тазалаушы", "Бөгенбай батыр көшесі, 66", "Алматы", 140_000, 0, "", 9),
    ("«Есіл құрылыс» ЖШС", "тас қалаушы", "Тұран даңғылы, 18", "Есіл", 350_000, 2, "4-разряд", 21),
    ("«Есіл құрылыс» ЖШС", "қосалқы жұмысшы", "Тұран даңғылы, 18", "Есіл", 200_000, 0, "", 21),
    ("№ 12 мектеп-лицей", "есепші", "Сейфуллин көшесі, 35", "Сарыарқа", 260_000, 3, "1С білуі", 14),
    ("№ 12 мектеп-лицей", "күзетші", "Сейфуллин көшесі, 35", "Сарыарқа", 135_000, 0, "", 14),
    ("«Дәстүр» ЖШС", "тігінші", "Иманбаева көшесі, 8", "Байқоңыр", 210_000, 1, "", 16),
    ("«Қазпошта» АҚ филиалы", "жеткізуші", "Қабанбай батыр даңғылы, 10", "Нұра", 190_000, 0, "", 7),
    (
        "№ 8 балабақша",
        "тәрбиеші",
        "Қабанбай батыр даңғылы, 53",
        "Нұра",
        215_000,
        1,
        "педагогикалық білім",
        11,
    ),
    ("ТОО «Астана Маркет»", "продавец", "ул. Кенесары, 52", "Сарыарқа", 180_000, 0, "", 6),
    ("ТОО «СтройСервис Астана»", "электрик", "пр. Туран, 37", "Есіл", 290_000, 2, "III группа допуска", 19),
)


def vacancy_rows(today: date) -> Iterator[Row]:
    """Yield the vacancies, all of them open."""
    for employer, profession, street, district, pay, experience, needs, since in _VACANCIES:
        yield {
            "employer": employer,
            "profession": profession,
            "address": f"{'г. Астана' if street.startswith(('ул.', 'пр.')) else 'Астана қаласы'}, {street}",
            "district": district,
            "pay": str(pay),
            "experience_years": str(experience),
            "needs": needs,
            "open_from": shown(weekday(today, -since)),
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
