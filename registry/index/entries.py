"""The tables of entries of an import: further sheets of the card index, or a file of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from astana_employment.department.models import Event, StaffMember
from astana_employment.department.records import subject_type
from astana_employment.toolbox.tables_in.columns import HeadingError, known_headings, match_headings
from astana_employment.toolbox.tables_in.lines import Line, UnreadableFileError
from astana_employment.toolbox.tables_in.reading import bounded, read_lines
from astana_employment.toolbox.tables_in.report import Remark, Report
from astana_employment.toolbox.verbs import label_of
from registry.index.editions import Editions
from registry.index.entry_checking import EntryData, check_entry
from registry.index.entry_columns import ENTRY_COLUMNS
from registry.index.entry_storing import EntryImport


@dataclass(frozen=True)
class EntryTable:
    """A table of entries that was read: its name and its good rows."""

    name: str
    entries: list[EntryData]


def sheets_of_entries(path: Path, language: str, report: Report) -> list[EntryTable]:
    """Read the sheets after the first one of a spreadsheet; one without headings of entries is left out."""
    if path.suffix.lower() != ".xlsx":
        return []
    from astana_employment.toolbox.tables_in.spreadsheet import sheet_lines, sheet_names

    tables = []
    for number, name in enumerate(sheet_names(path)):
        if number == 0:
            continue
        lines = bounded(line for line in sheet_lines(path, number) if not line.is_blank)
        head = next(lines, None)
        if head is None:
            continue
        if known_headings(head.cells, ENTRY_COLUMNS) < 2:
            text = _("This sheet has no headings of entries; it was not read.")
            report.add_notices([Remark(head.number, "", text, name)])
            continue
        tables.append(_table(name, head, lines, language, report))
    return tables


def file_of_entries(path: Path, encoding: str | None, language: str, report: Report) -> EntryTable:
    """Read a file of entries: a CSV, or the first sheet of a spreadsheet."""
    lines = read_lines(path, encoding, ENTRY_COLUMNS)
    head = next(lines, None)
    if head is None:
        raise UnreadableFileError(_("The file is empty."))
    return _table(path.name, head, lines, language, report)


def store_entries(tables: list[EntryTable], by: StaffMember, editions: Editions, report: Report) -> None:
    """Place and store the entries of all tables; nothing is stored when one row of them is bad."""
    for table in tables:
        job = EntryImport(by, table.name, editions, report)
        before = report.entries_added
        # Table by table, so that an entry that stands in two of them is there already the second time.
        job.store(job.place(table.entries))
        if report.entries_added > before:
            _record_table(table, by, report.entries_added - before)


def _table(name: str, head: Line, lines: Iterator[Line], language: str, report: Report) -> EntryTable:
    try:
        headings = match_headings(head.cells, language, ENTRY_COLUMNS)
    except HeadingError as error:
        raise UnreadableFileError(f"{name}: {error}") from error
    entries = []
    for line in lines:
        report.rows += 1
        entry, row = check_entry(line, headings)
        if entry is None:
            report.add_problems([replace(remark, table=name) for remark in row.problems])
        else:
            entries.append(entry)
        report.add_notices([replace(remark, table=name) for remark in row.notices])
    return EntryTable(name, entries)


def _record_table(table: EntryTable, by: StaffMember, added: int) -> None:
    """Append the event of the table as a whole."""
    label_of("register.imported")
    Event.objects.create(
        verb="register.imported",
        subject_type=subject_type(by),
        subject_id=by.pk,
        by=by,
        after={"file": table.name, "rows": len(table.entries), "entries": added},
    )
