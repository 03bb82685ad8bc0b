"""One way for every table that is read in: read → check → match → store, all of it or nothing.

A row is judged by itself; the report keeps what came of all of them: counts, and what people have to read.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, ClassVar, Generic, Self, TypeVar

import pghistory
import psycopg.errors
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from astana_employment.toolbox.tables_in.columns import (
    MOST_ABOVE,
    Column,
    HeadingError,
    UnreadableFileError,
    heading_place,
    match_headings,
)
from astana_employment.toolbox.tables_in.files import read_lines
from astana_employment.toolbox.tables_in.lines import Line, Source
from astana_employment.toolbox.tables_in.rows import Remark, Row, text_of

LONGEST_LIST = 200
BATCH = 1000
# Any number that is ours alone: two imports at once would each miss what the other brings.
_LOCK = 0x1337_0001
_RACES = (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation)

T = TypeVar("T")
N = TypeVar("N")
R = TypeVar("R")


@dataclass
class Report:
    """Counts, by what they count, the remarks of the first 200 bad rows, and the notices.

    However long the file, the report stays short: of bad rows, what lies beyond is counted, not kept. Of the
    notices the first 200 are told, and of each kind that is told apart (`by_kind`); all of them go to a file.
    """

    rows: int = 0
    bad_rows: int = 0
    notice_count: int = 0
    problems: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    by_kind: dict[str, list[Remark]] = field(default_factory=dict)
    further: list[Remark] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    # The rows themselves, the first of each kind, as what they are about.
    new: list[Remark] = field(default_factory=list)
    known: list[Remark] = field(default_factory=list)
    new_count: int = 0
    known_count: int = 0

    def count_row(self) -> None:
        """Count a row that was read."""
        self.rows += 1

    def seal(self) -> None:
        """Do what belongs into the transaction that stored the rows, at its end."""

    def add_new(self, row: Remark) -> None:
        """Count a row that would bring something, and keep it if it is among the first."""
        self.new_count += 1
        if self.new_count <= LONGEST_LIST:
            self.new.append(row)

    def add_known(self, row: Remark) -> None:
        """Count a row that is there already, and keep it if it is among the first."""
        self.known_count += 1
        if self.known_count <= LONGEST_LIST:
            self.known.append(row)

    def add_problems(self, problems: Sequence[Remark]) -> None:
        """Count a bad row and keep what is wrong with it, if it is among the first."""
        self.bad_rows += 1
        if self.bad_rows <= LONGEST_LIST:
            self.problems += problems

    def add_notices(self, notices: Sequence[Remark], *, kind: str = "") -> None:
        """Count notices, and keep those that are among the first apart from the further ones.

        Those of a `kind` are told apart from all others.
        """
        if kind:
            self.by_kind.setdefault(kind, []).extend(notices)
            return
        self.notice_count += len(notices)
        room = max(LONGEST_LIST - len(self.notices), 0)
        self.notices += notices[:room]
        self.further += notices[room:]

    @property
    def has_further(self) -> bool:
        """Tell whether there are more notices than are told."""
        return bool(self.further) or any(len(remarks) > LONGEST_LIST for remarks in self.by_kind.values())


class TableIn(Generic[T, N]):
    """A table that is read in from a file, in somebody's name. A subclass says its columns and three things:

    `check` makes something of a row, or notes what is wrong in it; `match` compares all of that with each
    other and with what is there, and returns what is new; `store` writes it, when no row is bad.
    """

    columns: ClassVar[tuple[Column, ...]]
    # What is written to, so that the planner sees it at once.
    writes: ClassVar[tuple[type[models.Model], ...]]

    def __init__(self, source: Source, *, by: Any, report: Report, name: str = "") -> None:
        """`name` is said of each row when the table is not the only one."""
        self.source, self.by, self.report, self.name = source, by, report, name
        self.rows: list[T] = []
        # The lines on which they stand.
        self.numbers: list[int] = []

    @classmethod
    def check(cls, row: Row) -> T | None:
        """Return what a row means, anything when something is wrong with it."""
        raise NotImplementedError

    def match(self) -> N:
        """Compare the good rows with each other and with the database; return what is new."""
        raise NotImplementedError

    def store(self, new: N) -> None:
        """Write what is new."""
        raise NotImplementedError

    @classmethod
    def judge(
        cls, line: Line, headings: Mapping[int, tuple[str, str]], name: str = ""
    ) -> tuple[T | None, Row]:
        """Judge a row by itself, every cell of it; there is nothing of it when anything is wrong."""
        columns = {column.key: column for column in cls.columns}
        row = Row(line, headings, columns, name)
        found = cls.check(row)
        for key in columns:
            row[key]
        return None if row.problems else found, row

    def read(self, lines: Generator[Line] | None = None) -> Self:
        """Read and check the rows below the headings: of the file, or the `lines` of a further sheet.

        The headings are that row among the first which holds the most of them; what stands above is noticed.

        UnreadableFileError when the file cannot be read, or its headings are not those of the table.
        """
        source = self.source
        lines = lines or read_lines(source.path, source.encoding, self.columns, source.name)
        with closing(lines):
            self._read(lines)
        return self

    def _read(self, lines: Iterator[Line]) -> None:
        first = list(islice(lines, MOST_ABOVE + 1))
        if not first:
            raise UnreadableFileError(_("The file is empty."))
        place = heading_place([line.cells for line in first], self.columns)
        try:
            headings = match_headings(first[place].cells, self.source.language, self.columns)
        except HeadingError as error:
            raise HeadingError(f"{self.name}: {error}" if self.name else str(error)) from error
        for above in first[:place]:
            text = " ".join(filter(None, map(text_of, above.cells)))[:80]
            self.notice(
                above.number, _("This stands above the headings and was not read: %(text)s") % {"text": text}
            )
        for line in chain(first[place + 1 :], lines):
            self.report.count_row()
            found, row = self.judge(line, headings, self.name)
            if row.problems:
                self.report.add_problems(row.problems)
            elif found is not None:
                self.rows.append(found)
                self.numbers.append(line.number)
            self.report.add_notices(row.notices)

    def refuse(self, line: int, *reasons: str) -> None:
        """Note what is wrong with a row as a whole."""
        self.report.add_problems([Remark(line, "", reason, self.name) for reason in reasons])

    def say(self, line: int, what: str, *, is_new: bool) -> None:
        """Note whether a row is new, and what it is about."""
        (self.report.add_new if is_new else self.report.add_known)(Remark(line, "", what, self.name))

    def notice(self, line: int, *texts: str, kind: str = "") -> None:
        """Note what is unusual about a row as a whole, apart from the rest when it is of a `kind`."""
        self.report.add_notices([Remark(line, "", text, self.name) for text in texts], kind=kind)


def take_in(tables: Sequence[TableIn[Any, Any]], *, is_rehearsal: bool) -> Report:
    """Match and store tables that were read, at least one, in one transaction, or nothing if a row is bad.

    A further table is looked at only when those before it are in order, since it speaks of what they bring.
    A rehearsal is undone at the end. UnreadableFileError when somebody entered the same at the same moment.
    """
    report = tables[0].report
    try:
        with transaction.atomic(), pghistory.context(imported_from=tables[0].source.name):
            _take_turn()
            for table in tables:
                new = table.match()
                if report.bad_rows:
                    break
                table.store(new)
            if is_rehearsal or report.bad_rows:
                transaction.set_rollback(True)
            else:
                report.seal()
    except IntegrityError as error:
        if not isinstance(error.__cause__, _RACES):
            raise
        raise UnreadableFileError(
            _("Somebody entered rows of this file at the same moment; nothing was changed. Run it again.")
        ) from error
    if report.added.total():
        _count_again({model for table in tables for model in table.writes})
    return report


def _take_turn() -> None:
    """Wait for another import to end, and keep the history triggers quick.

    For a setting that is missing the triggers catch an error, in a subtransaction for every row, and each of
    those walks all foreign keys still to be checked: an import would take a time that grows with its square.
    The history's context (above) and an empty list of triggers to ignore are the two settings they ask for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def _count_again(written: Iterable[type[models.Model]]) -> None:
    """Let the planner see the new rows now; it would take the tables for empty until the next autovacuum."""
    with connection.cursor() as cursor:
        for model in written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def rows_with(rows: models.QuerySet[Any, R], name: str, values: Iterable[Any]) -> Iterator[R]:
    """Walk through the rows of which a field has one of many values, a thousand values at a time."""
    keys = sorted(values)
    for start in range(0, len(keys), BATCH):
        yield from rows.filter(**{f"{name}__in": keys[start : start + BATCH]})
