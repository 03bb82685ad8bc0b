"""The journals of registrations, certificates, refusals and notices, for any period, without a gap.

A journal lists every number that was given: also one whose paper is still being signed, and a void one with
its reason. Rows are in the order of their numbers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Func, IntegerField, Max, Min, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Series, VoidNumber
from astana_employment.toolbox.screens.period import Period
from astana_employment.toolbox.screens.tables import Column, Table
from certificates.journal_columns import (
    Entry,
    certificate_columns,
    notice_columns,
    refusal_columns,
    registration_columns,
)
from certificates.models import Decision
from certificates.models.decision import NUMBERED
from registry.models import StandingDecision, UnemploymentRegistration

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = TypeVar("Row", UnemploymentRegistration, Decision, StandingDecision)

_CHUNK = 500


class JournalRows(Generic[Row]):
    """The rows of a journal in the order of their numbers, void numbers among them.

    Only the numbers are sorted together; the rows behind them are fetched as they are asked for.
    """

    def __init__(
        self, entries: QuerySet[Row], series: str, period: Period, related: tuple[str, ...] = ()
    ) -> None:
        """Take the rows of a period; `related` is fetched along with each of them."""
        self._entries: QuerySet[Any] = entries
        # By key alone: the period is settled by then, and asking for it again can mislead the planner.
        self._rows: QuerySet[Any] = entries.model._default_manager.select_related(*related)
        self._series = series
        self._period = period

    @cached_property
    def _numbers(self) -> QuerySet[Any, tuple[int, int, int, bool]]:
        """The year, the number and the key of each row, and whether it is a void number."""
        entries = self._entries.order_by().values_list("year", "sequence", "pk", Value(False))
        void = self._void_numbers().order_by().values_list("year", "sequence", "pk", Value(True))
        numbers: QuerySet[Any, tuple[int, int, int, bool]] = entries.union(void, all=True)
        return numbers.order_by("year", "sequence")

    def _void_numbers(self) -> QuerySet[VoidNumber]:
        """Return the void numbers of the period, and those between its numbers: they would be gaps there."""
        begin, end = self._period.instants
        belongs = Q(at__gte=begin, at__lt=end)
        spans = self._entries.order_by().values_list("year").annotate(Min("sequence"), Max("sequence"))
        for year, least, greatest in spans:
            belongs |= Q(year=year, sequence__range=(least, greatest))
        return VoidNumber.objects.filter(belongs, series=self._series)

    @cached_property
    def _count(self) -> int:
        return self._numbers.count()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: slice) -> Iterator[Entry[Row]]:
        return self._fetched(self._numbers[index])

    def __iter__(self) -> Iterator[Entry[Row]]:
        return self._fetched(self._numbers.iterator(chunk_size=_CHUNK))

    def _fetched(self, numbers: Iterable[tuple[int, int, int, bool]]) -> Iterator[Entry[Row]]:
        walk = iter(numbers)
        while chunk := list(islice(walk, _CHUNK)):
            rows = self._rows.in_bulk([pk for _year, _number, pk, is_void in chunk if not is_void])
            void = VoidNumber.objects.in_bulk([pk for _year, _number, pk, is_void in chunk if is_void])
            for _year, _number, pk, is_void in chunk:
                yield Entry(row=None, void=void[pk]) if is_void else Entry(row=rows[pk], void=None)


@dataclass(frozen=True)
class Journal:
    """One journal: its key in addresses, its title, and how its table is made for a period."""

    key: str
    title: "StrOrPromise"
    empty: "StrOrPromise"
    model: type[UnemploymentRegistration] | type[Decision] | type[StandingDecision]
    series: str
    entries: Callable[[Period], QuerySet[Any]]
    related: tuple[str, ...]
    columns: Callable[[], list[Column[Any]]]

    def table(self, period: Period) -> Table[Any]:
        """Return the journal of a period as a table."""
        return Table(
            title=self.title,
            columns=self.columns(),
            rows=JournalRows(self.entries(period), self.series, period, self.related),
            note=str(period),
            empty=self.empty,
            hint=_("Choose other days above."),
        )


def _registrations(period: Period) -> QuerySet[UnemploymentRegistration]:
    return UnemploymentRegistration.objects.registered_between(period.first, period.last)


def _decisions(period: Period, kind: str) -> QuerySet[Decision]:
    """Return the numbered decisions of a kind, by the day of issue; while signing, by that of the number."""
    begin, end = period.instants
    issued = Q(paper__issued_on__range=(period.first, period.last))
    being_signed = Q(paper__isnull=True, signed_at__gte=begin, signed_at__lt=end)
    return Decision.objects.filter(issued | being_signed, kind=kind, state__in=NUMBERED)


def _notices(period: Period) -> QuerySet[StandingDecision]:
    """Return the decisions on registrations; each gave its notice a number on its own day."""
    number = KeyTextTransform("number", "issue_block")
    year, sequence = (Cast(_part_of(number, place), IntegerField()) for place in (2, 3))
    decided = StandingDecision.objects.filter(decided_on__range=(period.first, period.last))
    return decided.annotate(year=year, sequence=sequence)


def _part_of(number: KeyTextTransform, place: int) -> Func:
    """Return a part of a number such as X-2026-000012, counted from 1."""
    return Func(number, Value("-"), Value(place), function="SPLIT_PART", output_field=TextField())


_OF_REGISTRATIONS = ("person", "application", "registered_by", "late_entry_allowed_by")
_OF_DECISIONS = (
    "request__registration",
    "paper__annulment",
    "prepared_by",
    "signed_by",
    "acting_under",
    "handover__late_entry_allowed_by",
)

JOURNALS = {
    journal.key: journal
    for journal in (
        Journal(
            key="registrations",
            title=_("Journal of registrations"),
            empty=_("Nobody was registered in this period."),
            model=UnemploymentRegistration,
            series=Series.REGISTRATION,
            entries=_registrations,
            related=_OF_REGISTRATIONS,
            columns=registration_columns,
        ),
        Journal(
            key="certificates",
            title=_("Journal of certificates"),
            empty=_("No certificate was issued in this period."),
            model=Decision,
            series=Series.CERTIFICATE,
            entries=lambda period: _decisions(period, Decision.Kind.CERTIFICATE),
            related=_OF_DECISIONS,
            columns=certificate_columns,
        ),
        Journal(
            key="refusals",
            title=_("Journal of refusals"),
            empty=_("No refusal notice was issued in this period."),
            model=Decision,
            series=Series.REFUSAL,
            entries=lambda period: _decisions(period, Decision.Kind.REFUSAL),
            related=_OF_DECISIONS,
            columns=refusal_columns,
        ),
        Journal(
            key="notices",
            title=_("Journal of notices on registrations"),
            empty=_("No registration was suspended, resumed or ended in this period."),
            model=StandingDecision,
            series=Series.NOTICE,
            entries=_notices,
            related=("registration", "by"),
            columns=notice_columns,
        ),
    )
}
