"""Published information as tables: the items, where one stood, and the values of indicator 3.3 by hand."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import day, tag
from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from indicators.information.models import InformationItem, InformationOverride, InformationPublication


def item_table(rows: Sequence[tuple[InformationItem, InformationPublication | None]]) -> Table[Any]:
    """Return the items of clauses 9 to 25, each with where it stands today."""
    columns: list[Column[Any]] = [
        Column(
            _("Information"),
            lambda row: row[0].title,
            link=lambda row: reverse("information_item", args=[row[0].code]),
            key="title",
        ),
        Column(_("Clause"), lambda row: row[0].clause, key="clause"),
        Column(_("Public address"), lambda row: row[1] and row[1].address, screen=_address, key="address"),
        Column(_("Since"), lambda row: row[1] and row[1].since, kind=Kind.DAY, key="since"),
    ]
    return Table(title=_("Information items"), columns=columns, rows=rows)


def _address(row: tuple[object, InformationPublication | None]) -> SafeString:
    if row[1] is None:
        return tag(_("not published"), "missing")
    return format_html('<a href="{0}" rel="noreferrer">{0}</a>', row[1].address)


def override_table(rows: Rows[InformationOverride]) -> Table[InformationOverride]:
    """Return the values that were set by hand, the last first."""

    def value(row: InformationOverride) -> str:
        return _("taken back") if row.asked is None else f"{row.published} / {row.asked}"

    columns: list[Column[InformationOverride]] = [
        Column(_("Period"), lambda row: f"{day(row.first)} – {day(row.last)}", kind=Kind.DAY),
        Column(_("Value"), value, kind=Kind.NAME),
        Column(_("Reason"), lambda row: row.reason),
        Column(_("By"), lambda row: f"{row.by.get_short_name()}, {day(row.at)}"),
    ]
    return Table(title=_("Values set by hand"), columns=columns, rows=rows)


def history_table(rows: Rows[InformationPublication]) -> Table[InformationPublication]:
    """Return the addresses at which an item stood, the last first."""
    columns: list[Column[InformationPublication]] = [
        Column(_("Since"), lambda row: row.since, kind=Kind.DAY),
        Column(_("Until"), lambda row: row.until or "–", kind=Kind.DAY),
        Column(_("Public address"), lambda row: row.address),
        Column(_("By"), lambda row: row.entered_by.get_short_name()),
    ]
    return Table(title=_("Where it stood"), columns=columns, rows=rows)
