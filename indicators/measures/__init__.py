"""The twelve indicators, each one function of a period (`docs/indicators.md` has their definitions)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from indicators.annex3.figures import Figure
from indicators.annex3.periods import Period
from indicators.annex3.texts import CODES
from indicators.measures import accessibility, complaints, quality, surveys, timeliness
from indicators.measures.cases import CaseSource

Measure = Callable[[Period], Figure]

MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "1.1": timeliness.in_time,
        "1.2": timeliness.short_wait,
        "2.1": surveys.process,
        "2.2": quality.right_documents,
        "3.1": surveys.information,
        "3.2": accessibility.first_attempt,
        "3.3": accessibility.published,
        "4.1": complaints.justified,
        "4.2": complaints.satisfied_in_time,
        "4.3": surveys.procedure,
        "4.4": surveys.time_taken,
        "5.1": surveys.politeness,
    }
)
# Where the cases behind each figure are listed; the first source is shown first.
SOURCES: Final[Mapping[str, tuple[CaseSource, ...]]] = MappingProxyType(
    {
        "1.1": (timeliness.INTAKES, timeliness.REQUESTS),
        "1.2": (timeliness.TICKETS,),
        "2.1": (surveys.SOURCES["2.1"],),
        "2.2": (quality.DOCUMENTS,),
        "3.1": (surveys.SOURCES["3.1"],),
        "3.2": (accessibility.FIRST_ATTEMPTS,),
        "3.3": (accessibility.ITEMS,),
        "4.1": (complaints.JUSTIFIED, complaints.SERVED),
        "4.2": (complaints.DUE,),
        "4.3": (surveys.SOURCES["4.3"],),
        "4.4": (surveys.SOURCES["4.4"],),
        "5.1": (surveys.SOURCES["5.1"],),
    }
)


def figures_of(period: Period) -> dict[str, Figure]:
    """Return all twelve figures of a period, in the order of Annex 3; the five of the surveys in one go."""
    of_surveys = surveys.all_five(period)
    return {code: of_surveys.get(code) or MEASURES[code](period) for code in CODES}
