"""The columns of the second table of a card index: one row is one entry of the record card.

All kinds of entries stand in one table, as they follow each other on a paper card; the kind says which.
"""

from astana_employment.toolbox.tables_in.columns import Column
from registry.index.words import plain_word

ENTRY_COLUMNS: tuple[Column, ...] = (
    Column(key="iin", headings=("ЖСН", "ИИН", "IIN"), example="791028302728"),
    Column(key="sik", headings=("ӘЖК", "СИК", "SIK")),
    Column(key="rnn", headings=("СТН", "РНН", "RNN")),
    Column(
        key="former_number",
        headings=("Ескі карточканың нөмірі", "Номер старой карточки", "Former number"),
        also=("Карточка нөмірі", "Номер карточки", "Card number"),
        example="123/14",
    ),
    Column(
        key="kind",
        headings=("Жазба түрі", "Вид записи", "Kind of entry"),
        also=("Түрі", "Вид", "Kind"),
        needed=True,
        example="жұмысқа жолдама",
    ),
    Column(
        key="day",
        headings=("Күні", "Дата", "Day"),
        also=("Берілген күні", "Дата выдачи", "Date"),
        needed=True,
        example="17.03.2014",
    ),
    Column(
        key="due_on",
        headings=("Келу мерзімі", "Явиться до", "To come by"),
        also=("Мерзімі", "Срок явки"),
        example="26.03.2014",
    ),
    Column(
        key="came_on",
        headings=("Келген күні", "Явился", "Came on"),
        also=("Дата явки",),
        example="19.03.2014",
    ),
    Column(key="result", headings=("Нәтижесі", "Результат", "Result"), example="жұмысқа алынбады"),
    Column(
        key="result_on",
        headings=("Нәтиже күні", "Дата результата", "Day of the result"),
        example="20.03.2014",
    ),
    Column(
        key="place",
        headings=(
            "Қайда (жұмыс беруші, мекенжай)",
            "Куда (работодатель, адрес)",
            "Where (employer, address)",
        ),
        also=("Қайда", "Куда", "Where", "Жұмыс беруші", "Работодатель", "Employer"),
        example="«Астана жылу» ЖШС",
    ),
    Column(
        key="profession",
        headings=("Мамандығы", "Профессия", "Profession"),
        also=("Кәсібі", "Лауазымы", "Должность", "Position"),
        example="электрик",
    ),
    Column(key="document", headings=("Құжат", "Документ", "Document"), also=("Құжаты",), example=""),
    Column(
        key="reason",
        headings=("Себебі (адамның айтуынша)", "Причина (со слов человека)", "What the person says"),
        also=("Себебі", "Причина", "Reason"),
    ),
    Column(
        key="note",
        headings=("Берілген ақпарат, ескертпе", "Выданная информация, примечание", "Information given, note"),
        also=("Ескертпе", "Примечание", "Note"),
    ),
)


def _dictionary(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {plain_word(word): meaning for meaning, spellings in words.items() for word in spellings}


# Meaning: the kind of entry and, after a colon, its own kind.
ENTRY_KINDS = _dictionary(
    {
        "visit:": ("келу", "бару", "явка", "посещение", "отметка", "visit"),
        "summons:": ("шақыру", "вызов", "summons"),
        "offer:": ("жұмыс ұсынысы", "ұсыныс", "предложение работы", "предложение", "job offer", "offer"),
        "referral:job": (
            *("жұмысқа жолдама", "жолдама", "направление на работу", "направление"),
            *("referral to a job", "referral"),
        ),
        "referral:training": ("оқуға жолдама", "направление на обучение", "referral to training"),
        "referral:public_works": (
            *("қоғамдық жұмысқа жолдама", "направление на общественные работы"),
            "referral to public works",
        ),
        "participation:training": ("оқу", "обучение", "training"),
        "participation:public_works": (
            *("қоғамдық жұмыс", "қоғамдық жұмыстар", "ақылы қоғамдық жұмыс"),
            *("общественные работы", "оплачиваемые общественные работы", "public works"),
        ),
        "life-event:moved_within": (
            *("мекенжайын ауыстырды", "Астана ішінде көшті", "сменил адрес", "переезд внутри Астаны"),
            *("moved within Astana",),
        ),
        "life-event:moved_away": (
            *("Астанадан көшті", "басқа жерге көшті", "выехал из Астаны", "выезд из Астаны"),
            *("moved away from Astana", "moved away"),
        ),
        "life-event:employed": (
            *("жұмысқа орналасты", "өзі жұмысқа орналасты", "трудоустроился", "трудоустроился сам"),
            *("found work",),
        ),
        "life-event:sentenced": (
            *("сотталды", "бас бостандығынан айырылды", "осужден", "осуждён к лишению свободы"),
            *("sentenced",),
        ),
        "life-event:pension": ("зейнетақы тағайындалды", "назначена пенсия", "pension awarded", "pension"),
    }
)

RESULTS = _dictionary(
    {
        "accepted": ("келісті", "согласен", "согласна", "согласился", "accepted"),
        "refused": (
            "бас тартты",
            "жазбаша бас тартты",
            "отказался",
            "отказалась",
            "письменный отказ",
            "refused",
        ),
        "withdrawn": ("ұсыныс кері алынды", "предложение снято", "withdrawn"),
        "hired": ("жұмысқа алынды", "принят", "принят на работу", "принята на работу", "hired"),
        "started": ("бастады", "приступил", "приступила", "started"),
        "employer_refused": ("жұмыс беруші бас тартты", "отказ работодателя", "employer refused"),
        "not_agreed": ("жұмысқа алынбады", "не принят", "не принята", "not hired"),
        "did_not_come": ("келмеді", "не явился", "не явилась", "неявка", "did not come", "did not appear"),
        "cancelled": ("күші жойылды", "отменен", "отменено", "отменён", "cancelled"),
        "completed": ("аяқтады", "окончил", "окончила", "завершил", "завершила", "завершено", "completed"),
        "stopped_by_person": (
            *("өз еркімен тоқтатты", "прекратил по своей воле", "прекратила по своей воле"),
            *("stopped of own accord",),
        ),
        "stopped_by_others": (
            *("ұйымдастырушы тоқтатты", "прекращено организатором", "ended by the organiser"),
        ),
    }
)
