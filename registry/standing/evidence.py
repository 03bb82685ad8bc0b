"""What proves a ground, in words: each entry of the record card as one line that can be read by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from registry.card.models import KINDS, CardEntry
from registry.law.eligibility import EntryKind, Evidence, Finding
from registry.vacancies.models import Vacancy

# What is told though it is empty: nobody came.
_BREACH: Final = frozenset({"appeared_on", "came_on"})


@dataclass(frozen=True)
class EvidenceLine:
    """One entry that shows a ground: which, since when, how it was judged, and the line that tells it."""

    ground: int
    kind: EntryKind
    entry: int
    since: date
    judgement: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        return {
            "ground": self.ground,
            "kind": self.kind.value,
            "entry": self.entry,
            "since": self.since.isoformat(),
            "judgement": self.judgement,
            "text": self.text,
        }


def evidence_lines(found: Iterable[Finding]) -> list[EvidenceLine]:
    """Return the evidence of findings in words, in the language in use; one query a kind of entry."""
    shown = [(finding, item) for finding in found for item in finding.evidence]
    wanted: dict[EntryKind, list[int]] = {}
    for _finding, item in shown:
        wanted.setdefault(item.kind, []).append(item.entry)
    rows = {kind: _rows(kind, entries) for kind, entries in wanted.items()}
    return [
        EvidenceLine(
            finding.ground,
            item.kind,
            item.entry,
            item.since,
            item.judgement.value,
            f"{finding.clause}: {told(rows[item.kind][item.entry])}",
        )
        for finding, item in shown
    ]


def _rows(kind: EntryKind, entries: list[int]) -> dict[int, Any]:
    model = kind_of(kind)
    related = ["vacancy"] if "vacancy" in model.told else []
    return model._default_manager.select_related(*related).in_bulk(entries)


def kind_of(kind: EntryKind) -> type[CardEntry]:
    """Return the kind of entry that the engine calls so."""
    return KINDS[kind.value.replace("_", "-")]


def told(entry: CardEntry) -> str:
    """Return one entry of the card as a line: its kind and number, then «label: value» for each fact."""
    facts = [f"{capfirst(str(entry._meta.verbose_name))} {entry.pk}"]
    for name in entry.told:
        value = _value(entry, name)
        if value:
            facts.append(f"{_label(entry, name)}: {value}")
        elif name in _BREACH:
            facts.append(f"{_label(entry, name)}: –")
    if hasattr(entry, "get_judgement_display"):
        facts.append(str(entry.get_judgement_display()))
    return "; ".join(facts)


def _label(entry: models.Model, name: str) -> str:
    if name == "vacancy":
        return str(Vacancy._meta.verbose_name)
    return str(entry._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _value(entry: models.Model, name: str) -> str:
    value = getattr(entry, name)
    if isinstance(value, date):
        return numeric_date(value)
    display = getattr(entry, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    return str(value) if value else ""


def in_short(kind: EntryKind, since: date, number: int = 1) -> str:
    """Return evidence for a list: what kind of entry, of several how many, and since when it counts."""
    name = capfirst(str(kind_of(kind)._meta.verbose_name))
    entry = name if number == 1 else f"{name} ({number})"
    return _("%(entry)s: a ground since %(day)s") % {"entry": entry, "day": numeric_date(since)}


def entry_url(person: int, item: Evidence) -> str:
    """Return the address of an entry on a person's record card."""
    return reverse("card_entry", args=[person, kind_of(item.kind).slug, item.entry])
