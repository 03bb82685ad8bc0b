"""Annex 3 word for word: the twelve indicators, their groups, its columns, and its figures of 2008.

The Kazakh is the resolution's own, cleaned as `docs/indicators.md` says (one sentence of 3.3 reordered); the
Russian follows the model standard. The six figures of 1.1 and 1.2 are reconstructed: the printed table had
been torn apart there by a page break (reading 30).
"""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from django.utils.translation import get_language

Texts = MappingProxyType[str, str]


def _texts(kk: str, ru: str, en: str) -> Texts:
    return MappingProxyType({"kk": kk, "ru": ru, "en": en})


def text_in(texts: Texts, language: str | None = None) -> str:
    """Return a text of the annex in a language, by default that of the screen."""
    return texts[language or get_language() or "kk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of Annex 3. All are «at least» but 4.1, which is better when lower."""

    code: str
    texts: Texts
    lower_is_better: bool = False

    @property
    def text(self) -> str:
        """The indicator in the language of the screen."""
        return text_in(self.texts)

    @property
    def slug(self) -> str:
        """The code as part of an address or an id: «1-1»."""
        return self.code.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the five groups of Annex 3."""

    number: int
    texts: Texts
    indicators: tuple[Indicator, ...]

    @property
    def text(self) -> str:
        """The group in the language of the screen."""
        return text_in(self.texts)


ANNEX: Final = _texts(
    "Мемлекеттік қызмет көрсету стандартына 3-қосымша",
    "Приложение 3 к стандарту оказания государственной услуги",
    "Annex 3 to the standard of the state service",
)
TITLE: Final = _texts(
    "Сапа және қол жетімділік көрсеткіштерінің мәні",
    "Значения показателей качества и доступности",
    "Values of the indicators of quality and accessibility",
)
COLUMNS: Final = (
    _texts(
        "Сапа және қол жетімділік көрсеткіштері",
        "Показатели качества и доступности",
        "Indicators of quality and accessibility",
    ),
    _texts(
        "Көрсеткіштің нормативтік мәні",
        "Нормативное значение показателя",
        "Normative value of the indicator",
    ),
    _texts(
        "Көрсеткіштің келесі жылдағы нысаналы мәні",
        "Целевое значение показателя в последующем году",
        "Target value of the indicator in the next year",
    ),
    _texts(
        "Көрсеткіштің есепті жылдағы ағымдағы мәні",
        "Текущее значение показателя в отчетном году",
        "Current value of the indicator in the reporting year",
    ),
)

GROUPS: Final = (
    Group(
        1,
        _texts("Уақтылығы", "Своевременность", "Timeliness"),
        (
            Indicator(
                code="1.1",
                texts=_texts(
                    "құжаттарды тапсырған сәттен бастап белгіленген мерзімде қызметті ұсыну оқиғаларының"
                    " % (үлесі)",
                    "% (доля) случаев предоставления услуги в установленный срок с момента сдачи документа",
                    "% (share) of cases of the service given within the set time from the moment the"
                    " documents were handed in",
                ),
            ),
            Indicator(
                code="1.2",
                texts=_texts(
                    "қызмет алуды кезекте 40 минуттан аспайтын уақыт күткен тұтынушылардың % (үлесі)",
                    "% (доля) потребителей, ожидавших получения услуги в очереди не более 40 минут",
                    "% (share) of consumers who waited in the queue for the service not more than 40 minutes",
                ),
            ),
        ),
    ),
    Group(
        2,
        _texts("Сапасы", "Качество", "Quality"),
        (
            Indicator(
                code="2.1",
                texts=_texts(
                    "қызметті ұсыну үдерісінің сапасына қанағаттанған тұтынушылардың % (үлесі)",
                    "% (доля) потребителей, удовлетворенных качеством процесса предоставления услуги",
                    "% (share) of consumers satisfied with the quality of the process",
                ),
            ),
            Indicator(
                code="2.2",
                texts=_texts(
                    "құжаттарды лауазымды тұлға дұрыс ресімдеген жағдайдың (жүргізілген төлемдер, есеп"
                    " айырысулар және т.б.) % (үлесі)",
                    "% (доля) случаев правильно оформленных документов должностным лицом (произведенных"
                    " начислений, расчетов и т. д.)",
                    "% (share) of cases of documents correctly drawn up by the official (payments made,"
                    " settlements etc.)",
                ),
            ),
        ),
    ),
    Group(
        3,
        _texts("Қол жетімділік", "Доступность", "Accessibility"),
        (
            Indicator(
                code="3.1",
                texts=_texts(
                    "қызметті ұсыну тәртібі туралы сапаға және ақпаратқа қанағаттанған тұтынушылардың"
                    " % (үлесі)",
                    "% (доля) потребителей, удовлетворенных качеством и информацией о порядке предоставления"
                    " услуги",
                    "% (share) of consumers satisfied with the quality of, and the information on, the"
                    " procedure",
                ),
            ),
            Indicator(
                code="3.2",
                texts=_texts(
                    "тұтынушы құжаттарды дұрыс толтырған және бірінші реттен тапсырған оқиғалардың % (үлесі)",
                    "% (доля) случаев правильно заполненных потребителем документов и сданных с первого раза",
                    "% (share) of cases where the consumer filled the documents in correctly and handed them"
                    " in at the first attempt",
                ),
            ),
            Indicator(
                code="3.3",
                texts=_texts(
                    "ақпараты интернет арқылы қол жетімді қызметтердің % (үлесі)",
                    "% (доля) услуг, информация о которых доступна через Интернет",
                    "% (share) of services whose information is available through the Internet",
                ),
            ),
        ),
    ),
    Group(
        4,
        _texts("Шағымдану үдерісі", "Процесс обжалования", "Complaint process"),
        (
            Indicator(
                code="4.1",
                lower_is_better=True,
                texts=_texts(
                    "қызметтің осы түрі бойынша қызмет көрсетілген тұтынушылардың жалпы санына негізделген"
                    " шағымдардың % (үлесі)",
                    "% (доля) обоснованных жалоб к общему количеству обслуженных потребителей по данному виду"
                    " услуг",
                    "% (share) of justified complaints to the total number of consumers served for this kind"
                    " of service",
                ),
            ),
            Indicator(
                code="4.2",
                texts=_texts(
                    "белгіленген мерзімде қаралған және қанағаттандырылған негізделген шағымдардың % (үлесі)",
                    "% (доля) обоснованных жалоб, рассмотренных и удовлетворенных в установленный срок",
                    "% (share) of justified complaints considered and satisfied within the set time",
                ),
            ),
            Indicator(
                code="4.3",
                texts=_texts(
                    "шағымданудың қолданыстағы тәртібіне қанағаттанған тұтынушылардың % (үлесі)",
                    "% (доля) потребителей, удовлетворенных существующим порядком обжалования",
                    "% (share) of consumers satisfied with the existing complaint procedure",
                ),
            ),
            Indicator(
                code="4.4",
                texts=_texts(
                    "шағымдану мерзіміне қанағаттанған тұтынушылардың % (үлесі)",
                    "% (доля) потребителей, удовлетворенных сроками обжалования",
                    "% (share) of consumers satisfied with the time taken by complaints",
                ),
            ),
        ),
    ),
    Group(
        5,
        _texts("Сыпайылық", "Вежливость", "Politeness"),
        (
            Indicator(
                code="5.1",
                texts=_texts(
                    "қызметкерлердің сыпайылығына қанағаттанған тұтынушылардың % (үлесі)",
                    "% (доля) потребителей, удовлетворенных вежливостью персонала",
                    "% (share) of consumers satisfied with the politeness of the staff",
                ),
            ),
        ),
    ),
)
INDICATORS: Final = MappingProxyType({row.code: row for group in GROUPS for row in group.indicators})
CODES: Final = tuple(INDICATORS)


@dataclass(frozen=True, slots=True)
class Values:
    """The three figures of a row of Annex 3 in per cent: norm, target for the next year, current value."""

    normative: Decimal
    target: Decimal
    current: Decimal


def _values(normative: str, target: str, current: str) -> Values:
    return Values(Decimal(normative), Decimal(target), Decimal(current))


FIGURES_2008: Final = MappingProxyType(
    {
        "1.1": _values("90", "70", "70"),
        "1.2": _values("100", "95", "95"),
        "2.1": _values("90", "80", "77"),
        "2.2": _values("100", "100", "100"),
        "3.1": _values("95", "90", "88"),
        "3.2": _values("100", "100", "100"),
        "3.3": _values("100", "90", "90"),
        "4.1": _values("0.5", "0.1", "0.01"),
        "4.2": _values("100", "95", "95"),
        "4.3": _values("90", "80", "75"),
        "4.4": _values("90", "80", "79"),
        "5.1": _values("90", "70", "67"),
    }
)
RECONSTRUCTED_2008: Final = frozenset({"1.1", "1.2"})
