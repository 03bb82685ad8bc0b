"""The import itself: read, check, compare, and store all or nothing."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pghistory
import psycopg.errors
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import DocumentKind, Event, StaffMember
from astana_employment.toolbox.tables_in.columns import HeadingError, match_headings
from astana_employment.toolbox.tables_in.lines import UnreadableFileError
from astana_employment.toolbox.tables_in.reading import read_lines
from astana_employment.toolbox.tables_in.report import Remark, Report
from registry.index.checking import Card, check_row
from registry.index.columns import COLUMNS
from registry.index.editions import Editions
from registry.index.entries import file_of_entries, sheets_of_entries, store_entries
from registry.index.known import load_matcher
from registry.index.matching import Matcher
from registry.index.storing import Import
from registry.people.models import (
    IntakeApplication,
    Person,
    PresentedDocument,
    UnemploymentRegistration,
)

# Two imports at once would each miss the other's people; any number does, as long as it is ours alone.
_LOCK = 0x1337_0001
_RACES = (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation)


@dataclass(frozen=True)
class Source:
    """A file to import and how it is written."""

    path: Path
    encoding: str | None = None
    language: str = "kk"


def import_register(
    *, source: Source | None, by: StaffMember, entries: Source | None = None, is_rehearsal: bool = False
) -> Report:
    """Load a card index: all of its rows, or none if one is bad (see the report).

    `source` has the people and their registrations and, as a spreadsheet, entries of the record card in
    further sheets; `entries` is a file of entries alone, of these people or of people who are there.
    A rehearsal does everything and then undoes it. Raises UnreadableFileError for a file that cannot be read
    as a whole or whose people were entered by somebody else at the same moment.
    """
    report = Report()
    cards = _check_rows(source, report) if source else []
    tables = sheets_of_entries(source.path, source.language, report) if source else []
    if entries:
        tables.append(file_of_entries(entries.path, entries.encoding, entries.language, report))
    name = (source or entries or Source(Path())).path.name
    try:
        with transaction.atomic(), pghistory.context(imported_from=name):
            _take_turn()
            editions = Editions()
            if source:
                _store_cards(source, cards, by, editions, report)
            if report.bad_rows == 0:
                store_entries(tables, by, editions, report)
            if is_rehearsal or report.bad_rows:
                transaction.set_rollback(True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, _RACES):
            raise
        raise UnreadableFileError(
            _("Somebody entered people of this file at the same moment; nothing was changed. Run it again.")
        ) from error
    if report.people_added or report.registrations_added:
        _count_again()
    return report


def _store_cards(
    source: Source, cards: list[Card], by: StaffMember, editions: Editions, report: Report
) -> None:
    matcher = _match_rows(cards, editions, report)
    if report.bad_rows == 0:
        Import(by, source.path.name, _sha256(source.path), editions).store(matcher.people, report)


def _check_rows(source: Source, report: Report) -> list[Card]:
    """Return the good rows; the bad ones are counted."""
    lines = read_lines(source.path, source.encoding, COLUMNS)
    head = next(lines, None)
    if head is None:
        raise UnreadableFileError(_("The file is empty."))
    try:
        headings = match_headings(head.cells, source.language, COLUMNS)
    except HeadingError as error:
        raise UnreadableFileError(str(error)) from error
    cards = []
    for line in lines:
        report.rows += 1
        card, row = check_row(line, headings)
        if card is None:
            report.add_problems(row.problems)
        else:
            cards.append(card)
        report.add_notices(row.notices)
    return cards


def _match_rows(cards: list[Card], editions: Editions, report: Report) -> Matcher:
    """Compare the good rows with each other and with the database."""
    matcher = load_matcher(cards)
    for card in cards:
        problems, notices, is_there = matcher.add(card)
        if problems:
            report.add_problems(problems)
        elif is_there:
            report.registrations_there += 1
        else:
            report.add_notices(_missing_documents(card, editions))
        report.add_notices(notices)
    report.people_there = sum(person.pk is not None and person.is_met for person in matcher.people)
    return matcher


def _missing_documents(card: Card, editions: Editions) -> list[Remark]:
    """Reading 60: an old card may lack documents other than the identity document, with a notice."""
    missing = editions.missing(editions.on(card.applied_on), card)
    if not missing:
        return []
    names = "; ".join(str(DocumentKind(kind).label) for kind in missing)
    return [Remark(card.line, "", _("The card lacks: %(documents)s.") % {"documents": names})]


def _take_turn() -> None:
    """Wait for another import to end, and keep the history triggers quick.

    For a setting that is missing the triggers catch an error, in a subtransaction for every row, and each of
    those walks all foreign keys still to be checked: an import would take a time that grows with its square.
    The history's context (above) and an empty list of triggers to ignore are the two settings they ask for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def _count_again() -> None:
    """Let the planner see the new rows now; it would take the tables for empty until the next autovacuum."""
    with connection.cursor() as cursor:
        for model in (Person, IntakeApplication, PresentedDocument, UnemploymentRegistration, Event):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _sha256(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
