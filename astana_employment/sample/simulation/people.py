"""People who never lived: names, dates of birth, numbers and addresses that the desk accepts."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.core.exceptions import ValidationError

from registry.law.identifiers import clean_iin
from registry.law.requirements import DocumentData

# Out of fairy tales, so that nobody takes them for real; a woman's has an «а» at its end. In turn one for
# each window: the dragon, the brownie, the witch, the phoenix.
_SURNAMES = (
    *("Айдаһаров", "Домовёнков", "Мыстанов", "Самұрықов"),
    *("Алдаркөсеев", "Ертөстіков", "Перизатов", "Таусоғаров"),
    *("Бабаягин", "Жезтырнақов", "Өтіріков", "Шалқұйрықов"),
    *("Ғажайыпов", "Желаяқов", "Мысалов", "Сынақов"),
    *("Алтынсақин", "Қаңбақов", "Лешиев", "Үлгібаев"),
    *("Әупіров", "Колобков", "Несмеянин", "Тазшаев"),
    *("Батырақов", "Кощеев", "Ойданбаев", "Саққұлақов"),
)
_MEN = (
    *("Арман", "Асхат", "Бауыржан", "Берік", "Дәурен", "Ержан", "Жандос", "Қайрат", "Марат", "Нұрлан"),
    *("Олжас", "Руслан", "Санжар", "Серік", "Талғат", "Тимур"),
)
_WOMEN = (
    *("Айгерім", "Айнұр", "Ақмарал", "Әсел", "Бибігүл", "Гүлмира", "Дана", "Динара", "Жанна", "Зарина"),
    *("Күләш", "Ләззат", "Мадина", "Назгүл", "Сәуле", "Шолпан"),
)
_STREETS = ("Абай даңғылы", "Кенесары көшесі", "Бейбітшілік көшесі", "Сарыарқа даңғылы", "Иманов көшесі")
PROFESSIONS = ("электрик", "дәнекерлеуші", "есепші", "жүргізуші", "аспаз", "сатушы", "мұғалім", "тігінші")
_MALE, _FEMALE = 3, 4  # the seventh digit of an IIN of the twentieth century


@dataclass(frozen=True)
class Somebody:
    """The data of one person, as they are typed in, and the number of the identity card."""

    fields: dict[str, object]
    identity_number: str
    profession: str
    language: str

    @property
    def iin(self) -> str:
        """The individual identification number."""
        return str(self.fields["iin"])

    @property
    def email(self) -> str:
        """An address that reaches nobody: the domain is kept for examples."""
        return f"{self.iin}@example.org"

    @property
    def letter(self) -> str:
        """The first letter of the surname, which leads to a window."""
        return str(self.fields["surname"])[0]

    def documents(self, *, without: str = "") -> list[DocumentData]:
        """Return what the person puts on the counter (clause 12), a forgotten kind left out."""
        number = self.identity_number
        papers = [
            DocumentData("identity", number, "identity_card", "ҚР ІІМ", date(2019, 3, 1)),
            DocumentData("iin", self.iin),
            DocumentData("work_record", f"№ {number[-4:]}"),
        ]
        return [paper for paper in papers if paper.kind != without]


def make_up(number: int, dice: Random) -> Somebody:
    """Make up the person of a number; no two give the same IIN, and four in turn go to four windows."""
    is_woman = dice.random() < 0.54
    father = dice.choice(_MEN)
    surname = _SURNAMES[number % len(_SURNAMES)]
    born = date(1962, 1, 1) + timedelta(days=dice.randrange(38 * 365))
    born = min(born, date(1999, 12, 31))
    fields: dict[str, object] = {
        "category": "citizen",
        "surname": f"{surname}а" if is_woman else surname,
        "given_name": dice.choice(_WOMEN if is_woman else _MEN),
        "patronymic": f"{father}{'қызы' if is_woman else 'ұлы'}",
        "birth_date": born,
        "sex": "female" if is_woman else "male",
        "iin": _iin(born, number, is_woman=is_woman),
        "address": f"Астана қаласы, {dice.choice(_STREETS)}, {dice.randrange(1, 90)}-үй, "
        f"{dice.randrange(1, 120)}-пәтер",
    }
    language = "ru" if dice.random() < 0.3 else "kk"
    return Somebody(fields, f"0{40_000_000 + number * 37:08d}", dice.choice(PROFESSIONS), language)


def _iin(born: date, number: int, *, is_woman: bool) -> str:
    """Return an IIN whose check digit fits; one body in eleven has none, then the next one is taken."""
    while True:
        body = f"{born:%y%m%d}{_FEMALE if is_woman else _MALE}{number % 10_000:04d}"
        for digit in range(10):
            try:
                return clean_iin(f"{body}{digit}")
            except ValidationError:
                continue
        number += 5003
