"""One way for every table that is read in: read → check → match → store, all of it or nothing.

A row is judged by itself; the report keeps what came of all of them: counts, and what people have to read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import pghistory
import psycopg.errors
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.tables_in.columns import (
    Column,
    HeadingError,
    UnreadableFileError,
    match_headings,
)
from astana_employment.toolbox.tables_in.files import Cell, Line, Source, Unusable, read_lines

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

LONGEST_LIST = 200
BATCH = 1000
# Any number that is ours alone: two imports at once would each miss what the other brings.
_LOCK = 0x1337_0001
_RACES = (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation)

T = TypeVar("T")
N = TypeVar("N")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row: its line, the heading of the column («» for the whole row), and what.

    `table` names the sheet or file when it is not the first one.
    """

    line: int
    column: str
    reason: str
    table: str = ""


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


class Row:
    """A row under its headings: `row[key]` is a cell as its column cleans it, its empty value when it is bad.

    What is wrong with a column is said once, and nothing more is noticed about that column then.
    """

    def __init__(
        self, line: Line, headings: Mapping[int, tuple[str, str]], columns: Mapping[str, Column], table: str
    ) -> None:
        """Put the cells under their keys; a value without a heading above it is wrong."""
        self.number, self._table = line.number, table
        self.problems: list[Remark] = []
        self.notices: list[Remark] = []
        self._names = dict(headings.values())
        self._columns = columns
        self._cells: dict[str, Cell] = {
            key: line.cells[place] for place, (key, _text) in headings.items() if place < len(line.cells)
        }
        self._values: dict[str, Any] = {}
        for place, cell in enumerate(line.cells, 1):
            if place - 1 not in headings and cell not in (None, ""):
                self.fail(
                    "", _("There is a value in column %(number)d, which has no heading.") % {"number": place}
                )
                break

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            column = self._columns[key]
            self.take(key, lambda text: self._cleaned(column, text), column.empty, digits=column.digits)
        return self._values[key]

    def _cleaned(self, column: Column, text: str) -> Any:
        if column.longest and len(text) > column.longest:
            raise ValidationError(
                _("At most %(longest)d characters fit; %(count)d were given.")
                % {"longest": column.longest, "count": len(text)}
            )
        value = column.cleaner.clean(text)
        if mended := getattr(column.cleaner, "notice", ""):
            self.notice(column.key, mended)
        return value

    def take(self, key: str, clean: Callable[[str], Any], empty: Any = "", *, digits: int = 0) -> Any:
        """Return a cell as `clean` makes it, `empty` for an empty one; its ValidationError is noted.

        For a column that cannot be cleaned by itself. A number of a spreadsheet gets the zeros back that it
        lacks of so many `digits`, with a notice.
        """
        text = self.text(key)
        self._values[key] = empty
        if not text:
            if self._columns[key].must:
                self.fail(key, self._columns[key].must)
            return empty
        if len(text) < digits and text.isdecimal() and self.is_number(key):
            self.notice(key, _("Zeros that the spreadsheet had dropped were put back at the beginning."))
            text = text.zfill(digits)
        try:
            self._values[key] = clean(text)
        except ValidationError as error:
            self.fail(key, error.messages[0])
        return self._values[key]

    def text(self, key: str) -> str:
        """Return a cell as text on one line; a whole number of a spreadsheet without «.0».

        Empty for a cell that holds no value, which is noted as a problem.
        """
        cell = self._cells.get(key)
        if isinstance(cell, Unusable):
            self.fail(key, cell.reason)
            cell = None
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join((numeric_date(cell) if isinstance(cell, date) else str(cell)).split())

    def is_number(self, key: str) -> bool:
        """Tell whether a spreadsheet keeps a cell as a number, and so without zeros at its beginning."""
        cell = self._cells.get(key)
        return isinstance(cell, int | float) and not isinstance(cell, bool)

    def fail(self, key: str, reason: "_StrOrPromise") -> None:
        """Note what is wrong with a column, or («») with the whole row."""
        if not key or not self.has_failed(key):
            self.problems.append(self._remark(key, reason))

    def notice(self, key: str, text: "_StrOrPromise") -> None:
        """Note what was mended or is unusual."""
        if not self.has_failed(key):
            self.notices.append(self._remark(key, text))

    def has_failed(self, key: str) -> bool:
        """Tell whether something is wrong with a column."""
        name = self._names.get(key, key)
        return any(problem.column == name for problem in self.problems)

    def _remark(self, key: str, text: "_StrOrPromise") -> Remark:
        return Remark(self.number, self._names.get(key, key), str(text), self._table)


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

    def read(self, lines: Iterator[Line] | None = None) -> Self:
        """Read and check the rows below the headings: of the file, or the `lines` of a further sheet.

        UnreadableFileError when the file cannot be read, or its headings are not those of the table.
        """
        lines = lines or read_lines(self.source.path, self.source.encoding, self.columns)
        head = next(lines, None)
        if head is None:
            raise UnreadableFileError(_("The file is empty."))
        try:
            headings = match_headings(head.cells, self.source.language, self.columns)
        except HeadingError as error:
            raise HeadingError(f"{self.name}: {error}" if self.name else str(error)) from error
        for line in lines:
            self.report.rows += 1
            found, row = self.judge(line, headings, self.name)
            if row.problems:
                self.report.add_problems(row.problems)
            elif found is not None:
                self.rows.append(found)
            self.report.add_notices(row.notices)
        return self

    def refuse(self, line: int, *reasons: str) -> None:
        """Note what is wrong with a row as a whole."""
        self.report.add_problems([Remark(line, "", reason, self.name) for reason in reasons])

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
        with transaction.atomic(), pghistory.context(imported_from=tables[0].source.path.name):
            _take_turn()
            for table in tables:
                new = table.match()
                if report.bad_rows:
                    break
                table.store(new)
            if is_rehearsal or report.bad_rows:
                transaction.set_rollback(True)
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
