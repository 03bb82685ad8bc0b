"""The card index as a whole: people with their registrations, and the entries of their record cards."""

from typing import Any

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.tables_in.importing import Report, TableIn, take_in
from astana_employment.toolbox.tables_in.lines import Source
from registry.index.entries import Entries, sheets_of_entries
from registry.index.people import People


def import_register(
    *,
    by: StaffMember,
    source: Source | None = None,
    entries: Source | None = None,
    is_rehearsal: bool = False,
    report: Report | None = None,
) -> Report:
    """Load a card index: all of its rows, or none if one is bad (see the report).

    `source` has the people and their registrations and, as a spreadsheet, entries of the record card in
    further sheets; `entries` is a file of entries alone, of these people or of people who are there.
    A `report` that is given is filled. A rehearsal does everything and then undoes it. Raises
    UnreadableFileError for a file that cannot be read as a whole or whose people were entered by somebody
    else at the same moment.
    """
    report = report or Report()
    tables: list[TableIn[Any, Any]] = []
    if source:
        tables.append(People(source, by=by, report=report).read())
        tables += sheets_of_entries(source, by=by, report=report)
    if entries:
        tables.append(Entries(entries, by=by, report=report, name=entries.name).read())
    return take_in(tables, is_rehearsal=is_rehearsal)
