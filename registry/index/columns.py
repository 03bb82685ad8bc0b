"""The columns of a card index, one row a registration of one person, and the words its cells are written in.

The desk's own fields clean the cells, so that a card is read in by the rules by which it is typed.
"""

from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.tables_in.columns import ANY_DAY, PAST_DAY, Column, Words
from registry.people.forms.person import CodeField, PersonForm
from registry.people.models import IntakeApplication, Person, PresentedDocument, UnemploymentRegistration

CATEGORIES = Words(
    {
        "citizen": (
            "азамат | азаматша | ҚР азаматы | Қазақстан Республикасының азаматы | гражданин | гражданка"
            " | гражданин РК | гражданка РК | гражданин Республики Казахстан | citizen"
            " | citizen of Kazakhstan"
        ),
        "foreigner": (
            "шетелдік | шетел азаматы | иностранец | иностранка | иностранный гражданин"
            " | иностранная гражданка | foreigner | foreign citizen"
        ),
        "stateless": (
            "азаматтығы жоқ | азаматтығы жоқ адам | лицо без гражданства | без гражданства | ЛБГ"
            " | stateless | stateless person"
        ),
    }
)
SEXES = Words(
    {
        "female": (
            "әйел | ә | әйел адам | әйел жынысы | қыз | женский | жен | ж | женщина | женский пол"
            " | female | f | woman"
        ),
        "male": (
            "ер | еркек | е | ер адам | ер жынысы | ұл | мужской | муж | м | мужчина | мужской пол | male | m"
            " | man"
        ),
    }
)
IDENTITY_FORMS = Words(
    {
        "identity_card": (
            "жеке куәлік | куәлік | удостоверение личности | удостоверение | уд. личности | identity card"
            " | ID card"
        ),
        "passport": "паспорт | төлқұжат | passport",
    }
)
YES_OR_NO = Words(
    {
        True: "иә | ия | да | yes | y | + | ✓ | ✔ | √ | 1 | true | истина | ақиқат | бар | есть | имеется",
        False: ("жоқ | жок | нет | no | n | 0 | false | ложь | жалған | отсутствует | не имеется | болмаған"),
    }
)
# Whose card it is; the table of entries has these columns as well.
NUMBERS = (
    Column("iin", "ЖСН | ИИН | IIN", "791028302728", clean=CodeField("iin"), digits=12, proves=True),
    Column("sik", "ӘЖК | СИК | SIK", clean=CodeField("sik")),
    Column("rnn", "СТН | РНН | RNN", "620863936044", clean=CodeField("rnn"), digits=12, proves=True),
)
FORMER_NUMBER = Column(
    "former_number",
    "Ескі карточканың нөмірі | Номер старой карточки | Former number"
    " | Карточка нөмірі | Номер карточки | Card number",
    "123/14",
    UnemploymentRegistration,
)
# The parts of a document: their headings, and what cleans them. A number is cleaned with its document.
_PARTS: dict[str, tuple[str, dict[str, Any]]] = {
    "form": ("түрі | вид | kind", {"clean": IDENTITY_FORMS}),
    "number": ("нөмірі | номер | number", {}),
    "issuer": ("кім берген | кем выдан | issued by", {"model": PresentedDocument, "field": "issuer"}),
    "issued_on": ("берілген күні | дата выдачи | date of issue", {"clean": PAST_DAY}),
    "expires_on": ("қолданылу мерзімі | срок действия | valid until", {"clean": ANY_DAY}),
    "police_mark": (
        "ішкі істер органының белгісі | отметка органов внутренних дел | police mark",
        {"clean": YES_OR_NO},
    ),
}
# The documents of a card, each with its parts (clause 12).
DOCUMENTS = {
    "identity": ("form", "number", "issuer", "issued_on", "expires_on"),
    "residence_permit": ("number", "issuer", "issued_on", "expires_on"),
    "stateless_certificate": ("number", "issuer", "issued_on", "expires_on", "police_mark"),
    "oralman_certificate": ("number", "issuer", "issued_on"),
    "work_record": ("number", "issuer", "issued_on"),
}


def _typed(key: str, names: str, example: str = "", **more: Any) -> Column:
    """Return a column that is cleaned by the field in which the desk types it."""
    return Column(key, names, example, Person, clean=PersonForm.base_fields[key], **more)


def _document(kind: str, names: str, examples: str = "", *, is_needed: bool = False) -> list[Column]:
    """Return the columns of a document: «Ықтиярхат: нөмірі», «Вид на жительство: номер» and so on."""
    columns = []
    for part, example in zip_longest(
        DOCUMENTS[kind], examples.split(" | ") if examples else (), fillvalue=""
    ):
        headings, cleaned = _PARTS[part]
        both = zip(names.split(" | "), headings.split(" | "), strict=True)
        named = " | ".join(f"{name}: {heading}" for name, heading in both)
        needed = is_needed and part == "number"
        columns.append(Column(f"{kind}_{part}", named, example, needed=needed, **cleaned))
    return columns


COLUMNS: tuple[Column, ...] = (
    _typed(
        "surname",
        "Тегі | Фамилия | Surname | Last name | Family name",
        "Ахметов",
        must=_("Enter the surname."),
    ),
    _typed("given_name", "Аты | Имя | Given name | First name", "Ерлан", needed=True),
    _typed("patronymic", "Әкесінің аты | Отчество | Patronymic | Middle name", "Серікұлы"),
    Column(
        "birth_date",
        "Туған күні | Дата рождения | Date of birth | Birth date",
        "28.10.1979",
        Person,
        must=_("Enter the date of birth."),
    ),
    Column("sex", "Жынысы | Пол | Sex | Gender", "ер", clean=SEXES),
    Column(
        "category",
        "Санаты | Категория | Category",
        "азамат",
        clean=CATEGORIES,
        must=_("Enter the category: citizen, foreigner or stateless."),
    ),
    Column("is_oralman", "Оралман | Оралман | Oralman | Қандас | Кандас", "жоқ", clean=YES_OR_NO),
    _typed(
        "latin_name",
        "Латын әріптерімен аты-жөні | ФИО латинскими буквами | Name in Latin letters | Latin name",
        "Akhmetov Yerlan",
    ),
    *NUMBERS,
    _typed(
        "address",
        "Мекенжайы | Адрес | Address",
        "Астана қаласы, Абай даңғылы, 10-үй, 5-пәтер",
        must=_("Enter the address."),
    ),
    _typed("phone", "Телефоны | Телефон | Telephone | Phone", "21-03-37"),
    _typed("email", "Электрондық поштасы | Электронная почта | E-mail", "yerlan@example.kz"),
    *_document(
        "identity",
        "Жеке куәлік (паспорт) | Удостоверение личности (паспорт) | Identity document",
        "жеке куәлік | 012345678 | ҚР ІІМ | 15.06.2009 | 14.06.2019",
        is_needed=True,
    ),
    *_document("residence_permit", "Ықтиярхат | Вид на жительство | Residence permit"),
    *_document(
        "stateless_certificate",
        "Азаматтығы жоқ адамның куәлігі | Удостоверение лица без гражданства"
        " | Stateless person's certificate",
    ),
    *_document("oralman_certificate", "Оралман куәлігі | Удостоверение оралмана | Oralman certificate"),
    *_document(
        "work_record",
        "Еңбек қызметін растайтын құжат | Документ о трудовой деятельности | Work record",
        "№ 5 |  | 01.09.2001",
    ),
    FORMER_NUMBER,
    Column("applied_on", "Өтініш берген күні | Дата обращения | Applied on", "03.03.2014", IntakeApplication),
    Column(
        "registered_on",
        "Тіркелген күні | Дата регистрации | Registered on",
        "11.03.2014",
        UnemploymentRegistration,
        must=_("Enter the day of registration."),
    ),
    Column(
        "ended_on",
        "Есептен шығарылған күні | Дата снятия с учета | Ended on | Дата снятия с учёта",
        "30.09.2014",
        UnemploymentRegistration,
    ),
)
