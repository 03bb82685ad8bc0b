"""The columns of a card index: one row is one registration of one person."""

from astana_employment.toolbox.tables_in.columns import Column


def _document_columns(
    kind: str, names: tuple[str, str, str], parts: tuple[str, ...], examples: tuple[str, ...] = ()
) -> list[Column]:
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
        Column(
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


COLUMNS: tuple[Column, ...] = (
    Column(
        key="surname",
        headings=("Тегі", "Фамилия", "Surname"),
        also=("Last name", "Family name"),
        needed=True,
        example="Ахметов",
    ),
    Column(
        key="given_name",
        headings=("Аты", "Имя", "Given name"),
        also=("First name",),
        needed=True,
        example="Ерлан",
    ),
    Column(
        key="patronymic",
        headings=("Әкесінің аты", "Отчество", "Patronymic"),
        also=("Middle name",),
        example="Серікұлы",
    ),
    Column(
        key="birth_date",
        headings=("Туған күні", "Дата рождения", "Date of birth"),
        also=("Birth date",),
        needed=True,
        example="28.10.1979",
    ),
    Column(key="sex", headings=("Жынысы", "Пол", "Sex"), also=("Gender",), example="ер"),
    Column(key="category", headings=("Санаты", "Категория", "Category"), needed=True, example="азамат"),
    Column(
        key="is_oralman", headings=("Оралман", "Оралман", "Oralman"), also=("Қандас", "Кандас"), example="жоқ"
    ),
    Column(
        key="latin_name",
        headings=("Латын әріптерімен аты-жөні", "ФИО латинскими буквами", "Name in Latin letters"),
        also=("Latin name",),
        example="Akhmetov Yerlan",
    ),
    Column(key="iin", headings=("ЖСН", "ИИН", "IIN"), example="791028302728"),
    Column(key="sik", headings=("ӘЖК", "СИК", "SIK")),
    Column(key="rnn", headings=("СТН", "РНН", "RNN"), example="620863936044"),
    Column(
        key="address",
        headings=("Мекенжайы", "Адрес", "Address"),
        needed=True,
        example="Астана қаласы, Абай даңғылы, 10-үй, 5-пәтер",
    ),
    Column(key="phone", headings=("Телефоны", "Телефон", "Telephone"), also=("Phone",), example="21-03-37"),
    Column(
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
    Column(
        key="former_number",
        headings=("Ескі карточканың нөмірі", "Номер старой карточки", "Former number"),
        also=("Карточка нөмірі", "Номер карточки", "Card number"),
        example="123/14",
    ),
    Column(
        key="applied_on",
        headings=("Өтініш берген күні", "Дата обращения", "Applied on"),
        example="03.03.2014",
    ),
    Column(
        key="registered_on",
        headings=("Тіркелген күні", "Дата регистрации", "Registered on"),
        needed=True,
        example="11.03.2014",
    ),
    Column(
        key="ended_on",
        headings=("Есептен шығарылған күні", "Дата снятия с учета", "Ended on"),
        also=("Дата снятия с учёта",),
        example="30.09.2014",
    ),
)
