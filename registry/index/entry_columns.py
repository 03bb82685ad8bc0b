"""The columns of the second table of a card index, and the words of its cells: one row is one entry.

All kinds of entries stand in one table, as they follow each other on a paper card; the kind says which.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.tables_in.columns import ANY_DAY, PAST_DAY, Column, Words
from registry.card.models import JobOffer, VisitAppointment
from registry.index.columns import FORMER_NUMBER, NUMBERS, YES_OR_NO
from registry.vacancies.models import Vacancy

# Meaning: the kind of entry and, after a colon, its own kind.
ENTRY_KINDS = Words(
    {
        "visit:": "келу | бару | явка | посещение | отметка | visit",
        "summons:": "шақыру | вызов | summons",
        "offer:": "жұмыс ұсынысы | ұсыныс | предложение работы | предложение | job offer | offer",
        "referral:job": (
            "жұмысқа жолдама | жолдама | направление на работу | направление | referral to a job | referral"
        ),
        "referral:training": "оқуға жолдама | направление на обучение | referral to training",
        "referral:public_works": (
            "қоғамдық жұмысқа жолдама | направление на общественные работы | referral to public works"
        ),
        "participation:training": "оқу | обучение | training",
        "participation:public_works": (
            "қоғамдық жұмыс | қоғамдық жұмыстар | ақылы қоғамдық жұмыс | общественные работы"
            " | оплачиваемые общественные работы | public works"
        ),
        "life-event:moved_within": (
            "мекенжайын ауыстырды | Астана ішінде көшті | сменил адрес | переезд внутри Астаны"
            " | moved within Astana"
        ),
        "life-event:moved_away": (
            "Астанадан көшті | басқа жерге көшті | выехал из Астаны | выезд из Астаны"
            " | moved away from Astana | moved away"
        ),
        "life-event:employed": (
            "жұмысқа орналасты | өзі жұмысқа орналасты | трудоустроился | трудоустроился сам | found work"
        ),
        "life-event:sentenced": (
            "сотталды | бас бостандығынан айырылды | осужден | осуждён к лишению свободы | sentenced"
        ),
        "life-event:pension": "зейнетақы тағайындалды | назначена пенсия | pension awarded | pension",
    }
)

RESULTS = Words(
    {
        "accepted": "келісті | согласен | согласна | согласился | accepted",
        "refused": "бас тартты | жазбаша бас тартты | отказался | отказалась | письменный отказ | refused",
        "refused_orally": "ауызша бас тартты | отказался устно | отказалась устно | refused orally",
        "withdrawn": "ұсыныс кері алынды | предложение снято | withdrawn",
        "hired": "жұмысқа алынды | принят | принят на работу | принята на работу | hired",
        "started": "бастады | приступил | приступила | started",
        "employer_refused": "жұмыс беруші бас тартты | отказ работодателя | employer refused",
        "not_agreed": "жұмысқа алынбады | не принят | не принята | not hired",
        "did_not_come": "келмеді | не явился | не явилась | неявка | did not come | did not appear",
        "cancelled": "күші жойылды | отменен | отменено | отменён | cancelled",
        "completed": "аяқтады | окончил | окончила | завершил | завершила | завершено | completed",
        "stopped_by_person": (
            "өз еркімен тоқтатты | прекратил по своей воле | прекратила по своей воле | stopped of own accord"
        ),
        "stopped_by_others": "ұйымдастырушы тоқтатты | прекращено организатором | ended by the organiser",
    }
)

ENTRY_COLUMNS: tuple[Column, ...] = (
    *NUMBERS,
    FORMER_NUMBER,
    Column(
        "kind",
        "Жазба түрі | Вид записи | Kind of entry | Түрі | Вид | Kind",
        "жұмысқа жолдама",
        clean=ENTRY_KINDS,
        must=_("Enter the kind of the entry."),
    ),
    Column(
        "day",
        "Күні | Дата | Day | Берілген күні | Дата выдачи | Date",
        "17.03.2014",
        clean=PAST_DAY,
        must=_("Enter the day."),
    ),
    Column(
        "due_on", "Келу мерзімі | Явиться до | To come by | Мерзімі | Срок явки", "26.03.2014", clean=ANY_DAY
    ),
    Column("came_on", "Келген күні | Явился | Came on | Дата явки", "19.03.2014", clean=PAST_DAY),
    Column("result", "Нәтижесі | Результат | Result", "жұмысқа алынбады", clean=RESULTS),
    Column("result_on", "Нәтиже күні | Дата результата | Day of the result", "20.03.2014", clean=PAST_DAY),
    Column(
        "referred_on",
        "Жолдама берілген күні | Дата направления | Day of the referral",
        clean=PAST_DAY,
    ),
    Column(
        "place",
        "Қайда (жұмыс беруші, мекенжай) | Куда (работодатель, адрес) | Where (employer, address)"
        " | Қайда | Куда | Where | Жұмыс беруші | Работодатель | Employer",
        "«Астана жылу» ЖШС",
        Vacancy,
        "employer",
    ),
    Column(
        "profession",
        "Мамандығы | Профессия | Profession | Кәсібі | Лауазымы | Должность | Position",
        "электрик",
        Vacancy,
    ),
    Column(
        "is_suitable",
        "Лайықты жұмыс | Подходящая работа | Suitable job | Лайықты | Подходящая | Suitable",
        clean=YES_OR_NO,
    ),
    Column("document", "Құжат | Документ | Document | Құжаты", "", JobOffer, "refusal_document"),
    Column(
        "reason",
        "Себебі (адамның айтуынша) | Причина (со слов человека) | What the person says"
        " | Себебі | Причина | Reason",
        "",
        VisitAppointment,
    ),
    Column(
        "note",
        "Берілген ақпарат, ескертпе | Выданная информация, примечание | Information given, note"
        " | Ескертпе | Примечание | Note",
        "",
        VisitAppointment,
    ),
)


@dataclass(frozen=True)
class OldKind:
    """How a kind of entry stands in the table.

    `fields` says which cell goes to which field of the entry, `others` are cells that it may have besides.
    `results` are the results it may have («» is open still), by their meaning, as the entry keeps them. With
    the day, the fields of `same` make two entries of a registration the same one; each has its cell.
    """

    fields: dict[str, str]
    others: tuple[str, ...] = ()
    results: dict[str, str] = field(default_factory=lambda: {"": ""})
    same: dict[str, str] = field(default_factory=dict)

    def has(self, cell: str) -> bool:
        """Tell whether an entry of this kind may have a cell."""
        return cell in self.others or cell in self.fields.values()


def _as_they_are(open_word: str, *results: str, **renamed: str) -> dict[str, str]:
    return {"": open_word, **{result: result for result in results}, **renamed}


_SAID = {"reason": "reason", "note": "note"}
OLD_KINDS = {
    "visit": OldKind({"came_on": "came_on", "reason": "reason", "information": "note"}),
    "summons": OldKind(
        {"came_on": "came_on", **_SAID}, results=_as_they_are("", "did_not_come", "cancelled")
    ),
    "offer": OldKind(
        {"answer": "result", "answered_on": "result_on", "refusal_document": "document", "note": "note"},
        ("place", "profession", "is_suitable"),
        _as_they_are("open", "accepted", "refused", "withdrawn", refused_orally="oral"),
        {"vacancy__employer": "place", "vacancy__profession": "profession"},
    ),
    "referral": OldKind(
        {
            **{"kind": "own_kind", "destination": "destination", "appeared_on": "came_on"},
            **{"outcome": "result", "outcome_on": "result_on", **_SAID},
        },
        ("place", "profession"),
        _as_they_are(
            *("open", "hired", "started", "employer_refused", "not_agreed", "cancelled"),
            did_not_come="did_not_appear",
        ),
        {"kind": "own_kind", "destination": "destination"},
    ),
    "participation": OldKind(
        {"kind": "own_kind", "place": "place", "ending": "result", "ended_on": "result_on", **_SAID},
        ("referred_on",),
        results=_as_they_are("running", "completed", "stopped_by_person", "stopped_by_others"),
        same={"kind": "own_kind", "place": "place"},
    ),
    "life-event": OldKind(
        {"kind": "own_kind", "document": "document", "new_address": "place", "note": "note"},
        same={"kind": "own_kind"},
    ),
}
