"""Makes `sample_register.csv`: 300 invented people with Kazakh and Russian names, the same ones every time.

    python -m tests.data.make_sample

Names come from mimesis; numbers get their check digits here, so that the import takes them. Nobody in the
file exists; whatever looks like a real person's number is chance.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from mimesis import Gender, Locale
from mimesis import Person as Names

from registry.index.columns import COLUMNS

SAMPLE = Path(__file__).with_name("sample_register.csv")
PEOPLE = 300
SEED = 2008
# The last day the sample speaks of; registrations after it would be in the future for whoever loads it.
LAST_DAY = date(2025, 12, 26)

_SIK_LETTERS = "0123456789ABCDEFGHJKMNPRSTUVWXYZ"
_STREETS_KK = (
    "Абай",
    "Иманбаева",
    "Кенесары",
    "Сейфуллин",
    "Бөгенбай батыр",
    "Жеңіс",
    "Қабанбай батыр",
    "Тұран",
)
_STREETS_RU = (
    "Абая",
    "Иманбаевой",
    "Кенесары",
    "Сейфуллина",
    "Богенбай батыра",
    "Победы",
    "Туран",
    "Сарыарка",
)
_LATIN = {
    Gender.MALE: (
        ("Мюллер", "Müller", "Ханс", "Hans"),
        ("Смит", "Smith", "Джон", "John"),
        ("Йылмаз", "Yılmaz", "Мехмет", "Mehmet"),
        ("Ли", "Li", "Вэй", "Wei"),
        ("Каримов", "Karimov", "Ботир", "Botir"),
        ("Новак", "Novák", "Павел", "Pavel"),
    ),
    Gender.FEMALE: (
        ("Шмидт", "Schmidt", "Анна", "Anna"),
        ("Браун", "Brown", "Мэри", "Mary"),
        ("Демир", "Demir", "Айше", "Ayşe"),
        ("Ван", "Wang", "Фан", "Fang"),
        ("Рахимова", "Rahimova", "Дилноза", "Dilnoza"),
        ("де ла Крус", "de la Cruz", "Мария", "María"),
    ),
}


class SampleMaker:
    """One seeded stream of invented cards."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.kk = Names(Locale.KK, seed=SEED)
        self.ru = Names(Locale.RU, seed=SEED)
        self.used: set[str] = set()

    def cards(self) -> Iterator[dict[str, str]]:
        """Yield the rows of the sample under the keys of the columns."""
        for number in range(1, PEOPLE + 1):
            yield self.card(number)

    def card(self, number: int) -> dict[str, str]:
        """Make one person with one registration."""
        gender = self.random.choice((Gender.MALE, Gender.FEMALE))
        category = self.random.choices(("citizen", "foreigner", "stateless"), (90, 7, 3))[0]
        is_kazakh = self.random.random() < 0.6
        registered_on = self.registration_day()
        age = timedelta(days=self.random.randint(19 * 366, 58 * 365))
        born = registered_on - age
        card = {
            **(self.foreign_name(gender) if category == "foreigner" else self.name(gender, is_kazakh)),
            "birth_date": shown(born),
            "sex": self.word(is_kazakh, ("ер", "мужской") if gender is Gender.MALE else ("әйел", "женский")),
            "category": self.word(is_kazakh, _CATEGORIES[category]),
            "address": self.address(is_kazakh),
            "phone": self.phone(),
            **self.numbers(born, gender, registered_on),
            **self.documents(category, is_kazakh, born, registered_on),
            "former_number": f"{number}/{registered_on:%y}",
            "applied_on": shown(registered_on - timedelta(days=self.random.randint(0, 9))),
            "registered_on": shown(registered_on),
            "ended_on": self.end(registered_on),
        }
        if category == "citizen" and is_kazakh and self.random.random() < 0.08:
            card |= self.oralman(registered_on)
        return card

    # --- people ----------------------------------------------------------------------------------
    def name(self, gender: Gender, is_kazakh: bool) -> dict[str, str]:
        """Make a Kazakh name with -ұлы or -қызы, or a Russian one with -ович or -овна."""
        names = self.kk if is_kazakh else self.ru
        father = names.name(Gender.MALE)
        ending = ("ұлы", "қызы") if is_kazakh else ("", "")
        patronymic = (
            father + ending[gender is Gender.FEMALE] if is_kazakh else russian_patronymic(father, gender)
        )
        return {
            "surname": names.surname(gender),
            "given_name": names.name(gender),
            "patronymic": patronymic,
        }

    def foreign_name(self, gender: Gender) -> dict[str, str]:
        """Make a name as a residence permit writes it, with its Latin form."""
        surname, latin_surname, given, latin_given = self.random.choice(_LATIN[gender])
        return {"surname": surname, "given_name": given, "latin_name": f"{latin_surname} {latin_given}"}

    def address(self, is_kazakh: bool) -> str:
        """Make an address in Astana."""
        house, flat = self.random.randint(1, 120), self.random.randint(1, 180)
        if is_kazakh:
            return f"Астана қаласы, {self.random.choice(_STREETS_KK)} көшесі, {house}-үй, {flat}-пәтер"
        return f"г. Астана, ул. {self.random.choice(_STREETS_RU)}, д. {house}, кв. {flat}"

    def phone(self) -> str:
        """Make a telephone number."""
        code = f"7{self.random.randint(0, 9)}{self.random.choice('12578')}"
        return f"+7 {code} {self.digits(3)} {self.digits(2)} {self.digits(2)}"

    # --- days ------------------------------------------------------------------------------------
    def day(self, first: date, last: date) -> date:
        """Choose a day of a period."""
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def registration_day(self) -> date:
        """Choose a working day of one of the two editions: a third of the cards is from before 2013."""
        first, last = (
            (date(2008, 4, 1), date(2012, 12, 28))
            if self.random.random() < 0.35
            else (date(2013, 1, 8), LAST_DAY)
        )
        day = self.day(first, last)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def end(self, registered_on: date) -> str:
        """Choose the end of a registration; of those of the last year most still run."""
        is_running = registered_on > LAST_DAY - timedelta(days=400) and self.random.random() < 0.7
        last = min(registered_on + timedelta(days=420), LAST_DAY)
        return (
            ""
            if is_running or last <= registered_on
            else shown(self.day(registered_on + timedelta(days=1), last))
        )

    # --- numbers ---------------------------------------------------------------------------------
    def digits(self, count: int) -> str:
        """Make digits."""
        return "".join(self.random.choice("0123456789") for _place in range(count))

    def fresh(self, make: Callable[[], str | None]) -> str:
        """Return a number not used yet; `make` gives None for one that is never issued."""
        while True:
            number = make()
            if number and number not in self.used:
                self.used.add(number)
                return number

    def numbers(self, born: date, gender: Gender, registered_on: date) -> dict[str, str]:
        """Make SIK and RNN for a card from before 2013, the IIN for a later one; some old cards have both."""
        century = (3 if born.year < 2000 else 5) + (gender is Gender.FEMALE)
        iin = self.fresh(lambda: with_iin_check(f"{born:%y%m%d}{century}{self.digits(4)}"))
        if registered_on.year >= 2013:
            return {"iin": iin}
        sik = self.fresh(lambda: "".join(self.random.choice(_SIK_LETTERS) for _place in range(16)))
        rnn = self.fresh(lambda: with_rnn_check(f"6203{self.random.randint(1, 9)}{self.digits(6)}"))
        both = {"sik": sik, "rnn": rnn}
        return {**both, "iin": iin} if self.random.random() < 0.3 else both

    # --- documents -------------------------------------------------------------------------------
    def documents(self, category: str, is_kazakh: bool, born: date, registered_on: date) -> dict[str, str]:
        """Make the documents of clause 12; one old card in ten has lost its work record."""
        issued = self.day(max(born.replace(day=1, year=born.year + 17), date(1994, 1, 1)), registered_on)
        is_card = category == "citizen" and self.random.random() < 0.9
        found = {
            "identity_form": self.word(
                is_kazakh, ("жеке куәлік", "удостоверение личности") if is_card else ("паспорт", "паспорт")
            ),
            "identity_number": self.fresh(lambda: f"0{self.digits(8)}" if is_card else f"N{self.digits(8)}"),
            "identity_issuer": self.word(is_kazakh, ("ҚР ІІМ", "МВД РК")),
            "identity_issued_on": shown(issued),
        }
        extra = {"foreigner": "residence_permit", "stateless": "stateless_certificate"}.get(category)
        if extra:
            found |= {
                f"{extra}_number": self.fresh(lambda: self.digits(9)),
                f"{extra}_issuer": self.word(is_kazakh, ("ҚР ІІМ", "МВД РК")),
                f"{extra}_issued_on": shown(issued),
            }
        if extra == "stateless_certificate":
            found["stateless_certificate_police_mark"] = self.word(is_kazakh, ("иә", "да"))
        if self.random.random() < 0.9:
            found |= {"work_record_number": f"№ {self.random.randint(1, 9999)}"}
        return found

    def oralman(self, registered_on: date) -> dict[str, str]:
        """Make the certificate of an ethnic returnee."""
        return {
            "is_oralman": "иә",
            "oralman_certificate_number": self.fresh(lambda: self.digits(7)),
            "oralman_certificate_issuer": "Көші-қон комитеті",
            "oralman_certificate_issued_on": shown(registered_on - timedelta(days=200)),
        }

    @staticmethod
    def word(is_kazakh: bool, words: tuple[str, str]) -> str:
        """Write a word in the language of the card."""
        return words[0] if is_kazakh else words[1]


_CATEGORIES = {
    "citizen": ("азамат", "гражданин"),
    "foreigner": ("шетелдік", "иностранец"),
    "stateless": ("азаматтығы жоқ адам", "лицо без гражданства"),
}


def shown(day: date) -> str:
    """Write a date as the desk does."""
    return f"{day:%d.%m.%Y}"


def russian_patronymic(father: str, gender: Gender) -> str:
    """Make a Russian patronymic: Иван → Иванович, Дмитрий → Дмитриевич, Юрий → Юрьевна, Илья → Ильич."""
    father = {"Лев": "Льв", "Пётр": "Петр", "Павел": "Павл"}.get(father, father)
    endings = ("ович", "овна")
    if father.endswith("я"):
        father, endings = father[:-1], ("ич", "инична")
    elif father.endswith("а"):
        father, endings = father[:-1], ("ич", "ична")
    elif father.endswith("ий"):
        has_two_consonants = not set(father[-4:-2].lower()) & set("аеёиоуыэюя")
        father, endings = father[:-2], ("иевич", "иевна") if has_two_consonants else ("ьевич", "ьевна")
    elif father.endswith(("й", "ь")):
        father, endings = father[:-1], ("евич", "евна")
    return father + endings[gender is Gender.FEMALE]


def with_iin_check(body: str) -> str | None:
    """Add the check digit to eleven digits of an IIN; None when no such number is issued."""
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
        if rest < 10:
            return f"{body}{rest}"
    return None


def with_rnn_check(body: str) -> str | None:
    """Add the check digit to eleven digits of an RNN; None when none of the ten weights gives one."""
    for shift in range(10):
        rest = sum(int(digit) * ((shift + place) % 10 + 1) for place, digit in enumerate(body)) % 11
        if rest < 10:
            return f"{body}{rest}"
    return None


def make_sample() -> bytes:
    """Return the sample as CSV: UTF-8 with BOM, parted by semicolons, headings in Kazakh."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(column.heading("kk") for column in COLUMNS)
    for card in SampleMaker().cards():
        writer.writerow(card.get(column.key, "") for column in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    SAMPLE.write_bytes(make_sample())
