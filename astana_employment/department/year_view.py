"""A year of the working-day calendar as a page shows it: twelve months of weeks, each day with its kind."""

import calendar as month_calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import holidays
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import CalendarOverride
from astana_employment.toolbox.deadlines import WorkingCalendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The names under which the holidays package knows the days off of Kazakhstan, for translation.
_NAMES: "dict[str, StrOrPromise]" = {
    "New Year's Day": _("New Year"),
    "Orthodox Christmas": _("Orthodox Christmas"),
    "International Women's Day": _("International Women's Day"),
    "Nowruz Holiday": _("Nauryz"),
    "Kazakhstan's People Solidarity Holiday": _("Unity Day of the People of Kazakhstan"),
    "Defender of the Fatherland Day": _("Defender of the Fatherland Day"),
    "Victory Day": _("Victory Day"),
    "Capital Day": _("Capital City Day"),
    "Constitution Day": _("Constitution Day"),
    "Republic Day": _("Republic Day"),
    "First President Day": _("First President Day"),
    "Independence Day": _("Independence Day"),
    "Eid al-Adha": _("Kurban Ait"),
}
_MARK = re.compile(r" \((observed|estimated)\)$")

# Each kind of day: the sign beside its number, and what it is called. Colour only repeats the sign.
KINDS: "dict[str, tuple[str, StrOrPromise]]" = {
    "working": ("", _("working day")),
    "weekend": ("•", _("day off")),
    "holiday": ("•", _("public holiday")),
    "moved_off": ("•", _("day off in exchange")),
    "moved_work": ("+", _("working day in exchange")),
    "set_off": ("•*", _("day off set by the department")),
    "set_work": ("*", _("working day set by the department")),
}

LEGEND: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("•", _("day off")),
    ("+", _("working day in exchange")),
    ("*", _("day set by the department")),
)


@dataclass(frozen=True)
class CalendarDay:
    """One day: its kind (a key of KINDS) and, for a public holiday or a day set here, what it is."""

    day: date
    kind: str
    name: "StrOrPromise" = ""

    @property
    def sign(self) -> str:
        """The sign beside the number."""
        return KINDS[self.kind][0]

    @property
    def label(self) -> "StrOrPromise":
        """What the kind of day is called."""
        return KINDS[self.kind][1]


@dataclass(frozen=True)
class CalendarMonth:
    """A month by weeks from Monday; None where the week belongs to another month."""

    name: "StrOrPromise"
    weeks: list[list[CalendarDay | None]]


def weekday_names() -> "list[StrOrPromise]":
    """Return the short names of the weekdays from Monday."""
    return [WEEKDAYS_ABBR[number] for number in range(7)]


def months_of(year: int, overrides: dict[date, CalendarOverride]) -> list[CalendarMonth]:
    """Return the twelve months of a year, whether or not it is confirmed."""
    weeks = month_calendar.Calendar().monthdatescalendar
    return [
        CalendarMonth(
            MONTHS[month],
            [
                [_day(day, overrides) if day.month == month else None for day in week]
                for week in weeks(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def special_days(months: list[CalendarMonth]) -> list[CalendarDay]:
    """Return the days of a year that are no plain working day or week-end."""
    days = [day for month in months for week in month.weeks for day in week if day is not None]
    return [day for day in days if day.kind not in {"working", "weekend"}]


def _day(day: date, overrides: dict[date, CalendarOverride]) -> CalendarDay:
    if override := overrides.get(day):
        return CalendarDay(day, "set_work" if override.is_working else "set_off", override.note)
    name, is_moved = _published(day.year).get(day, ("", False))
    is_working = WorkingCalendar(frozenset({day.year})).is_working_day(day)
    if day.weekday() >= month_calendar.SATURDAY and not name:
        return CalendarDay(day, "moved_work" if is_working else "weekend")
    if is_working:
        return CalendarDay(day, "working")
    return CalendarDay(day, "moved_off" if is_moved else "holiday", name)


@cache
def _published(year: int) -> "dict[date, tuple[StrOrPromise, bool]]":
    """Return the days off that the package knows, with their names, and whether each stands for another."""
    known = holidays.country_holidays("KZ", years=year, language="en_US")
    return {day: _named(names.split("; ")[0]) for day, names in known.items() if day.year == year}


def _named(name: str) -> "tuple[StrOrPromise, bool]":
    is_moved = name.endswith("(observed)") or name.startswith("Day off")
    return _NAMES.get(_MARK.sub("", name), ""), is_moved
