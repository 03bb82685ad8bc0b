"""The periods of a report: a quarter, a year, or a year as of a day. Pure functions of dates in Asia/Almaty.

A period is written as «2026Q3» or «2026»; the days from `first` to `last`, both included, are counted.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from django.utils.translation import gettext as _

FIRST_YEAR: Final = 2008  # the resolution's
LAST_YEAR: Final = 2099
QUARTERS: Final = (1, 2, 3, 4)
ROMAN: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}
_CODE = re.compile(r"(?P<year>\d{4})(?:[ -]?[QqТт](?P<quarter>[1-4]))?")


class PeriodError(ValueError):
    """A period that cannot be reported; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, a year, or with `as_of` what had passed of a year by the end of that day (reading 55)."""

    year: int
    quarter: int | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        """Refuse what is no period: PeriodError."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(
                _("A year from %(first)s to %(last)s is asked for.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        if self.quarter is not None and self.quarter not in QUARTERS:
            raise PeriodError(_("A year has four quarters."))
        if self.as_of is not None and not self.first <= self.as_of <= self.end:
            raise PeriodError(_("The day “as of” lies outside the period."))

    @classmethod
    def parse(cls, text: str, as_of: date | None = None) -> Self:
        """Read «2026Q3» or «2026»; PeriodError for anything else."""
        found = _CODE.fullmatch(text.strip())
        if not found:
            raise PeriodError(_("Write a period as 2026Q3 or 2026."))
        quarter = found["quarter"]
        return cls(int(found["year"]), int(quarter) if quarter else None, as_of)

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Return the quarter a day falls in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 1 if self.quarter is None else 3 * self.quarter - 2, 1)

    @property
    def end(self) -> date:
        """The last day of the whole quarter or year."""
        if self.quarter in (None, 4):
            return date(self.year, 12, 31)
        return date(self.year, 3 * self.quarter + 1, 1) - timedelta(days=1)  # type: ignore[operator]

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return self.as_of or self.end

    @property
    def is_partial(self) -> bool:
        """Tell whether days of the period are left out: such a report is preliminary (reading 27)."""
        return self.last < self.end

    @property
    def code(self) -> str:
        """The period as it is written: «2026Q3» or «2026»."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def query(self) -> str:
        """The period as part of an address: «period=2026&as_of=2026-11-30»."""
        return f"period={self.code}" + (f"&as_of={self.as_of.isoformat()}" if self.as_of else "")

    @property
    def label(self) -> str:
        """The period in words, in the language of the screen: «2026 жылғы III тоқсан»."""
        if self.quarter:
            return _("quarter %(quarter)s of %(year)s") % {"quarter": ROMAN[self.quarter], "year": self.year}
        return _("year %(year)s") % {"year": self.year}

    def passed_by(self, today: date) -> date:
        """Return the last counted day that is over; what is due today is not late yet."""
        return min(self.last, today - timedelta(days=1))

    def refuse_unfinished(self, today: date) -> None:
        """Raise PeriodError for a period that has not begun, or whose last counted day is not over."""
        if self.first > today:
            raise PeriodError(_("The period lies in the future: %(period)s.") % {"period": self.label})
        if self.last < today:
            return
        if self.as_of is not None:
            raise PeriodError(_("The day “as of” is not over yet."))
        raise PeriodError(
            _("The period is not over yet: its last day is %(day)s.") % {"day": f"{self.end:%d.%m.%Y}"}
        )

    def quarters_before(self, count: int) -> "list[Period]":
        """Return so many quarters before this period begins, the oldest first."""
        found: list[Period] = []
        day = self.first
        while len(found) < count and day.year >= FIRST_YEAR and day > date(FIRST_YEAR, 1, 1):
            quarter = Period.quarter_of(day - timedelta(days=1))
            found.append(quarter)
            day = quarter.first
        return found[::-1]

    def quarters(self) -> "list[Period]":
        """Return the quarters of a year; a quarter itself. One cut short by the as-of day is left out."""
        if self.quarter:
            return [self]
        rows = [Period(self.year, number) for number in QUARTERS]
        return [row for row in rows if row.end <= self.last]


def title_of(period: Period, revision: int = 1) -> str:
    """Return the period with «preliminary» and the revision, in the language in force; 1 is no revision."""
    parts = [period.label]
    if period.as_of:
        parts.append(_("preliminary, as of %(day)s") % {"day": f"{period.as_of:%d.%m.%Y}"})
    if revision > 1:
        parts.append(_("revision %(number)s") % {"number": revision - 1})
    return ", ".join(parts)
