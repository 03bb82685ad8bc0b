"""Number journals: every number once, none missing without a recorded reason."""

import pgtrigger
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.event import APPEND_ONLY, NEVER_DELETED


class Series(models.TextChoices):
    """The journals; the letters stand before the number («А-2026-000123»).

    They are letters that Kazakh and Latin write alike, so a number can be typed on any keyboard.
    """

    REGISTRATION = "T", _("registrations")
    CERTIFICATE = "A", _("certificates")
    REFUSAL = "B", _("refusal notices")
    NOTICE = "X", _("notices on registrations")
    COMPLAINT = "C", _("complaints")
    RECEIPT = "P", _("receipt copies")
    ANSWER = "H", _("answers to complaints")
    REPORT = "E", _("indicator reports")


class NumberSeries(models.Model):
    """The last number given in a journal in a year.

    The row is locked from giving a number until the transaction ends: keep that transaction short.
    """

    series = models.CharField(max_length=4, choices=Series)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("number series")
        ordering = ["-year", "series"]
        constraints = [models.UniqueConstraint(name="number_series_once", fields=["series", "year"])]
        triggers = [
            pgtrigger.Trigger(
                name="only_forward",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__last_number__lte=pgtrigger.F("old__last_number")),
                func="""RAISE EXCEPTION 'a number series only grows'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'number_series_only_forward';""",
            ),
            NEVER_DELETED,
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}"


def next_number(series: str, year: int) -> int:
    """Give the next number of a journal, starting at 1; others wait until this transaction ends."""
    return next_numbers(series, year, 1)[0]


def next_numbers(series: str, year: int, count: int) -> range:
    """Give the next `count` numbers of a journal, at least one; others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO department_numberseries (series, year, last_number) VALUES (%s, %s, %s)"
            " ON CONFLICT (series, year) DO UPDATE"
            " SET last_number = department_numberseries.last_number + excluded.last_number"
            " RETURNING last_number",
            [series, year, count],
        )
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def format_number(series: str, year: int, sequence: int) -> str:
    """Return a number as printed: «A-2026-000123»."""
    return f"{series}-{year}-{sequence:06d}"


def parse_number(number: str) -> tuple[str, int, int]:
    """Return series, year and sequence of a number as `format_number` printed it."""
    series, year, sequence = number.split("-")
    return series, int(year), int(sequence)


class VoidNumber(models.Model):
    """A number that was given but will never stand on a paper, and why."""

    append_only = True

    series = models.CharField(max_length=4, choices=Series)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("void number")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="void_number_once", fields=["series", "year", "sequence"]),
            models.CheckConstraint(name="void_number_has_reason", condition=~Q(reason="")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return format_number(self.series, self.year, self.sequence)
