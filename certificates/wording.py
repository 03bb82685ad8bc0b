"""What stands in each blank of the two annex papers, in Kazakh and Russian, as pure functions.

Names are never inflected: a carrier word takes the ending («мына тұлғаның: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ –»),
because automatic declension of Kazakh and Russian names is wrong too often for a legal paper. The annexes'
own sentences stand in the templates; here is only what fills them.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from astana_employment.toolbox.counted import counted_ru
from astana_employment.toolbox.dates import long_date_from, long_date_ru, numeric_date
from astana_employment.toolbox.papers.issue import acting_order as acting_order
from astana_employment.toolbox.papers.issue import paper_date as paper_date
from astana_employment.toolbox.papers.issue import printed_name as printed_name
from astana_employment.toolbox.papers.stored import Language as Language
from registry.law.ground_texts import REFUSAL_GROUNDS

POST: Final = {"kk": "Департамент директорының орынбасары", "ru": "Заместитель директора Департамента"}
ACTING_POST: Final = {
    "kk": "Департамент директоры орынбасарының міндетін атқарушы",
    "ru": "И. о. заместителя директора Департамента",
}


class Period(NamedTuple):
    """A period of paid public works, both days included; `until` is None while it runs."""

    started_on: date
    until: date | None


class PersonBlank(NamedTuple):
    """A blank filled with a name: what stands before and after it, apart, because the name is set bold."""

    before: str
    name: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.name}{self.after}"


class PublicWorks(NamedTuple):
    """Blank 3 of Annex 1 and the verb that closes its sentence."""

    blank: str
    verb: str


def blank_person(full_name: str, language: Language) -> PersonBlank:
    """Fill blank 1 of Annex 1 (clause 16): in Kazakh with the carrier noun in the genitive, in capitals.

    «тұлға» fits citizens, foreigners and stateless persons of either sex. In Russian the template's colon
    and comma stand around the bare name.
    """
    name = printed_name(full_name)
    return PersonBlank("", name, "") if language == "ru" else PersonBlank("мына тұлғаның: ", name, " –")


def blank_registered_from(registered_on: date, language: Language) -> str:
    """Fill blank 2 of Annex 1: «2008 жылғы 31 наурыздан», before the printed «бастап»."""
    return long_date_ru(registered_on) if language == "ru" else long_date_from(registered_on)


def blank_public_works(periods: Iterable[Period], issued_on: date, language: Language) -> PublicWorks:
    """Fill blank 3 of Annex 1 (readings 18 and 41) as of the day of issue.

    A running period, or one planned to last longer, ends on the day of issue; one that starts later is left
    out. Without any the sentence says so: «қатысты» after an empty blank would attest participation.
    """
    spans = [
        f"{numeric_date(start)}–{numeric_date(min(until or issued_on, issued_on))}"
        for start, until in sorted(periods, key=lambda period: period.started_on)
        if start <= issued_on
    ]
    listed = ", ".join(spans)
    if language == "ru":
        if not spans:
            return PublicWorks("За время регистрации", "не участвовал(а)")
        return PublicWorks(f"{'В период' if len(spans) == 1 else 'В периоды'} {listed}", "участвовал(а)")
    if not spans:
        return PublicWorks("Тіркеуде тұрған кезеңде", "қатысқан жоқ")
    return PublicWorks(f"{listed} аралығында", "қатысты")


def blank_purpose(purpose: str, language: Language) -> str:
    """Fill blank 4 of Annex 1 (reading 18): where it will be shown; empty means wherever it is asked."""
    place = _inner_quotes(" ".join(purpose.split()))
    if language == "ru":
        return (
            f"для предъявления в организацию: «{place}»" if place else "для предъявления по месту требования"
        )
    return f"мына жерге ұсыну үшін: «{place}» –" if place else "талап етілген жерге ұсыну үшін"


def validity(months: int, language: Language) -> str:
    """Return how long a certificate holds (Annex 1): «1 ай», «1 месяц», «3 месяца»."""
    if language != "ru":
        return f"{months} ай"
    return counted_ru(months, "месяц", "месяца", "месяцев")


def refusal_reason(grounds: Sequence[int], language: Language) -> str:
    """Fill the reason of Annex 2 with one or more grounds of clause 17, quoted word for word.

    The quoted grounds end in verb forms that cannot stand before «байланысты»; the dative «негізге»
    («негіздерге») carries the case. No ground or an unknown number raises `ValueError`.
    """
    numbers = sorted(set(grounds))
    if not numbers or not set(numbers) <= REFUSAL_GROUNDS.keys():
        raise ValueError(f"A refusal needs grounds of clause 17 (1 to 8), not {list(grounds)}")
    quoted = "; ".join(f"«{REFUSAL_GROUNDS[number].text(language)}»" for number in numbers)
    several = len(numbers) > 1
    if language == "ru":
        listed = _listed(numbers, "и")
        bases = (
            "основаниями, предусмотренными подпунктами"
            if several
            else "основанием, предусмотренным подпунктом"
        )
        return f"{bases} {listed} пункта 17 стандарта ({quoted})"
    listed = _listed(numbers, "және")
    place = "тармақшаларында көзделген негіздерге" if several else "тармақшасында көзделген негізге"
    return f"Стандарттың 17-тармағының {listed} {place} ({quoted})"


def addressee(full_name: str, language: Language) -> PersonBlank:
    """Fill «(кімге жолданады)» of Annex 2: «Кімге: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ»."""
    return PersonBlank("Кому: " if language == "ru" else "Кімге: ", printed_name(full_name), "")


def blank_to_you(language: Language) -> str:
    """Fill the last blank of Annex 2, the one refused: the addressee, «Сізге»."""
    return "Вам" if language == "ru" else "Сізге"


def signatory_post(*, acting: bool, language: Language) -> str:
    """Return the post under a paper: the deputy director's, or the acting one's (readings 17 and 42)."""
    return (ACTING_POST if acting else POST)[language]


def _inner_quotes(text: str) -> str:
    """Return a name that will stand in « » with its own quotation marks as „ “."""
    paired = re.sub('"([^"]*)"', "„\\1“", text)
    return paired.translate({ord("«"): "„", ord("»"): "“"})


def _listed(numbers: Sequence[int], conjunction: str) -> str:
    *firsts, last = [f"{number})" for number in numbers]
    return f"{', '.join(firsts)} {conjunction} {last}" if firsts else last
