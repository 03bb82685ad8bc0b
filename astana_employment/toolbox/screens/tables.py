"""Registers and reports as tables: one description, shown on screen, printed as PDF, saved as XLSX or CSV.

A table is described once by its columns; a report adds no code for its outputs. Rows are read as they are
written, so a table of any length needs little memory; a PDF is made in parts of `ROWS_A_PART` rows, as a
paper journal is bound in volumes, because laying out a row costs some ten milliseconds.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import xlsxwriter
from django.db.models import Expression
from django.http import FileResponse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from astana_employment.toolbox.clock import now
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.papers.font import with_stand_ins
from astana_employment.toolbox.papers.pdf import render_html, render_pdf
from astana_employment.toolbox.papers.table_layout import laid_out

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS_A_PART = 500
# A file stays in memory up to this size, beyond it in a file without a name that the system removes.
SPOOLED_BYTES = 4_000_000
# What a spreadsheet takes for the beginning of a formula.
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEAD_ROW = 4

Row = TypeVar("Row")
RowRead = TypeVar("RowRead", covariant=True)


class Kind(Enum):
    """What a column holds; it decides how a cell is set and what a spreadsheet knows of it.

    Names and codes stay on one line on screen, where a wide table scrolls in its box.
    """

    TEXT = "text"
    NAME = "name"
    CODE = "code"
    FIGURE = "figure"
    DAY = "day"
    # A box that chooses the row (`ticks`); its heading chooses all.
    TICK = "tick"


class Rows(Protocol[RowRead]):
    """Rows that can be counted, cut and walked through: a list, a queryset, or a journal's own."""

    def __len__(self) -> int:
        """Count the rows."""

    def __getitem__(self, index: slice, /) -> Iterable[RowRead]:
        """Read some rows."""

    def __iter__(self) -> Iterator[RowRead]:
        """Walk through all rows without holding them."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, the value of a row (text, number, date or None), its width in characters.

    `link` gives the address that the value leads to on screen, empty for none; `screen` how the whole cell
    looks there: a tag, a note, a button. A column without a value (what to do) is on screen only.

    `key` names the column in the address of the list sorted by it: rows of the database by `sort`, a
    field or an expression (the field `key` unless given), a list by its values. Without a key no sorting.
    """

    label: "StrOrPromise"
    value: Callable[[Row], Any] | None = None
    width: int = 20
    kind: Kind = Kind.TEXT
    link: Callable[[Row], str] | None = None
    screen: Callable[[Row], SafeString | str] | None = None
    key: str = ""
    sort: str | Expression = ""

    def of(self, row: Row) -> Any:
        """Return the value of a row; None in a column of the screen only."""
        return self.value(row) if self.value else None


@dataclass(frozen=True, kw_only=True)
class Table(Generic[Row]):
    """A table with its title, a note under it (the period), and what to say when it has no row.

    `hint` is what to do about an empty table: it speaks of the page and stands on screen only.
    `sheet` names its sheet in a spreadsheet that has several. `prepare` makes of the rows of one page on
    screen what the columns read, where that takes a query for all of them. On screen rows of one `group`,
    which stand together, get it as their heading; `look` gives the classes of a row that is walked by keys.
    An `empty_tone` of "" says that there is no row in a quiet line, no `empty` nothing at all.
    """

    title: "StrOrPromise"
    columns: Sequence[Column[Row]]
    rows: Rows[Row]
    note: "StrOrPromise" = ""
    empty: "StrOrPromise" = ""
    hint: "StrOrPromise" = ""
    empty_tone: str = "info"
    sheet: "StrOrPromise" = ""
    prepare: Callable[[list[Any]], Iterable[Row]] = list
    group: Callable[[Row], str] | None = None
    look: Callable[[Row], str] | None = None

    @property
    def filed(self) -> list[Column[Row]]:
        """The columns that stand in files."""
        return [column for column in self.columns if column.value]

    @property
    def parts(self) -> int:
        """The number of PDFs that hold the table; an empty one has a sheet as well."""
        return max(1, -(-len(self.rows) // ROWS_A_PART))


@dataclass(frozen=True)
class Cell:
    """One cell as people read it."""

    text: str
    kind: str
    url: str = ""
    # Of a heading, "ascending" or "descending" when the rows stand so; of a cell, how the screen shows it.
    order: str = ""
    screen: SafeString | str = ""


def as_text(value: Any) -> str:
    """Return a value as people read it: a date as 22.11.2026, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return numeric_date(value)
    if isinstance(value, Decimal):
        return str(number_format(value))
    return str(value)


def head_cells(table: Table[Any]) -> list[Cell]:
    """Return the headings of a table in the language of the screen."""
    return [Cell(str(column.label), column.kind.value) for column in table.filed]


def row_cells(table: Table[Row], row: Row) -> list[Cell]:
    """Return the cells of a row as people read them."""
    return [cell(column, row) for column in table.filed]


def cell(column: Column[Row], row: Row) -> Cell:
    """Return a cell as people read it, with where its value leads on screen."""
    url = column.link(row) if column.link else ""
    return Cell(as_text(column.of(row)), column.kind.value, url)


def made_line(by: str, at: datetime) -> str:
    """Return «Made on 22.11.2026 14:05, Ахметов Е. С.», which stands on every file."""
    return gettext("Made: %(when)s, %(who)s") % {"when": as_text(at), "who": by}


# --- spreadsheet ---------------------------------------------------------------------------------
def write_xlsx(
    table: Table[Row], target: IO[bytes], *, made: str, further: Sequence[Table[Any]] = ()
) -> None:
    """Write a table as XLSX: dates are dates, numbers numbers, and no text is ever a formula.

    `further` tables follow on sheets of their own.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_urls": False})
    book.set_properties({"title": str(table.title), "subject": str(table.note)})
    base = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#B9C8D0"}
    formats = {
        Kind.TEXT: book.add_format(base),
        Kind.NAME: book.add_format(base),
        Kind.CODE: book.add_format({**base, "num_format": "@"}),
        Kind.FIGURE: book.add_format({**base, "align": "right"}),
        Kind.DAY: book.add_format({**base, "align": "left", "num_format": "dd.mm.yyyy"}),
    }
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({**base, "bold": True, "bg_color": "#DCF0F5", "valign": "bottom"})
    for one in (table, *further):
        sheet = book.add_worksheet(str(one.sheet) or None)
        _lay_out_sheet(sheet, one)
        sheet.write_string(0, 0, str(one.title), title)
        sheet.write_string(1, 0, str(one.note))
        sheet.write_string(2, 0, made)
        for place, cell in enumerate(head_cells(one)):
            sheet.write_string(_HEAD_ROW, place, cell.text, head)
        for number, row in enumerate(one.rows, _HEAD_ROW + 1):
            for place, column in enumerate(one.filed):
                _write_cell(sheet, number, place, column.of(row), formats[column.kind])
    book.close()


def _lay_out_sheet(sheet: Any, table: Table[Any]) -> None:
    """Set widths, the frozen and repeated heading, and how the sheet is printed."""
    for place, column in enumerate(table.filed):
        sheet.set_column(place, place, column.width + 2)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    last_row = _HEAD_ROW + max(len(table.rows), 1)
    sheet.autofilter(_HEAD_ROW, 0, last_row, len(table.filed) - 1)
    # An IIN is text although it looks like a number: its first digit may be 0.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_cell(sheet: Any, row: int, place: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, style)
    elif isinstance(value, datetime):
        sheet.write_string(row, place, as_text(value), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, style)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value, style)
    else:
        sheet.write_string(row, place, str(value), style)


# --- comma-separated values ----------------------------------------------------------------------
def write_csv(table: Table[Row], target: IO[bytes], *, made: str) -> None:  # noqa: ARG001 (as write_xlsx)
    """Write a table as CSV that a spreadsheet opens by itself: UTF-8 with BOM, parted by semicolons."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_harmless(cell.text) for cell in head_cells(table))
    for row in table.rows:
        writer.writerow(_harmless(as_text(column.of(row))) for column in table.filed)
    text.flush()
    text.detach()


def _harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_BEGINS) else text


# --- paper ---------------------------------------------------------------------------------------
def write_pdf(table: Table[Row], target: IO[bytes], *, made: str, part: int = 1) -> None:
    """Write one part of a table as PDF, A4 across, in the language of the screen; parts count from 1."""
    first = (part - 1) * ROWS_A_PART
    rows = islice(table.rows[first : first + ROWS_A_PART], ROWS_A_PART)
    head, cells = head_cells(table), [row_cells(table, row) for row in rows]
    layout = laid_out(
        [column.width for column in table.filed],
        [cell.text for cell in head],
        [[cell.text for cell in row] for row in cells],
    )
    context = {
        "title": table.title,
        "note": table.note,
        "made": made,
        "empty": table.empty,
        "part": part,
        "parts": table.parts,
        "head": head,
        # As text: a number would get the locale's decimal comma and break the style sheet.
        "size": f"{layout.size}pt",
        "widths": [f"{width:.2f}mm" for width in layout.widths],
        "rows": cells,
    }
    language = get_language() or "kk"
    html = render_html("astana_employment/toolbox/pdf/table.html", context, language)
    # Who is in the register has the name he or she has, whatever the font has of it.
    target.write(render_pdf(with_stand_ins(html)))


_CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
FORMATS = tuple(_CONTENT_TYPES)


def _write(table: Table[Any], form: str, target: IO[bytes], *, made: str, part: int) -> None:
    if form == "pdf":
        write_pdf(table, target, made=made, part=part)
    else:
        writers: dict[str, Callable[..., None]] = {"xlsx": write_xlsx, "csv": write_csv}
        writers[form](table, target, made=made)


def file_response(
    table: Table[Any], form: str, *, file_name: str, made_by: str, part: int = 1
) -> FileResponse:
    """Return a table as a file of one of `FORMATS`; a PDF opens for printing, the others are saved.

    `file_name` has no ending. KeyError for another format.
    """
    target: IO[bytes] = SpooledTemporaryFile(SPOOLED_BYTES)  # noqa: SIM115 (the response closes it)
    try:
        _write(table, form, target, made=made_line(made_by, now()), part=part)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    ending = f"-{part}.pdf" if form == "pdf" and table.parts > 1 else f".{form}"
    response = FileResponse(
        target,
        as_attachment=form != "pdf",
        filename=file_name + ending,
        content_type=_CONTENT_TYPES[form],
    )
    response.headers["Cache-Control"] = "no-store"
    return response
