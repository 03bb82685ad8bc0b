"""One row of the table of entries, judged by itself: an `EntryData` of clean values, or what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import parse_day
from astana_employment.toolbox.papers.font import validate_printable
from astana_employment.toolbox.tables_in.lines import Line
from registry.index.checking import RowCheck
from registry.index.entry_columns import ENTRY_KINDS, RESULTS
from registry.index.words import plain_word
from registry.law.identifiers import clean_iin, clean_rnn, clean_sik

_CODES = {"iin": (clean_iin, 12), "sik": (clean_sik, 0), "rnn": (clean_rnn, 12)}
_LENGTHS = {
    "former_number": 40,
    "place": 200,
    "profession": 160,
    "document": 160,
    "reason": 400,
    "note": 400,
}
# Which results an entry of a kind may have; an empty one means that it is open still.
_RESULTS_OF = {
    "visit": frozenset({""}),
    "summons": frozenset({"", "did_not_come", "cancelled"}),
    "offer": frozenset({"", "accepted", "refused", "withdrawn"}),
    "referral": frozenset(
        {"", "hired", "started", "employer_refused", "not_agreed", "did_not_come", "cancelled"}
    ),
    "participation": frozenset({"", "completed", "stopped_by_person", "stopped_by_others"}),
    "life-event": frozenset({""}),
}
_ONLY_FOR = {
    "document": frozenset({"offer", "life-event"}),
    "profession": frozenset({"offer", "referral"}),
    "reason": frozenset({"visit", "summons", "referral", "participation"}),
}
_CAN_COME = frozenset({"visit", "summons", "referral"})
_MOVES = frozenset({"moved_within", "moved_away"})
# Who was hired, began or was turned down after a talk had been there.
_WAS_THERE = frozenset({"hired", "started", "not_agreed"})


@dataclass(slots=True)
class EntryData:
    """One entry of a record card, as a row gives it; every value is clean."""

    line: int
    kind: str
    own_kind: str
    day: date
    due_on: date | None
    came_on: date | None
    result: str
    result_on: date | None
    codes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def days(self) -> dict[str, date]:
        """The days of what happened, by column."""
        found = {"day": self.day, "came_on": self.came_on, "result_on": self.result_on}
        return {name: day for name, day in found.items() if day is not None}


def check_entry(line: Line, headings: Mapping[int, tuple[str, str]]) -> tuple[EntryData | None, RowCheck]:
    """Judge a row by itself; the entry is None when anything is wrong with it."""
    row = RowCheck(line, headings)
    codes = {key: number for key in _CODES if (number := _code(row, key))}
    texts = {key: _text(row, key) for key in _LENGTHS}
    kind, own_kind = _kind(row)
    day = _day(row, "day", needed=_("Enter the day."))
    others = {key: _day(row, key, past=key != "due_on") for key in ("due_on", "came_on", "result_on")}
    result = _result(row)
    if not codes and not texts["former_number"] and not any(row.has_failed(key) for key in _CODES):
        row.fail("", _("Enter an IIN, SIK, RNN or the number of the old card."))
    if row.problems or not kind or day is None:
        return None, row
    entry = EntryData(row.line.number, kind, own_kind, day, result=result, codes=codes, texts=texts, **others)
    _check_kind(row, entry)
    _check_order(row, entry)
    return (None if row.problems else entry), row


def _kind(row: RowCheck) -> tuple[str, str]:
    text = row.text("kind")
    if not text:
        if not row.has_failed("kind"):
            row.fail("kind", _("Enter the kind of the entry."))
        return "", ""
    meaning = ENTRY_KINDS.get(plain_word(text), "")
    if not meaning:
        _unknown(row, "kind", text)
    kind, _colon, own_kind = meaning.partition(":")
    return kind, own_kind


def _result(row: RowCheck) -> str:
    text = row.text("result")
    meaning = RESULTS.get(plain_word(text), "")
    if text and not meaning:
        _unknown(row, "result", text)
    return meaning


def _unknown(row: RowCheck, key: str, text: str) -> None:
    row.fail(
        key,
        _("The word “%(word)s” is not known here. docs/import.md lists the words.") % {"word": text[:40]},
    )


def _code(row: RowCheck, key: str) -> str:
    clean, length = _CODES[key]

    def padded(text: str) -> str:
        is_number = isinstance(row.raw(key), int | float)
        return clean(text.zfill(length) if is_number and text.isdecimal() else text)

    return row.take(key, padded, "")


def _text(row: RowCheck, key: str) -> str:
    def clean(text: str) -> str:
        if len(text) > _LENGTHS[key]:
            raise ValidationError(
                _("At most %(longest)d characters fit; %(count)d were given.")
                % {"longest": _LENGTHS[key], "count": len(text)}
            )
        validate_printable(text)
        return text

    return row.take(key, clean, "")


def _day(row: RowCheck, key: str, *, needed: str = "", past: bool = True) -> date | None:
    text = row.text(key)
    if not text:
        if needed and not row.has_failed(key):
            row.fail(key, needed)
        return None
    return row.take(key, lambda _text: parse_day(text, past=past, two_digit_years=False), None)


# --- what goes together --------------------------------------------------------------------------
def _check_kind(row: RowCheck, entry: EntryData) -> None:
    """Refuse what an entry of this kind cannot have, and ask for what it needs."""
    if entry.result not in _RESULTS_OF[entry.kind]:
        row.fail("result", _("An entry of this kind has no such result."))
    if entry.came_on and entry.kind not in _CAN_COME:
        row.fail("came_on", _("For an entry of this kind nobody comes."))
    needs_place = entry.kind in ("offer", "referral", "participation") or entry.own_kind in _MOVES
    if needs_place and not entry.texts["place"]:
        row.fail("place", _("Enter where: the employer, the organiser or the new address (clause 15)."))
    for key, kinds in _ONLY_FOR.items():
        if entry.texts[key] and entry.kind not in kinds:
            row.fail(key, _("An entry of this kind has no such column; write it into the note."))
    _check_result(row, entry)
    _check_offer(row, entry)
    _check_referral(row, entry)


def _check_result(row: RowCheck, entry: EntryData) -> None:
    if entry.result and entry.result_on is None:
        row.fail("result_on", _("A result needs its day (clause 15)."))
    if entry.result_on is not None and not entry.result:
        row.fail("result", _("A day of the result needs the result (clause 15)."))
    if entry.came_on and entry.result in ("did_not_come", "cancelled") and entry.kind == "summons":
        row.fail("came_on", _("Either the person came or the summons was cancelled (clause 17(3))."))


def _check_offer(row: RowCheck, entry: EntryData) -> None:
    if entry.kind == "offer" and not entry.texts["profession"]:
        row.fail("profession", _("Enter the profession of the job offered (clause 17(1))."))
    if entry.kind == "offer" and entry.result == "refused" and not entry.texts["document"]:
        row.fail("document", _("A written refusal needs its document (clause 17(1))."))


def _check_referral(row: RowCheck, entry: EntryData) -> None:
    if entry.kind != "referral":
        return
    is_job = entry.own_kind == "job"
    if (entry.result == "started" and is_job) or (entry.result == "hired" and not is_job):
        row.fail("result", _("At a job one is hired; training and public works are started (clause 15)."))
    if entry.result == "did_not_come" and entry.came_on:
        row.fail("came_on", _("Whoever did not appear has no day of appearing (clause 17(2))."))
    if entry.result in _WAS_THERE and entry.came_on is None:
        entry.came_on = entry.result_on
        row.notice("came_on", _("The day of appearing is empty; the day of the result was taken."))


def _check_order(row: RowCheck, entry: EntryData) -> None:
    for key, day in (("due_on", entry.due_on), ("came_on", entry.came_on), ("result_on", entry.result_on)):
        if day is not None and day < entry.day:
            row.fail(key, _("This day lies before the day of the entry (clause 15)."))
    if entry.came_on and entry.result_on and entry.result_on < entry.came_on:
        row.fail("result_on", _("The outcome lies before the appearance (clause 17(2))."))
