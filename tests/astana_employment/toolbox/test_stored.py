"""Stored values: plain JSON and back, strictly; what differs is a `DocumentError` and never a wrong paper."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

import pytest

from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.stored import DocumentError, Snapshot, Stored


class Span(NamedTuple):
    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Stored):
    name: str
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Snapshot):
    written_on: date
    spans: tuple[Span, ...]
    parts: dict[str, list[Part]]
    answered_on: date | None
    note: str = ""
    search: dict[str, int] | None = None
    template_version: int = 3
    kind: Literal["letter"] = "letter"


LETTER = Letter(
    language="kk",
    written_on=date(2026, 3, 31),
    spans=(Span(date(2026, 4, 1), None), Span(date(2026, 4, 1), date(2026, 4, 3))),
    parts={"1.1": [Part(name="а", counts=(1, 2))]},
    answered_on=None,
)
JSON = {
    "language": "kk",
    "written_on": "2026-03-31",
    "spans": [["2026-04-01", None], ["2026-04-01", "2026-04-03"]],
    "parts": {"1.1": [{"name": "а", "counts": [1, 2]}]},
    "answered_on": None,
    "note": "",
    "template_version": 3,
    "kind": "letter",
}


def test_values_become_plain_json_and_come_back():
    assert LETTER.to_json() == JSON
    assert Letter.from_json(json.loads(json.dumps(JSON))) == LETTER
    searched = replace(LETTER, search={"found": 0}, answered_on=date(2026, 4, 9), language="ru")
    assert Letter.from_json(searched.to_json()) == searched


def test_what_is_empty_by_default_may_be_missing_and_nothing_else_may():
    assert Letter.from_json({name: value for name, value in JSON.items() if name != "note"}) == LETTER
    for name in JSON.keys() - {"note"}:
        with pytest.raises(DocumentError, match=name):
            Letter.from_json({key: value for key, value in JSON.items() if key != name})


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"kind": "bill"},
        {"language": "en"},
        {"template_version": 2},
        {"template_version": 4},
        {"written_on": "31.03.2026"},
        {"written_on": None},
        {"spans": [["2026-04-01"]]},
        {"spans": None},
        {"parts": {"1.1": [{"name": "а"}]}},
        {"parts": {"1.1": [None]}},
        {"parts": {"1.1": [{"name": "а", "counts": [1, 2, 3]}]}},
        {"parts": {"1.1": [{"name": "а", "counts": [1, "two"]}]}},
        {"parts": []},
    ],
)
def test_what_is_not_as_it_was_written_is_refused(change):
    with pytest.raises(DocumentError):
        Letter.from_json({**JSON, **change})
    with pytest.raises(PaperError):
        Letter.from_json({**JSON, **change})


def test_what_is_no_record_at_all_is_refused():
    with pytest.raises(DocumentError):
        Letter.from_json(["kk"])  # type: ignore[arg-type]
