"""One row of the table of entries, judged by itself: an `EntryData` of clean values, or what is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from astana_employment.toolbox.tables_in.rows import Row
from registry.index.entry_columns import ENTRY_COLUMNS, OLD_KINDS, OldKind
from registry.people.duplicates import CODES

_MOVES = frozenset({"moved_within", "moved_away"})
# Who was hired, began or was turned down after a talk had been there.
_WAS_THERE = frozenset({"hired", "started", "not_agreed"})


@dataclass(slots=True)
class EntryData:
    """One entry of a record card, as a row gives it: clean cells by the keys of their columns."""

    line: int
    kind: str
    own_kind: str
    cells: dict[str, Any]

    @property
    def old(self) -> OldKind:
        """How entries of this kind stand in the table."""
        return OLD_KINDS[self.kind]

    @property
    def day(self) -> date:
        """The day it begins with."""
        day: date = self.cells["day"]
        return day

    @property
    def days(self) -> list[date]:
        """The days of what happened."""
        return [self.cells[key] for key in ("day", "came_on", "result_on") if self.cells[key]]

    @property
    def codes(self) -> dict[str, str]:
        """The numbers that say whose entry it is."""
        return {key: self.cells[key] for key in CODES if self.cells[key]}

    def __getitem__(self, cell: str) -> Any:
        """Return a cell, also the entry's own kind and where a referral led; a result as it is stored."""
        if cell == "own_kind":
            return self.own_kind
        if cell == "destination":
            return ", ".join(filter(None, (self.cells["profession"], self.cells["place"])))[:200]
        return self.old.results[self.cells["result"]] if cell == "result" else self.cells[cell]


def check_entry(row: Row) -> EntryData | None:
    """Return the entry of a row; what is wrong is noted in the row, and the entry is then of no use."""
    cells = {column.key: row[column.key] for column in ENTRY_COLUMNS}
    whose = (*CODES, "former_number")
    if not any(cells[key] for key in whose) and not any(row.has_failed(key) for key in whose):
        row.fail("", _("Enter an IIN, SIK, RNN or the number of the old card."))
    if row.problems:
        return None
    kind, _colon, own_kind = cells["kind"].partition(":")
    entry = EntryData(row.number, kind, own_kind, cells)
    _check_kind(row, entry)
    _check_result(row, entry)
    if kind == "referral":
        _check_referral(row, entry)
    _check_order(row, entry)
    return entry


def _check_kind(row: Row, entry: EntryData) -> None:
    """Refuse what an entry of this kind cannot have, and ask for what it needs."""
    cells, old = entry.cells, entry.old
    if cells["result"] not in old.results:
        row.fail("result", _("An entry of this kind has no such result."))
    if cells["came_on"] and not old.has("came_on"):
        row.fail("came_on", _("For an entry of this kind nobody comes."))
    needs_place = entry.kind in ("offer", "referral", "participation") or entry.own_kind in _MOVES
    if needs_place and not cells["place"]:
        row.fail("place", _("Enter where: the employer, the organiser or the new address (clause 15)."))
    for key in ("document", "profession", "reason", "referred_on", "is_suitable"):
        if cells[key] not in (None, "") and not old.has(key):
            row.fail(key, _("An entry of this kind has no such column; write it into the note."))
    if entry.kind == "offer" and not cells["profession"]:
        row.fail("profession", _("Enter the profession of the job offered (clause 17(1))."))
    if entry.kind == "offer" and cells["result"] == "refused" and not cells["document"]:
        row.fail("document", _("A written refusal needs its document (clause 17(1))."))


def _check_result(row: Row, entry: EntryData) -> None:
    cells = entry.cells
    if cells["result"] and cells["result_on"] is None:
        row.fail("result_on", _("A result needs its day (clause 15)."))
    if cells["result_on"] is not None and not cells["result"]:
        row.fail("result", _("A day of the result needs the result (clause 15)."))
    if entry.kind == "summons" and cells["came_on"] and cells["result"] in ("did_not_come", "cancelled"):
        row.fail("came_on", _("Either the person came or the summons was cancelled (clause 17(3))."))


def _check_referral(row: Row, entry: EntryData) -> None:
    cells, is_job = entry.cells, entry.own_kind == "job"
    if cells["result"] == ("started" if is_job else "hired"):
        row.fail("result", _("At a job one is hired; training and public works are started (clause 15)."))
    if cells["result"] == "did_not_come" and cells["came_on"]:
        row.fail("came_on", _("Whoever did not appear has no day of appearing (clause 17(2))."))
    if cells["result"] in _WAS_THERE and cells["came_on"] is None:
        cells["came_on"] = cells["result_on"]
        row.notice("came_on", _("The day of appearing is empty; the day of the result was taken."))


def _check_order(row: Row, entry: EntryData) -> None:
    cells = entry.cells
    if cells["referred_on"] and cells["referred_on"] > entry.day:
        row.fail("referred_on", _("It started before the referral was given (clause 17(4))."))
    for key in ("due_on", "came_on", "result_on"):
        if cells[key] is not None and cells[key] < entry.day:
            row.fail(key, _("This day lies before the day of the entry (clause 15)."))
    if cells["came_on"] and cells["result_on"] and cells["result_on"] < cells["came_on"]:
        row.fail("result_on", _("The outcome lies before the appearance (clause 17(2))."))
