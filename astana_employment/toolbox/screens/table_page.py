"""A page of a table on screen: its rows as HTML, in the order that the address asks for.

`{% include "astana_employment/department/table.html" %}` shows it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Collate
from django.http import QueryDict
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from astana_employment.toolbox.kazakh import sort_key
from astana_employment.toolbox.screens.tables import Cell, Column, Kind, Row, Rows, Table, cell

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class TablePage:
    """One page of a table on screen: its `shown` rows as cells; `page` is for the pagination component.

    `marks` has the group and the look of each row, None where the table has none.
    """

    title: str
    head: list[Cell]
    rows: list[list[Cell]]
    page: "Page[Any]"
    empty: str
    empty_tone: str
    shown: list[Any]
    marks: list[tuple[str | None, str | None]]

    @property
    def body(self) -> SafeString:
        """The rows in HTML; made here, because fifty rows of thirteen cells take a template 15 ms."""
        labels = [cell.text for cell in self.head]
        parts = groupby(zip(self.rows, self.marks, strict=True), lambda pair: pair[1][0])
        return format_html_join("\n", "<tbody>{}\n{}</tbody>", (_part(labels, *part) for part in parts))


def _part(
    labels: list[str], group: str | None, pairs: Iterable[tuple[list[Cell], tuple[str | None, str | None]]]
) -> tuple[SafeString, SafeString]:
    """Return the heading of a group of rows, if it has one, and its rows."""
    heading = '<tr><th scope="rowgroup" colspan="{}">{}</th></tr>'
    above = SafeString("") if group is None else format_html(heading, len(labels), group)
    rows = ((_row_html(row, labels, look),) for row, (_group, look) in pairs)
    return above, format_html_join("\n", "{}", rows)


# By the kind of the column; the first cell of a row is its heading, but for a box. On a narrow screen the
# words of the column stand before the value.
_ROW_HEADS = {"text": '<th scope="row">{1}</th>', "day": '<th scope="row" class="nowrap">{1}</th>'}
_ROW_HEAD = '<th scope="row" class="number" data-label="{}">{}</th>'
_TAGS = {
    "text": '<td data-label="{}">{}</td>',
    "tick": '<td class="pick">{1}</td>',
    "figure": '<td class="figure" data-label="{}">{}</td>',
}
_ON_ONE_LINE = '<td class="nowrap" data-label="{}">{}</td>'


def _row_html(row: list[Cell], labels: list[str], look: str | None) -> SafeString:
    heading = row[0].kind == "tick"
    cells = (
        (_cell_html(cell, label, is_heading=place == heading),)
        for place, (cell, label) in enumerate(zip(row, labels, strict=True))
    )
    body = format_html_join("", "{}", cells)
    if look is None:
        return format_html("<tr>{}</tr>", body)
    return format_html('<tr data-row class="{}">{}</tr>', look, body)


def _cell_html(cell: Cell, label: str, *, is_heading: bool) -> SafeString:
    tag = _ROW_HEADS.get(cell.kind, _ROW_HEAD) if is_heading else _TAGS.get(cell.kind, _ON_ONE_LINE)
    return format_html(tag, label, cell.screen or linked(cell.url, cell.text))


def linked(url: str, text: object, *, label: str = "") -> SafeString:
    """Return a text as a link, with a `label` for screen readers that says what it concerns; "" no link."""
    if not url:
        return escape(text)
    said = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<a href="{}"{}>{}</a>', url, said, text)


def noted(first: object, *notes: object) -> SafeString:
    """Return a cell for `Column.screen`: its value, and each note that is not empty in small under it."""
    small = format_html_join("", "<br><small>{}</small>", ((note,) for note in notes if note))
    return format_html("{}{}", first, small)


def ticks(
    name: str, value: Callable[[Row], object], words: Callable[[Row], object], **state: Callable[[Row], bool]
) -> Column[Row]:
    """Return a column of boxes that choose rows for a form: its field `name`, the `value` and words of a row.

    `state`, `checked` or `disabled`, tells of a row whether its box is so.
    """
    box = '<input type="checkbox" name="{}" value="{}" data-pick{}>'

    def screen(row: Row) -> SafeString:
        marks = format_html_join("", " {}", ((mark,) for mark, is_so in state.items() if is_so(row)))
        said = format_html('<span class="visually-hidden">{}: {}</span>', gettext("Choose"), words(row))
        return format_html("<label>{}{}</label>", said, format_html(box, name, value(row), marks))

    return Column(gettext("Choose all on this page"), kind=Kind.TICK, screen=screen)


def _screen_cell(column: Column[Row], row: Row) -> Cell:
    if column.screen is None:
        return cell(column, row)
    return Cell("", column.kind.value, screen=column.screen(row))


def screen_page(table: Table[Row], asked: QueryDict | None) -> TablePage:
    """Return the page for `department/table.html` that an address asks for with `page` and `sort`.

    `sort=key` and `sort=-key` sort by a column; any other word leaves the usual order. A number out of
    range gives the nearest page. None: all rows on one page as they come, for a second table at one address.
    """
    query, size = (QueryDict(), max(1, len(table.rows))) if asked is None else (asked, ROWS_A_PAGE)
    word = query.get("sort", "")
    rows = _sorted(table, word)
    page: Page[Any] = Paginator(rows, size).get_page(query.get("page"))  # type: ignore[arg-type]
    shown = list(table.prepare(list(page.object_list)))
    cells = [[_screen_cell(column, row) for column in table.columns] for row in shown]
    marks = [(table.group and table.group(row), table.look and table.look(row)) for row in shown]
    head = [_heading(column, word, asked) for column in table.columns]
    empty = f"{table.empty} {table.hint}".strip()
    return TablePage(str(table.title), head, cells, page, empty, table.empty_tone, shown, marks)


def top_page(table: Table[Row], columns: slice = slice(None), **words: Any) -> TablePage:
    """Return some columns of a short table as a panel shows them; that there is no row is said quietly."""
    chosen = replace(table, columns=table.columns[columns], empty_tone="", **words)
    return screen_page(chosen, None)


def kazakh_order(*fields: str) -> Collate:
    """Return the Kazakh order of the text in up to three fields."""
    texts = (F(field) for field in fields)
    rest = (Value("") for _place in range(3 - len(fields)))
    return Collate(Func(*texts, *rest, function="kk_sort_key"), "C")


def by_name(person: str = "") -> Collate:
    """Return the Kazakh order of names, of the row itself or of the person at the end of a path."""
    return kazakh_order(*(f"{person}{name}" for name in ("surname", "given_name", "patronymic")))


def _sorted(table: Table[Row], word: str) -> Rows[Row]:
    """Return the rows in the order asked for; what has no value stands last, the key parts equal rows."""
    column = next((each for each in table.columns if each.key and word.removeprefix("-") == each.key), None)
    if column is None:
        return table.rows
    is_falling = word.startswith("-")
    if isinstance(table.rows, QuerySet):
        by = F(column.sort or column.key) if isinstance(column.sort, str) else column.sort
        order = by.desc(nulls_last=True) if is_falling else by.asc(nulls_last=True)
        return table.rows.order_by(order, "-pk" if is_falling else "pk")
    values = [(column.of(row), row) for row in table.rows]
    known = [(_rank(value), row) for value, row in values if value not in (None, "")]
    known.sort(key=lambda each: each[0], reverse=is_falling)
    return [row for _rank_of, row in known] + [row for value, row in values if value in (None, "")]


def _rank(value: Any) -> Any:
    """Return what a value is sorted by: a text in Kazakh order."""
    return sort_key(value) if isinstance(value, str) else value


def _heading(column: Column[Any], word: str, asked: QueryDict | None) -> Cell:
    """Return a heading; of a column that sorts, with the address of the list sorted by it, or turned."""
    label, kind = str(column.label), column.kind.value
    if asked is None or not column.key:
        return Cell(label, kind)
    address = asked.copy()
    address.pop("page", None)
    address["sort"] = f"-{column.key}" if word == column.key else column.key
    order = {column.key: "ascending", f"-{column.key}": "descending"}.get(word, "")
    return Cell(label, kind, f"?{address.urlencode()}", order)
