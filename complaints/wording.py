"""What stands in the papers and letters about complaints, in Kazakh and Russian.

Pure functions over plain values. Names are never inflected: "label: value". The contacts are those of
clauses 21–24 of the standard.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Final

from astana_employment.toolbox.counted import counted_ru
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.papers.issue import Contacts, paper_date
from astana_employment.toolbox.papers.stored import Language

Words = Mapping[str, str]

POSTS: Final[Mapping[str, Words]] = {
    "head_of_division": {
        "kk": "Жұмыссыздарды жұмысқа орналастыру бөлімінің бастығы",
        "ru": "Начальник отдела по трудоустройству безработных",
    },
    "deputy_director": {
        "kk": "Департамент директорының орынбасары",
        "ru": "Заместитель директора Департамента",
    },
    "director": {"kk": "Департамент директоры", "ru": "Директор Департамента"},
}
ACTING_POSTS: Final[Mapping[str, Words]] = {
    "head_of_division": {
        "kk": "Жұмыссыздарды жұмысқа орналастыру бөлімі бастығының міндетін атқарушы",
        "ru": "И. о. начальника отдела по трудоустройству безработных",
    },
    # Reading 42.
    "deputy_director": {
        "kk": "Департамент директоры орынбасарының міндетін атқарушы",
        "ru": "И. о. заместителя директора Департамента",
    },
}
KIND: Final[Mapping[str, Words]] = {
    "complaint": {"kk": "шағым", "ru": "жалоба"},
    "other": {"kk": "жолданым", "ru": "обращение"},
}
_PERIOD: Final[Words] = {
    "working_days": "тіркелген күннен кейінгі {} жұмыс күні",
    "calendar_days": "тіркелген күннен кейінгі {} күнтізбелік күн",
}
_DAYS_RU: Final[Mapping[str, tuple[str, str, str]]] = {
    "working_days": ("рабочий день", "рабочих дня", "рабочих дней"),
    "calendar_days": ("календарный день", "календарных дня", "календарных дней"),
}
ANONYMOUS: Final[Words] = {
    "kk": "Анонимді: автордың аты-жөні немесе мекенжайы көрсетілмеген. Заңға сәйкес анонимді жолданымдар"
    " қаралмайды және оларға жауап берілмейді.",
    "ru": "Обращение анонимное: имя или адрес не указаны. По закону анонимные обращения не рассматриваются,"
    " ответ на них не дается.",
}
OUTCOME: Final[Mapping[str, Mapping[str, Words]]] = {
    "complaint": {
        "full": {"kk": "Шағым толық қанағаттандырылды.", "ru": "Жалоба удовлетворена полностью."},
        "part": {"kk": "Шағым ішінара қанағаттандырылды.", "ru": "Жалоба удовлетворена частично."},
        "none": {"kk": "Шағым қанағаттандырылған жоқ.", "ru": "Жалоба не удовлетворена."},
    },
    "other": {
        "full": {"kk": "Жолданым толық қанағаттандырылды.", "ru": "Обращение удовлетворено полностью."},
        "part": {"kk": "Жолданым ішінара қанағаттандырылды.", "ru": "Обращение удовлетворено частично."},
        "none": {"kk": "Жолданым қанағаттандырылған жоқ.", "ru": "Обращение не удовлетворено."},
    },
}
# The word agrees with what was decided on: «жалоба признана», «обращение признано».
JUSTIFIED: Final[Mapping[str, Mapping[bool, Words]]] = {
    "complaint": {
        True: {"kk": "Негізделген деп танылды.", "ru": "Признана обоснованной."},
        False: {"kk": "Негізсіз деп танылды.", "ru": "Признана необоснованной."},
    },
    "other": {
        True: {"kk": "Негізделген деп танылды.", "ru": "Признано обоснованным."},
        False: {"kk": "Негізсіз деп танылды.", "ru": "Признано необоснованным."},
    },
}
# Where each level is found (clauses 22, 24).
REACH: Final[Mapping[str, Words]] = {
    "deputy_director": {
        "kk": "Департамент директорының орынбасарына: 6-кабинет, телефон 21-62-18",
        "ru": "заместителю директора Департамента: кабинет 6, телефон 21-62-18",
    },
    "director": {
        "kk": "Департамент директорына: 23-кабинет, телефон 21-04-92",
        "ru": "директору Департамента: кабинет 23, телефон 21-04-92",
    },
    "deputy_akim": {
        "kk": "жоғары тұрған органға – Астана қаласы әкімінің орынбасарына: Бейбітшілік көшесі, 11,"
        " 233-кабинет, телефон 75-21-68",
        "ru": "в вышестоящий орган – заместителю акима города Астаны: улица Бейбитшилик, 11, кабинет 233,"
        " телефон 75-21-68",
    },
}
_HOW_TO_FILE: Final[Words] = {
    "kk": "Шағым жазбаша түрде, поштамен немесе қолма-қол, Департаменттің кеңсесі арқылы беріледі:"
    " {address}, 12-кабинет, телефон {chancellery_phone}, {email}.",
    "ru": "Жалоба подается письменно, по почте или нарочно, через канцелярию Департамента: {address},"
    " кабинет 12, телефон {chancellery_phone}, {email}.",
}
_TERM_TO_COMPLAIN: Final[Words] = {
    "kk": "Шағым беру мерзімі – жауап туралы белгілі болған күннен бастап {} ай.",
    "ru": "Жалобу можно подать в течение {} со дня, когда стало известно об ответе.",
}
_LETTERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "inquiry": {
        "kk": (
            "Қарау үшін басқа органнан немесе лауазымды адамнан ақпарат сұратылды: {recipient}.",
            "Себебі: {reason}",
        ),
        "ru": (
            "Для рассмотрения запрошена информация у другого органа или должностного лица: {recipient}.",
            "Причина: {reason}",
        ),
    },
    "extension": {
        "kk": ("Қарау мерзімі ұзартылды.", "Себебі: {reason}"),
        "ru": ("Срок рассмотрения продлен.", "Причина: {reason}"),
    },
    "forwarding": {
        "kk": (
            "Мәселені шешу құзыретіне кіретін органға немесе лауазымды адамға жіберілді: {recipient}.",
            "Себебі: {reason}",
        ),
        "ru": (
            "Направлено органу или должностному лицу, в компетенцию которого входит решение вопроса:"
            " {recipient}.",
            "Причина: {reason}",
        ),
    },
}
_DUE: Final[Words] = {"kk": "Жауап берілетін күн: {}.", "ru": "Срок ответа: {}."}
_FORWARDED: Final[Words] = {"kk": "Жіберілген күні: {}.", "ru": "Дата направления: {}."}


def rule_text(due: DueDate, basis: str, language: Language) -> str:
    """Return the rule a due date comes from: the number of days and the article."""
    if language == "ru":
        period = f"{counted_ru(due.count, *_DAYS_RU[due.unit])} после дня регистрации"
    else:
        period = _PERIOD[due.unit].format(due.count)
    return f"{period} ({basis})"


def post_of(level: str, language: Language, *, acting: bool) -> str:
    """Return the post printed under an answer, of the holder or of who acts for him or her (reading 42)."""
    return (ACTING_POSTS if acting else POSTS)[level][language]


def remedies(above: tuple[str, ...], language: Language) -> list[str]:
    """Return the higher levels with how to reach each, the nearest first (clause 22)."""
    return [REACH[level][language] for level in above]


def term_to_complain(months: int, language: Language) -> str:
    """Return how long an answer can be challenged (art. 92 of the Code, art. 12 of the Law)."""
    # After «в течение» the genitive: «21 месяца», «3 месяцев».
    counted = counted_ru(months, "месяца", "месяцев", "месяцев") if language == "ru" else str(months)
    return _TERM_TO_COMPLAIN[language].format(counted)


def reference_line(kind: str, number: str, registered_on: date, language: Language) -> str:
    """Return what a letter is about: «Шағым № C-2026-000001, тіркелген күні: 2026 жылғы 24 қараша»."""
    day = paper_date(registered_on, language)
    registered = {"kk": "тіркелген күні", "ru": "дата регистрации"}[language]
    return f"{KIND[kind][language].capitalize()} № {number}, {registered}: {day}"


def change_letter(kind: str, *, reason: str, recipient: str, day: date, language: Language) -> str:
    """Return the letter by which an author learns of an inquiry, an extension or a forwarding.

    `day` is the day the answer is due now; of a forwarding, the day on which it was sent on. One paragraph
    a line.
    """
    lines = [line.format(recipient=recipient, reason=reason) for line in _LETTERS[kind][language]]
    last = (_FORWARDED if kind == "forwarding" else _DUE)[language].format(paper_date(day, language))
    return "\n".join([*lines, last])


_MAILS: Final[Mapping[str, Words]] = {
    "receipt": {
        "kk": "Жолданымыңыз қабылданып, тіркелді. Қабылдау туралы белгісі бар екінші дана қоса беріледі: онда"
        " тіркеу нөмірі және жауап берілетін күн көрсетілген.\n\nКеңсенің телефоны: {}.",
        "ru": "Ваше обращение принято и зарегистрировано. Второй экземпляр с отметкой о принятии прилагается:"
        " в нем указаны регистрационный номер и срок ответа.\n\nТелефон канцелярии: {}.",
    },
    "answer": {
        "kk": "Жолданымыңызға берілген жауап қоса беріледі. Онда қанағаттанбаған жағдайда қайда жүгінуге"
        " болатыны көрсетілген.\n\nКеңсенің телефоны: {}.",
        "ru": "Ответ на Ваше обращение прилагается. В нем указано, куда можно обратиться, если Вы не"
        " удовлетворены.\n\nТелефон канцелярии: {}.",
    },
}


def mail_of_paper(kind: str, contacts: Contacts, language: Language) -> str:
    """Return the text of the mail that brings a receipt copy or an answer."""
    return _MAILS[kind][language].format(contacts.chancellery_phone)


def how_to_file(contacts: Contacts, language: Language) -> str:
    """Return where and how a complaint is handed in (clause 22)."""
    return _HOW_TO_FILE[language].format(**asdict(contacts))
