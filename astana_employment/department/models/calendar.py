"""The working-day calendar: years somebody confirmed, and days the department set itself."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.deadlines import WorkingCalendar
from astana_employment.toolbox.reading import asked_once


class CalendarYear(models.Model):
    """A year whose holidays somebody has compared with the Government's decree.

    The holiday package answers for any year; only a confirmed one is trusted for deadlines.
    """

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    confirmed_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("calendar year")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(name="calendar_year_plausible", condition=Q(year__range=(1991, 2100)))
        ]

    def __str__(self) -> str:
        return str(self.year)


@pghistory.track()
class CalendarOverride(models.Model):
    """A day that differs here from the published calendar: a day off or a working day."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is a working day"))
    note = models.CharField(_("why"), max_length=200)

    class Meta:
        verbose_name = _("day of the calendar")
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()


@asked_once
def working_calendar() -> WorkingCalendar:
    """Return the calendar for deadlines as it stands now (two small queries)."""
    years: frozenset[int] = frozenset(CalendarYear.objects.values_list("year", flat=True))
    overrides: dict[date, bool] = dict(CalendarOverride.objects.values_list("day", "is_working"))
    return WorkingCalendar(confirmed_years=years, overrides=overrides)
