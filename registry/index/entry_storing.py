"""Writing the entries of a card index onto the cards, in bulk and in the caller's one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from astana_employment.department.models import Event, StaffMember, working_calendar
from astana_employment.department.records import field_values, subject_type
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import UnconfirmedYear, WorkingCalendar
from astana_employment.toolbox.verbs import label_of
from registry.card.models import (
    KINDS,
    Awaited,
    CardEntry,
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.index.editions import Editions
from registry.index.entry_checking import EntryData
from registry.index.entry_matching import (
    Registrations,
    destination_of,
    identity_of,
    open_on_cards,
    stored_identities,
)
from registry.index.entry_vacancies import VacanciesOfOldCards
from registry.index.known import batches
from registry.index.report import Remark, Report
from registry.people.models import UnemploymentRegistration

Placed = tuple[EntryData, UnemploymentRegistration]
# The days off of these years are known to the package, though perhaps confirmed by nobody.
_ANY_YEAR = frozenset(range(1991, 2101))


@dataclass
class EntryImport:
    """One table of entries: who imports it, what it is called, the editions, and what is told of it."""

    by: StaffMember
    table: str
    editions: Editions
    report: Report
    calendar: WorkingCalendar = field(default_factory=working_calendar)
    unconfirmed: set[int] = field(default_factory=set)

    def place(self, entries: Sequence[EntryData]) -> list[Placed]:
        """Return the entries that are new with their registrations; what has none, or is twice, is bad."""
        registrations = Registrations(entries)
        placed: list[Placed] = []
        for entry in entries:
            found = registrations.of(entry)
            if isinstance(found, str):
                self._refuse(entry, found)
            else:
                placed.append((entry, found))
        return self._new_ones(placed)

    def store(self, placed: Sequence[Placed]) -> None:
        """Write new entries and their events; nothing when one of them is bad."""
        closing = self._closing_days(placed)
        if self.report.bad_rows:
            return
        vacancies = VacanciesOfOldCards([entry for entry, _row in placed if entry.kind == "offer"], self.by)
        rows = [self._row(entry, row, vacancies, closing.get(entry.line)) for entry, row in placed]
        for kind in KINDS.values():
            for batch in batches(row for row in rows if isinstance(row, kind)):
                kind._default_manager.bulk_create(batch)
        self._record(zip(rows, placed, strict=True))
        self.report.entries_added += len(rows)
        self._tell_unconfirmed(placed)

    # --- what is new -----------------------------------------------------------------------------
    def _new_ones(self, placed: Sequence[Placed]) -> list[Placed]:
        there = stored_identities({row.pk for _entry, row in placed})
        lines: dict[tuple[Any, ...], int] = {}
        new: list[Placed] = []
        for entry, row in placed:
            identity = identity_of(entry, row)
            if identity in there:
                self.report.entries_there += 1
            elif identity in lines:
                place = _("line %(line)d") % {"line": lines[identity]}
                self._refuse(entry, _("The same entry stands on %(place)s.") % {"place": place})
            else:
                lines[identity] = entry.line
                new.append((entry, row))
        return new

    def _refuse(self, entry: EntryData, reason: str) -> None:
        self.report.add_problems([Remark(entry.line, "", reason, self.table)])

    # --- closed or awaited -----------------------------------------------------------------------
    def _closing_days(self, placed: Sequence[Placed]) -> dict[int, date | None]:
        """Return by line when a visit or summons was closed; a second open one of a card is bad."""
        visits, summonses = open_on_cards({row.pk for _entry, row in placed})
        closing: dict[int, date | None] = {}
        groups: dict[tuple[str, int], list[Placed]] = defaultdict(list)
        for entry, row in placed:
            if entry.kind in ("visit", "summons"):
                groups[entry.kind, row.pk].append((entry, row))
        for (kind, pk), group in groups.items():
            group.sort(key=lambda pair: pair[0].day)
            following = [pair[0].day for pair in group[1:]] + [visits.get(pk)]
            is_open = pk in (visits if kind == "visit" else summonses)
            for (entry, row), after in zip(group, following, strict=True):
                next_day = after if kind == "visit" and after and after > entry.day else None
                closing[entry.line] = entry.came_on or entry.result_on or next_day or row.ended_on
                if closing[entry.line] is None and is_open:
                    self._refuse(entry, _second_open(kind))
                is_open = is_open or closing[entry.line] is None
        return closing

    # --- rows ------------------------------------------------------------------------------------
    def _row(
        self,
        entry: EntryData,
        registration: UnemploymentRegistration,
        vacancies: VacanciesOfOldCards,
        closed_on: date | None,
    ) -> CardEntry:
        common: dict[str, Any] = {"registration": registration, "entered_by": self.by, "is_imported": True}
        text = entry.texts
        if entry.kind == "visit":
            return VisitAppointment(
                **common,
                **self._due(VisitAppointment, entry),
                agreed_on=entry.day,
                came_on=entry.came_on,
                closed_on=closed_on,
                information=text["note"],
                reason=text["reason"],
            )
        if entry.kind == "offer":
            return JobOffer(
                **common,
                vacancy=vacancies.of(entry),
                offered_on=entry.day,
                answer=entry.result or "open",
                answered_on=entry.result_on,
                refusal_document=text["document"],
                note=text["note"],
            )
        common |= {"note": text["note"]}
        if entry.kind == "life-event":
            return LifeEvent(
                **common,
                kind=entry.own_kind,
                happened_on=entry.day,
                document=text["document"],
                new_address=text["place"],
            )
        common |= {"reason": text["reason"]}
        if entry.kind == "summons":
            return Summons(
                **common,
                **self._due(Summons, entry),
                summoned_on=entry.day,
                came_on=entry.came_on,
                cancelled_on=entry.result_on if entry.result == "cancelled" else None,
                closed_on=closed_on,
            )
        return self._way(entry, common)

    def _way(self, entry: EntryData, common: dict[str, Any]) -> Referral | Participation:
        if entry.kind == "referral":
            outcome = "did_not_appear" if entry.result == "did_not_come" else entry.result or "open"
            return Referral(
                **common,
                **self._due(Referral, entry),
                kind=entry.own_kind,
                destination=destination_of(entry),
                issued_on=entry.day,
                appeared_on=entry.came_on,
                outcome=outcome,
                outcome_on=entry.result_on,
            )
        return Participation(
            **common,
            kind=entry.own_kind,
            place=entry.texts["place"],
            started_on=entry.day,
            ending=entry.result or "running",
            ended_on=entry.result_on,
        )

    def _due(self, kind: type[Awaited], entry: EntryData) -> dict[str, Any]:
        """Return the due day of the file, else the one of the edition of those days."""
        if entry.due_on is not None:
            return {"due_on": entry.due_on, "due_rule": {"rule": "imported"}}
        standard = self.editions.on(entry.day)
        try:
            due = kind.due_from(entry.day, standard, self.calendar)
        except UnconfirmedYear as error:
            self.unconfirmed.add(error.year)
            due = kind.due_from(entry.day, standard, WorkingCalendar(_ANY_YEAR, self.calendar.overrides))
        return {"due_on": due.on, "due_rule": due.as_json()}

    # --- what is told ----------------------------------------------------------------------------
    def _record(self, stored: "Iterable[tuple[CardEntry, Placed]]") -> None:
        label_of("card.imported")
        events = (
            Event(
                verb="card.imported",
                subject_type=subject_type(row),
                subject_id=row.pk,
                by=self.by,
                case_file=f"person:{registration.person_id}",
                after={"line": entry.line, **field_values(row, (KINDS[entry.kind].begins,))},
                happened_on=entry.day if entry.day != today() else None,
            )
            for row, (entry, registration) in stored
        )
        for batch in batches(events):
            Event.objects.bulk_create(batch)

    def _tell_unconfirmed(self, placed: Sequence[Placed]) -> None:
        if not self.unconfirmed:
            return
        years = ", ".join(map(str, sorted(self.unconfirmed)))
        text = _(
            "Due days were counted with days off that nobody has confirmed: %(years)s. Confirm the years in "
            "the calendar, or give the due days in the file."
        )
        self.report.add_notices([Remark(placed[0][0].line, "", text % {"years": years}, self.table)])


def _second_open(kind: str) -> str:
    if kind == "visit":
        return _("A visit is agreed already (clause 15).")
    return _("A summons is open already (clause 17(3)).")
