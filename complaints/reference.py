"""The two regimes of the law that ship with the desk (rules 3.2)."""

from datetime import date
from typing import Any

from astana_employment.department.reference import register_reference
from complaints.models import ComplaintRegime

REGIMES: dict[str, dict[str, Any]] = {
    # The Law of 12 January 2007 N 221; before it, its terms serve for the old entries of 2006, too.
    "law-221": {
        "valid_from": date(2000, 1, 1),
        "valid_until": date(2021, 6, 30),
        "complaint_count": 15,
        "complaint_unit": "calendar_days",
        "other_count": 15,
        "other_unit": "calendar_days",
        "inquiry_count": 30,
        "inquiry_unit": "calendar_days",
        "extension_count": 30,
        "extension_unit": "calendar_days",
        "notice_unit": "calendar_days",
        "registers_next_working_day": False,
        "complaint_basis_kk": "ҚР 2007 жылғы 12 қаңтардағы № 221 Заңының 8-бабы",
        "complaint_basis_ru": "статья 8 Закона РК от 12 января 2007 года № 221",
        "complaint_basis_en": "art. 8 of the Law of 12 January 2007 N 221",
        "other_basis_kk": "ҚР 2007 жылғы 12 қаңтардағы № 221 Заңының 8-бабы",
        "other_basis_ru": "статья 8 Закона РК от 12 января 2007 года № 221",
        "other_basis_en": "art. 8 of the Law of 12 January 2007 N 221",
    },
    # The Administrative Procedure and Process Code of 29 June 2020 N 350-VI.
    "code-350": {
        "valid_from": date(2021, 7, 1),
        "valid_until": None,
        "complaint_count": 20,
        "complaint_unit": "working_days",
        "other_count": 15,
        "other_unit": "working_days",
        "other_months": 2,
        "notice_unit": "working_days",
        "registers_next_working_day": True,
        "complaint_basis_kk": "ҚР Әкімшілік рәсімдік-процестік кодексінің 99-бабы",
        "complaint_basis_ru": "статья 99 Административного процедурно-процессуального кодекса РК",
        "complaint_basis_en": "art. 99 of the Administrative Procedure and Process Code",
        "other_basis_kk": "ҚР Әкімшілік рәсімдік-процестік кодексінің 76-бабы",
        "other_basis_ru": "статья 76 Административного процедурно-процессуального кодекса РК",
        "other_basis_en": "art. 76 of the Administrative Procedure and Process Code",
    },
}


def load_regimes() -> None:
    """Load the regimes that are missing; what the department changed since stays as it is."""
    for code, values in REGIMES.items():
        ComplaintRegime.objects.get_or_create(code=code, defaults=values)


register_reference(load_regimes)
