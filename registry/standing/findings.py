"""The list of grounds found on all cards, for the head of division's page, its files and the command."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.window_map import load_window_map
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from registry.law.eligibility import Finding
from registry.people.models import Person
from registry.standing.evidence import in_short
from registry.standing.facts import Found, all_findings


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One ground found on one card."""

    found: Found
    finding: Finding
    window: int

    @property
    def person(self) -> Person:
        """Whose card it is."""
        return self.found.person

    @property
    def evidence(self) -> str:
        """The entries that show the ground, in short."""
        counted = Counter((item.kind, item.since) for item in self.finding.evidence)
        return "; ".join(in_short(*key, number) for key, number in counted.items())

    @property
    def judgement(self) -> str:
        """Whether the ground is confirmed, in words."""
        return gettext("needs judgement") if self.finding.needs_judgement else gettext("confirmed")

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain JSON values, for other programs."""
        finding = self.finding
        return {
            "number": self.found.number,
            "person": self.person.full_name,
            "window": self.window,
            "ground": finding.ground,
            "clause": finding.clause,
            "since": finding.since.isoformat(),
            "evidence": [
                {
                    "kind": item.kind.value,
                    "entry": item.entry,
                    "since": item.since.isoformat(),
                    "judgement": item.judgement.value,
                }
                for item in finding.evidence
            ],
            "needs_judgement": finding.needs_judgement,
        }


@dataclass(frozen=True)
class Wanted:
    """What of the list is wanted; None wants everything."""

    ground: int | None = None
    needs_judgement: bool | None = None
    window: int | None = None

    def includes(self, row: FindingRow) -> bool:
        """Tell whether a row is wanted."""
        return (
            self.ground in (None, row.finding.ground)
            and self.needs_judgement in (None, row.finding.needs_judgement)
            and self.window in (None, row.window)
        )


def finding_rows(day: date, wanted: Wanted | None = None) -> Iterator[FindingRow]:
    """Yield the grounds found on all cards active on a day, card by card (four queries)."""
    windows = load_window_map()
    chosen = wanted or Wanted()
    for found in all_findings(day):
        window = windows.number_of(found.person)
        rows = (FindingRow(found, finding, window) for finding in found.findings)
        yield from (row for row in rows if chosen.includes(row))


def finding_columns() -> list[Column[FindingRow]]:
    """Return the columns of the list."""
    return [
        Column(
            label=_("Registration"),
            value=lambda row: row.found.number,
            width=16,
            kind=Kind.CODE,
            link=_person_url,
        ),
        Column(label=_("Person"), value=lambda row: row.person.full_name, width=34, link=_person_url),
        Column(label=_("Window"), value=lambda row: row.window, width=6, kind=Kind.FIGURE),
        Column(label=_("Ground"), value=lambda row: row.finding.ground, width=6, kind=Kind.FIGURE),
        Column(label=_("Clause"), value=lambda row: row.finding.clause, width=7, kind=Kind.CODE),
        Column(label=_("Since"), value=lambda row: row.finding.since, width=11, kind=Kind.DAY),
        Column(label=_("Evidence"), value=lambda row: row.evidence, width=44),
        Column(label=_("Judgement"), value=lambda row: row.judgement, width=16),
    ]


def finding_table(day: date, wanted: Wanted | None = None) -> Table[FindingRow]:
    """Return the list as a table, to be shown, printed or saved."""
    return Table(
        title=_("Grounds of clause 17 found on the record cards"),
        columns=finding_columns(),
        rows=list(finding_rows(day, wanted)),
        note=numeric_date(day),
        empty=_("No card shows such a ground on this day."),
        hint=_("Choose other filters above."),
    )


def _person_url(row: FindingRow) -> str:
    return reverse("person_detail", args=[row.person.pk])
