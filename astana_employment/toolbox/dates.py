"""Dates in words and figures, in the three languages, and dates as people type them.

The Kazakh months stand here in three cases, as fixed tables: the standard's texts say «… наурыздан бастап»,
and an ending worked out by rule is an ending that is wrong one day.
"""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox import clock

# fmt: off
MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)
MONTHS_ABLATIVE = (
    "қаңтардан", "ақпаннан", "наурыздан", "сәуірден", "мамырдан", "маусымнан",
    "шілдеден", "тамыздан", "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан",
)
MONTHS_DATIVE = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға",
    "шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға",
)
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on

# Years outside are slips of the finger (2206, 0208), not dates a desk has to do with.
FIRST_YEAR, LAST_YEAR = 1900, 2099
# A two-digit year means one at most so far ahead: papers expire within ten years, permits too.
YEARS_AHEAD = 20

_MONTH_NUMBERS = {
    name.lower(): number
    for table in (MONTHS, MONTHS_ABLATIVE, MONTHS_DATIVE, MONTHS_RU, MONTHS_EN)
    for number, name in enumerate(table, start=1)
}
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?P<s>[./\- ])(?P<month>\d{1,2})(?P=s)(?P<year>\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<s>[./\- ])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})")
_BARE = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d{2})")
_IN_WORDS = (
    re.compile(r"(?P<year>\d{4}) (?:жылғы|ж\.?) (?P<day>\d{1,2}) (?P<month>[^\W\d_]+)"),
    re.compile(r"(?P<day>\d{1,2}) (?P<month>[^\W\d_]+) (?P<year>\d{4})"),
)
_YEAR_WORD = re.compile(r" ?(?:ж\.?|г\.?|года)$")


def long_date(day: date) -> str:
    """Give the date as the Kazakh law texts write it: «2008 жылғы 31 наурыз»."""
    return f"{day.year} жылғы {day.day} {MONTHS[day.month - 1]}"


def long_date_from(day: date) -> str:
    """Give «2008 жылғы 31 наурыздан», for blank 2 of Annex 1; the form prints «бастап» after it."""
    return f"{day.year} жылғы {day.day} {MONTHS_ABLATIVE[day.month - 1]}"


def long_date_ru(day: date) -> str:
    """Give «31 марта 2008 года»."""
    return f"{day.day} {MONTHS_RU[day.month - 1]} {day.year} года"


def numeric_date(day: date) -> str:
    """Give «31.03.2008», the same in all three languages."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def parse_day(
    text: str, *, past: bool = False, two_digit_years: bool = True, today: date | None = None
) -> date:
    """Read a date as people type it: 1.2.26, 01022026, 2026-02-01, 1/2/2026, or in words as shown above.

    The day always stands before the month, except after a four-digit year. A two-digit year means the one
    at most twenty years ahead of `today` (the desk's day unless given); with `past`, the latest that is
    not in the future. `two_digit_years=False` refuses such years: the import does, reading 60.
    Raises ValueError with a message to show, also for a day in the future where `past` is asked.
    """
    today = today or clock.today()
    year, month, number = _split(text)
    if len(year) == 2 and not two_digit_years:
        raise ValueError(_("Write the year with four digits, for example 31.03.2008."))
    full_year = _in_century(int(year), month, number, past=past, today=today) if len(year) == 2 else int(year)
    try:
        day = date(full_year, month, number)
    except ValueError:
        raise ValueError(_("There is no such day in the calendar.")) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("Check the year: it is too far away."))
    if past and day > today:
        raise ValueError(_("This day is still in the future."))
    return day


def _split(text: str) -> tuple[str, int, int]:
    """Give the year as typed, the month and the day of the month; neither is checked yet."""
    plain = " ".join(text.split())
    figures = _YEAR_WORD.sub("", plain)
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _BARE):
        if found := pattern.fullmatch(figures):
            return found["year"], int(found["month"]), int(found["day"])
    for pattern in _IN_WORDS:
        found = pattern.fullmatch(plain) or pattern.fullmatch(figures)
        if found and (month := _MONTH_NUMBERS.get(found["month"].lower())):
            return found["year"], month, int(found["day"])
    raise ValueError(_("Write the date as day, month, year, for example 31.03.2008."))


def _in_century(year: int, month: int, number: int, *, past: bool, today: date) -> int:
    """Give the year that two digits mean: in the century that ends today, or in twenty years."""
    last = today if past else date(today.year + YEARS_AHEAD, 12, 31)
    year += last.year // 100 * 100
    return year - 100 if (year, month, number) > (last.year, last.month, last.day) else year
