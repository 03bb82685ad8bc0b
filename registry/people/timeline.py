"""The history of a person's file, as the person's page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from astana_employment.department.changes import Change, changes_of
from astana_employment.department.models import DocumentKind, Event
from registry.people.models import Person

PAGE = 30
# Acts whose values before and after are worth reading in the history.
_TELLS_CHANGES = {"person.edited", "person.name_corrected", "person.name_changed", "person.window_set"}


class Fact(NamedTuple):
    """A line below an event: label and value."""

    label: str
    value: str


@dataclass(frozen=True)
class Entry:
    """An event with what is to be read below it."""

    event: Event
    facts: list[Fact]
    changes: list[Change]


@dataclass(frozen=True)
class History:
    """A piece of the history, the latest first; `older` is the event to go on before, None at the end."""

    entries: list[Entry]
    older: int | None


def history_of(person: Person, merged: Iterable[int], *, before: int | None = None) -> History:
    """Return the events of a person's file and of the files merged into it (one query)."""
    files = [person.case_file, *(f"person:{pk}" for pk in merged)]
    events = Event.objects.filter(case_file__in=files).select_related("by", "allowed_by")
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: PAGE + 1])
    entries = [_entry(event) for event in found[:PAGE]]
    return History(entries, found[PAGE - 1].pk if len(found) > PAGE else None)


def _entry(event: Event) -> Entry:
    return Entry(event, _facts(event), changes_of(event) if event.verb in _TELLS_CHANGES else [])


def _facts(event: Event) -> list[Fact]:
    """Return what an act says beside its name; the values are those of the day it was done."""
    said = event.after
    facts = [
        Fact(_("Number"), said.get("number", "")),
        Fact(_("Missing"), _kinds(said.get("missing") or [])),
        Fact(_("The other card"), said.get("other", "") or said.get("merged", "")),
        Fact(_("Ground"), event.reason),
    ]
    return [fact for fact in facts if fact.value]


def _kinds(kinds: list[str]) -> str:
    return ", ".join(str(DocumentKind(kind).label) for kind in kinds)
