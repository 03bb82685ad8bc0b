"""What the indicators ship with the desk: the information that clauses 9 to 25 ask to be published, and the
figures of 2008.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

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


_STORED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ITEMS: Final = tuple(_Item(**row) for row in _STORED["items"])


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
