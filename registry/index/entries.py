"""The tables of entries of an import: further sheets of the card index, or a file of their own."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from astana_employment.department.management.importing import Act, record_imported
from astana_employment.department.models import Event, StaffMember, working_calendar
from astana_employment.department.records import field_values, record_event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import UnconfirmedYear, WorkingCalendar
from astana_employment.toolbox.tables_in.columns import MOST_ABOVE, heading_place, known_headings
from astana_employment.toolbox.tables_in.files import further_sheets
from astana_employment.toolbox.tables_in.importing import BATCH, Report, TableIn, rows_with
from astana_employment.toolbox.tables_in.lines import Source
from astana_employment.toolbox.tables_in.rows import Row
from registry.card.models import KINDS, Awaited, CardEntry, Participation, Referral
from registry.index.entry_checking import EntryData, check_entry
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.index.entry_matching import (
    ReferralKey,
    Registrations,
    identity_of,
    open_on_cards,
    referral_key,
    stored_identities,
    stored_referrals,
)
from registry.index.people import Editions
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

Placed = tuple[EntryData, UnemploymentRegistration]
# The days off of these years are known to the package, though perhaps confirmed by nobody.
_ANY_YEAR = frozenset(range(1991, 2101))
# An old card does not say where the work was.
_NO_ADDRESS = "–"


class Entries(TableIn[EntryData, list[Placed]]):
    """The entries of one sheet or file, whose name is said of each of its rows."""

    columns = ENTRY_COLUMNS
    writes = (*KINDS.values(), Vacancy, Event)

    @classmethod
    def check(cls, row: Row) -> EntryData | None:
        """Return the entry of a row."""
        return check_entry(row)

    def match(self) -> list[Placed]:
        """Return the entries that are new with their registrations; what has none, or is twice, is bad."""
        self.calendar, self.editions = working_calendar(), Editions()
        self.unconfirmed: set[int] = set()
        registrations = Registrations(self.rows)
        placed: list[Placed] = []
        for entry in self.rows:
            found = registrations.of(entry)
            if isinstance(found, str):
                self.refuse(entry.line, found)
            else:
                placed.append((entry, found))
        new = self._new_ones(placed)
        self.closing = self._closing_days(new)
        self._check_referrals(new)
        return new

    def _check_referrals(self, placed: Sequence[Placed]) -> None:
        """Refuse a participation whose referral is neither on the card nor in the file (reading 63)."""
        known: set[ReferralKey] = set(stored_referrals({row.pk for _entry, row in placed}))
        known |= {
            referral_key(row.pk, entry.own_kind, entry.day)
            for entry, row in placed
            if entry.kind == Referral.slug
        }
        text = _("No referral of this kind was given on %(day)s (clause 17(4)).")
        for entry, row in placed:
            led = entry["referred_on"]
            if led and referral_key(row.pk, entry.own_kind, led) not in known:
                self.refuse(entry.line, text % {"day": numeric_date(led)})

    def _new_ones(self, placed: Sequence[Placed]) -> list[Placed]:
        there = stored_identities({row.pk for _entry, row in placed})
        lines: dict[tuple[Any, ...], int] = {}
        new: list[Placed] = []
        for entry, row in placed:
            identity = identity_of(entry, row)
            if identity in there:
                self.report.there["entries"] += 1
                self.say(entry.line, _said(entry), is_new=False)
            elif identity in lines:
                place = _("line %(line)d") % {"line": lines[identity]}
                self.refuse(entry.line, _("The same entry stands on %(place)s.") % {"place": place})
            else:
                lines[identity] = entry.line
                new.append((entry, row))
                self.say(entry.line, _said(entry), is_new=True)
        return new

    def _closing_days(self, placed: Sequence[Placed]) -> dict[int, date | None]:
        """Return by line when a visit or summons was closed; a second open one of a card is bad."""
        is_open = open_on_cards({row.pk for _entry, row in placed})
        closing: dict[int, date | None] = {}
        groups: dict[tuple[str, int], list[Placed]] = defaultdict(list)
        for entry, row in placed:
            if entry.kind in is_open:
                groups[entry.kind, row.pk].append((entry, row))
        for (kind, pk), group in groups.items():
            group.sort(key=lambda pair: pair[0].day)
            stored = is_open[kind].get(pk)
            has_open = stored is not None
            following = [pair[0].day for pair in group[1:]] + [stored]
            for (entry, row), after in zip(group, following, strict=True):
                # A visit that nobody kept was over when the next date was agreed, else with the registration.
                next_day = after if kind == "visit" and after and after > entry.day else None
                closed_on = entry["came_on"] or entry["result_on"] or next_day or row.ended_on
                if closed_on is None and has_open:
                    self.refuse(entry.line, _second_open(kind))
                has_open = has_open or closed_on is None
                closing[entry.line] = closed_on
        return closing

    def store(self, new: list[Placed]) -> None:
        """Write new entries and their events."""
        vacancies = _vacancies([entry for entry, _row in new if entry.kind == "offer"], self.by)
        rows = [self._row(entry, registration, vacancies) for entry, registration in new]
        for kind in KINDS.values():
            own = [row for row in rows if isinstance(row, kind)]
            if kind is Participation:
                _set_referrals(new, rows)
            kind._default_manager.bulk_create(own, batch_size=BATCH)
        record_imported("card.imported", map(_act, rows, new), by=self.by)
        self.report.added["entries"] += len(rows)
        if self.unconfirmed:
            years = ", ".join(map(str, sorted(self.unconfirmed)))
            text = _(
                "Due days were counted with days off that nobody has confirmed: %(years)s. Confirm the years "
                "in the calendar, or give the due days in the file."
            )
            self.notice(new[0][0].line, text % {"years": years})
        if rows:
            after = {"file": self.name, "rows": len(self.rows), "entries": len(rows)}
            record_event(verb="register.imported", subject=self.by, by=self.by, after=after)

    def _row(
        self, entry: EntryData, registration: UnemploymentRegistration, vacancies: dict[int, Vacancy]
    ) -> CardEntry:
        kind = KINDS[entry.kind]
        values: dict[str, Any] = {field: entry[cell] for field, cell in entry.old.fields.items()}
        values[kind.begins] = entry.day
        if issubclass(kind, Awaited):
            values |= self._due(kind, entry)
        if kind.one_open:
            values["closed_on"] = self.closing[entry.line]
        if entry.cells["result"] == "cancelled" and entry.kind == "summons":
            values["cancelled_on"] = entry["result_on"]
        if entry.kind == "offer":
            values["vacancy"] = vacancies[entry.line]
            # A card that does not say otherwise speaks of a suitable job (reading 58).
            values["is_suitable"] = entry["is_suitable"] is not False
        return kind(registration=registration, entered_by=self.by, is_imported=True, **values)

    def _due(self, kind: type[Awaited], entry: EntryData) -> dict[str, Any]:
        """Return the due day of the file, else the one of the edition of those days."""
        if entry["due_on"] is not None:
            return {"due_on": entry["due_on"], "due_rule": {"rule": "imported"}}
        standard = self.editions.on(entry.day)
        try:
            due = kind.due_from(entry.day, standard, self.calendar)
        except UnconfirmedYear as error:
            self.unconfirmed.add(error.year)
            due = kind.due_from(entry.day, standard, WorkingCalendar(_ANY_YEAR, self.calendar.overrides))
        return {"due_on": due.on, "due_rule": due.as_json()}


def _act(row: CardEntry, placed: Placed) -> Act:
    entry, registration = placed
    after = {"line": entry.line, **field_values(row, (row.begins,))}
    happened_on = entry.day if entry.day != today() else None
    return row, f"person:{registration.person_id}", after, happened_on


def _set_referrals(new: Sequence[Placed], rows: Sequence[CardEntry]) -> None:
    """Point the participations at the referrals that led there, of the card or stored just now."""
    led = [
        (row, referral_key(registration.pk, entry.own_kind, entry["referred_on"]))
        for (entry, registration), row in zip(new, rows, strict=True)
        if isinstance(row, Participation) and entry["referred_on"]
    ]
    referrals = stored_referrals({key[0] for _row, key in led})
    for row, key in led:
        row.referral = referrals[key]


def _second_open(kind: str) -> str:
    if kind == "visit":
        return _("A visit is agreed already (clause 15).")
    return _("A summons is open already (clause 17(3)).")


def _vacancies(offers: Sequence[EntryData], by: StaffMember) -> dict[int, Vacancy]:
    """Return by line the vacancy that an offer speaks of; one that the bank does not have is stored.

    It was open on the day of the offer: more an old card does not say.
    """
    known: dict[tuple[str, str], list[Vacancy]] = defaultdict(list)
    for row in rows_with(Vacancy.objects.order_by("pk"), "employer", {offer["place"] for offer in offers}):
        known[row.employer, row.profession].append(row)
    found: dict[int, Vacancy] = {}
    new: list[Vacancy] = []
    for offer in offers:
        job = {"employer": offer["place"], "profession": offer["profession"]}
        there = known[job["employer"], job["profession"]]
        if not any(row.is_open_on(offer.day) for row in there):
            days = {"open_from": offer.day, "open_until": offer.day}
            source = _("old card index")
            new.append(Vacancy(**job, **days, address=_NO_ADDRESS, source=source, entered_by=by))
            there.append(new[-1])
        found[offer.line] = next(row for row in there if row.is_open_on(offer.day))
    Vacancy.objects.bulk_create(new, batch_size=BATCH)
    return found


def _said(entry: EntryData) -> str:
    """Say which entry it is: «visit, 03.02.2014»."""
    return f"{KINDS[entry.kind]._meta.verbose_name}, {numeric_date(entry.day)}"


def sheets_of_entries(source: Source, *, by: StaffMember, report: Report) -> list[Entries]:
    """Read the sheets after the first one of a spreadsheet; one without headings of entries is left out.

    So is one that is hidden: nobody would see what comes from it. Both are said.
    """
    tables = []
    for sheet, lines in further_sheets(source.path, source.name):
        table = Entries(source, by=by, report=report, name=sheet.name)
        with closing(lines):
            first = list(islice(lines, MOST_ABOVE + 1))
            rows = [line.cells for line in first]
            if sheet.is_hidden:
                table.notice(first[0].number, _("This sheet is hidden; it was not read."))
            elif known_headings(rows[heading_place(rows, ENTRY_COLUMNS)], ENTRY_COLUMNS) < 2:
                table.notice(first[0].number, _("This sheet has no headings of entries; it was not read."))
            else:
                tables.append(table.read(line for line in chain(first, lines)))
    return tables
