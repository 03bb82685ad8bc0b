"""What the indicators ship with the desk: the information that clauses 9 to 25 ask to be published, and the
figures of 2008.
"""

from datetime import date
from typing import NamedTuple

from astana_employment.department.reference import register_reference
from indicators.annex3.models import IndicatorTarget, TargetYear
from indicators.annex3.texts import FIGURES_2008, RECONSTRUCTED_2008
from indicators.information.models import InformationItem


class _Item(NamedTuple):
    code: str
    clause: str
    page: str
    kk: str
    ru: str
    en: str


# In the order of the clauses (reading 29). `page` is where the desk's own public pages tell it.
ITEMS = (
    _Item(
        "procedure",
        "9",
        "/service/procedure/",
        "Қызмет көрсету тәртібі туралы толық ақпарат",
        "Полная информация о порядке оказания услуги",
        "Full information on the procedure of the service",
    ),
    _Item(
        "hours",
        "10",
        "/service/contacts/#hours",
        "Жұмыс уақыты және құжаттарды қабылдау уақыты",
        "Часы работы и приема документов",
        "Opening hours and hours in which documents are taken",
    ),
    _Item(
        "windows",
        "11",
        "/service/contacts/#windows",
        "Терезелер және қызмет көрсету жағдайлары",
        "Окна и условия обслуживания",
        "Windows and conditions in the hall",
    ),
    _Item(
        "documents",
        "12",
        "/service/documents/",
        "Ұсынылатын құжаттардың тізбесі",
        "Перечень предъявляемых документов",
        "List of the documents to present",
    ),
    _Item(
        "no-forms",
        "13",
        "/service/documents/#forms",
        "Бланк толтырудың қажет еместігі",
        "Отсутствие необходимости заполнять бланки",
        "No forms have to be filled in",
    ),
    _Item(
        "where",
        "14",
        "/service/procedure/#where",
        "Өтініш берілетін орын мен телефон",
        "Место подачи заявления и телефон",
        "Where to apply, with telephone",
    ),
    _Item(
        "visits",
        "15",
        "/service/procedure/#visits",
        "Хабарласу мерзімдері, ақпарат алу және жұмысқа жолдама беру",
        "Сроки явки, получение информации и направления на работу",
        "Dates for visiting, information and referral to work",
    ),
    _Item(
        "in-person",
        "16",
        "/service/procedure/#in-person",
        "Анықтаманы алу үшін жеке өзі келу",
        "Личная явка для получения справки",
        "Coming in person for the certificate",
    ),
    _Item(
        "grounds",
        "17",
        "/service/grounds/",
        "Қызметті тоқтату және одан бас тарту негіздемелері",
        "Основания приостановления услуги и отказа в ней",
        "Grounds for suspension and refusal",
    ),
    _Item(
        "principles",
        "18",
        "/service/procedure/#principles",
        "Жұмыс қағидаттары",
        "Принципы работы",
        "Principles of work",
    ),
    _Item(
        "indicators",
        "19",
        "/service/indicators/",
        "Сапа және қол жетімділік көрсеткіштері",
        "Показатели качества и доступности",
        "Indicators of quality and accessibility",
    ),
    _Item(
        "targets",
        "20",
        "/service/indicators/#targets",
        "Көрсеткіштердің жыл сайын бекітілетін нысаналы мәндері",
        "Ежегодно утверждаемые целевые значения показателей",
        "Target values approved every year",
    ),
    _Item(
        "complaint-to",
        "21",
        "/service/complaints/",
        "Кімге шағымдануға болады",
        "Кому можно пожаловаться",
        "To whom one may complain",
    ),
    _Item(
        "complaint-how",
        "22",
        "/service/complaints/#how",
        "Шағым беру тәсілдері және жоғары тұрған орган",
        "Способы подачи жалобы и вышестоящий орган",
        "Ways to complain, and the higher body",
    ),
    _Item(
        "complaint-time",
        "23",
        "/service/complaints/#time",
        "Шағымды қабылдау және қарау тәртібі",
        "Порядок приема и рассмотрения жалобы",
        "How a complaint is accepted and considered",
    ),
    _Item(
        "contacts",
        "24",
        "/service/contacts/",
        "Байланыс ақпараты және қабылдау кестесі",
        "Контактная информация и график приема",
        "Contacts and hours of reception",
    ),
    _Item(
        "further",
        "25",
        "/service/contacts/#further",
        "Өзге де пайдалы ақпарат",
        "Иная полезная информация",
        "Other useful information",
    ),
)


def load_information_items() -> None:
    """Load the items that are missing; what was changed since stays as it is."""
    known = set(InformationItem.objects.values_list("code", flat=True))
    InformationItem.objects.bulk_create(
        InformationItem(
            code=item.code,
            clause=item.clause,
            position=place,
            title_kk=item.kk,
            title_ru=item.ru,
            title_en=item.en,
            page=item.page,
        )
        for place, item in enumerate(ITEMS, 1)
        if item.code not in known
    )


def load_figures_of_2008() -> None:
    """Load Annex 3's own figures, the reconstructed ones marked (reading 30), unless the year is entered."""
    year, is_new = TargetYear.objects.get_or_create(
        year=2008, defaults={"decision_number": "23-302қ", "decision_date": date(2008, 3, 13)}
    )
    if is_new:
        IndicatorTarget.objects.bulk_create(
            IndicatorTarget(
                target_year=year,
                indicator=code,
                normative=values.normative,
                target=values.target,
                current=values.current,
                is_reconstructed=code in RECONSTRUCTED_2008,
            )
            for code, values in FIGURES_2008.items()
        )


register_reference(load_information_items)
register_reference(load_figures_of_2008)
