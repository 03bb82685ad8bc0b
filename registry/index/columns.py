"""The columns of a card index: their headings in three languages, and the template to fill in.

One row is one registration of one person. Headings are compared without case, blanks and punctuation, and
with look-alike letters mended, so «Тегi» with a Latin i is «Тегі».
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from astana_employment.toolbox.kazakh import mend_lookalikes

LANGUAGES = ("kk", "ru", "en")

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class CardColumn:
    """A column: the headings the template writes, others that are read as well, and an example.

    A file without a `needed` column is refused; every other column may be left out.
    """

    key: str
    headings: tuple[str, str, str]
    also: tuple[str, ...] = ()
    needed: bool = False
    example: str = ""
    spellings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the headings for comparison."""
        known = frozenset(map(plain_heading, (self.key, *self.headings, *self.also)))
        object.__setattr__(self, "spellings", known)

    def heading(self, language: str) -> str:
        """Return the heading in kk, ru or en; ValueError for another language."""
        return self.headings[LANGUAGES.index(language)]


def plain_heading(text: str) -> str:
    """Return a heading as it is compared."""
    return _NOT_A_LETTER.sub("", mend_lookalikes(text.replace("\ufeff", ""))[0].casefold())


def _document_columns(
    kind: str, names: tuple[str, str, str], parts: tuple[str, ...], examples: tuple[str, ...] = ()
) -> list[CardColumn]:
    """Return the columns of a document: «Ықтиярхат: нөмірі», «Вид на жительство: номер» and so on."""
    texts = {
        "form": ("түрі", "вид", "kind"),
        "number": ("нөмірі", "номер", "number"),
        "issuer": ("кім берген", "кем выдан", "issued by"),
        "issued_on": ("берілген күні", "дата выдачи", "date of issue"),
        "expires_on": ("қолданылу мерзімі", "срок действия", "valid until"),
        "police_mark": ("ішкі істер органының белгісі", "отметка органов внутренних дел", "police mark"),
    }
    filled = examples or ("",) * len(parts)
    return [
        CardColumn(
            key=f"{kind}_{part}",
            headings=(
                f"{names[0]}: {texts[part][0]}",
                f"{names[1]}: {texts[part][1]}",
                f"{names[2]}: {texts[part][2]}",
            ),
            needed=(kind, part) == ("identity", "number"),
            example=example,
        )
        for part, example in zip(parts, filled, strict=True)
    ]


COLUMNS: tuple[CardColumn, ...] = (
    CardColumn(
        key="surname",
        headings=("Тегі", "Фамилия", "Surname"),
        also=("Last name", "Family name"),
        needed=True,
        example="Ахметов",
    ),
    CardColumn(
        key="given_name",
        headings=("Аты", "Имя", "Given name"),
        also=("First name",),
        needed=True,
        example="Ерлан",
    ),
    CardColumn(
        key="patronymic",
        headings=("Әкесінің аты", "Отчество", "Patronymic"),
        also=("Middle name",),
        example="Серікұлы",
    ),
    CardColumn(
        key="birth_date",
        headings=("Туған күні", "Дата рождения", "Date of birth"),
        also=("Birth date",),
        needed=True,
        example="28.10.1979",
    ),
    CardColumn(key="sex", headings=("Жынысы", "Пол", "Sex"), also=("Gender",), example="ер"),
    CardColumn(key="category", headings=("Санаты", "Категория", "Category"), needed=True, example="азамат"),
    CardColumn(
        key="is_oralman", headings=("Оралман", "Оралман", "Oralman"), also=("Қандас", "Кандас"), example="жоқ"
    ),
    CardColumn(
        key="latin_name",
        headings=("Латын әріптерімен аты-жөні", "ФИО латинскими буквами", "Name in Latin letters"),
        also=("Latin name",),
        example="Akhmetov Yerlan",
    ),
    CardColumn(key="iin", headings=("ЖСН", "ИИН", "IIN"), example="791028302728"),
    CardColumn(key="sik", headings=("ӘЖК", "СИК", "SIK")),
    CardColumn(key="rnn", headings=("СТН", "РНН", "RNN"), example="620863936044"),
    CardColumn(
        key="address",
        headings=("Мекенжайы", "Адрес", "Address"),
        needed=True,
        example="Астана қаласы, Абай даңғылы, 10-үй, 5-пәтер",
    ),
    CardColumn(
        key="phone", headings=("Телефоны", "Телефон", "Telephone"), also=("Phone",), example="21-03-37"
    ),
    CardColumn(
        key="email",
        headings=("Электрондық поштасы", "Электронная почта", "E-mail"),
        example="yerlan@example.kz",
    ),
    *_document_columns(
        "identity",
        ("Жеке куәлік (паспорт)", "Удостоверение личности (паспорт)", "Identity document"),
        ("form", "number", "issuer", "issued_on", "expires_on"),
        ("жеке куәлік", "012345678", "ҚР ІІМ", "15.06.2009", "14.06.2019"),
    ),
    *_document_columns(
        "residence_permit",
        ("Ықтиярхат", "Вид на жительство", "Residence permit"),
        ("number", "issuer", "issued_on", "expires_on"),
    ),
    *_document_columns(
        "stateless_certificate",
        (
            "Азаматтығы жоқ адамның куәлігі",
            "Удостоверение лица без гражданства",
            "Stateless person's certificate",
        ),
        ("number", "issuer", "issued_on", "expires_on", "police_mark"),
    ),
    *_document_columns(
        "oralman_certificate",
        ("Оралман куәлігі", "Удостоверение оралмана", "Oralman certificate"),
        ("number", "issuer", "issued_on"),
    ),
    *_document_columns(
        "work_record",
        ("Еңбек қызметін растайтын құжат", "Документ о трудовой деятельности", "Work record"),
        ("number", "issuer", "issued_on"),
        ("№ 5", "", "01.09.2001"),
    ),
    CardColumn(
        key="former_number",
        headings=("Ескі карточканың нөмірі", "Номер старой карточки", "Former number"),
        also=("Карточка нөмірі", "Номер карточки", "Card number"),
        example="123/14",
    ),
    CardColumn(
        key="applied_on",
        headings=("Өтініш берген күні", "Дата обращения", "Applied on"),
        example="03.03.2014",
    ),
    CardColumn(
        key="registered_on",
        headings=("Тіркелген күні", "Дата регистрации", "Registered on"),
        needed=True,
        example="11.03.2014",
    ),
    CardColumn(
        key="ended_on",
        headings=("Есептен шығарылған күні", "Дата снятия с учета", "Ended on"),
        also=("Дата снятия с учёта",),
        example="30.09.2014",
    ),
)


def _by_spelling(columns: Sequence[CardColumn]) -> dict[str, CardColumn]:
    return {spelling: column for column in columns for spelling in column.spellings}


class HeadingError(Exception):
    """The headings of a file are not those of a card index; the message says everything that is wrong."""


def known_headings(row: Sequence[object], columns: Sequence[CardColumn] = COLUMNS) -> int:
    """Count the cells of a row that are headings of a table: of the card index unless told otherwise."""
    known = _by_spelling(columns)
    return sum(plain_heading(str(cell)) in known for cell in row if cell)


def match_headings(
    row: Sequence[object], language: str, columns: Sequence[CardColumn] = COLUMNS
) -> dict[int, tuple[str, str]]:
    """Return for each place of the heading row its column's key and its heading as it stands in the file.

    Raises HeadingError, once for all that is wrong: columns missing, unknown or twice.
    """
    known = _by_spelling(columns)
    headings = [" ".join(str(cell or "").split()) for cell in row]
    found = {
        place: (known[plain_heading(text)].key, text)
        for place, text in enumerate(headings)
        if plain_heading(text) in known
    }
    faults = [*_missing(found, language, columns), *_unknown(headings, found), *_twice(found)]
    if faults:
        raise HeadingError("\n".join(faults))
    return found


def _missing(found: dict[int, tuple[str, str]], language: str, columns: Sequence[CardColumn]) -> list[str]:
    there = {key for key, _text in found.values()}
    missing = [column.heading(language) for column in columns if column.needed and column.key not in there]
    if not missing:
        return []
    return [gettext("These columns are missing: %(columns)s.") % {"columns": "; ".join(missing)}]


def _unknown(headings: list[str], found: dict[int, tuple[str, str]]) -> list[str]:
    """Refuse a heading nobody knows: a misspelt one would drop what stands under it in silence."""
    unknown = [text[:60] for place, text in enumerate(headings) if text and place not in found]
    if not unknown:
        return []
    shown = "; ".join(unknown[:20]) + (" …" if len(unknown) > 20 else "")
    return [
        gettext("These headings are not known: %(columns)s. Correct them or take the columns out.")
        % {"columns": shown}
    ]


def _twice(found: dict[int, tuple[str, str]]) -> list[str]:
    keys = [key for key, _text in found.values()]
    twice = [text for key, text in found.values() if keys.count(key) > 1]
    if not twice:
        return []
    return [gettext("These headings mean the same column: %(columns)s.") % {"columns": "; ".join(twice)}]


def template_rows(language: str, columns: Sequence[CardColumn] = COLUMNS) -> list[list[str]]:
    """Return the two rows of an empty template: the headings in a language, and one example."""
    return [[column.heading(language) for column in columns], [column.example for column in columns]]
