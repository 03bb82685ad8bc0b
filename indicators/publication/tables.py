"""The list of publications and the issued figures as tables."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.toolbox.screens.table_page import noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from indicators.annex3.tables import shown_value
from indicators.annex3.texts import COLUMNS, text_in
from indicators.publication.models import MediaPublication
from indicators.publication.open_data import OpenReport, OpenRow


def publication_table(*, may_void: bool) -> Table[MediaPublication]:
    """Return what appeared when and where, the latest first; with links for whoever may void."""
    recorded = "indicators/publication/recorded.html"
    columns: list[Column[MediaPublication]] = [
        Column(_("Published on"), lambda row: row.published_on, kind=Kind.DAY, key="published_on"),
        Column(_("What was published"), lambda row: capfirst(row.get_what_display()), key="what"),
        Column(_("For the year"), lambda row: row.year, key="year"),
        Column(_("Where"), screen=lambda row: noted(row.medium, row.place), key="medium"),
        Column(
            _("Recorded"),
            screen=lambda row: render_to_string(recorded, {"row": row, "may_void": may_void}),
            key="at",
        ),
    ]
    return Table(
        title=_("Publications"),
        columns=columns,
        rows=MediaPublication.objects.select_related("by", "voided_by"),
        empty=_("Nothing is recorded yet."),
    )


def report_table(report: OpenReport) -> Table[OpenRow]:
    """Return the figures of an issued report as everybody may read them."""
    results = {None: _("no data"), True: _("reached"), False: _("not reached")}
    columns: list[Column[OpenRow]] = [
        Column(text_in(COLUMNS[0]), lambda one: f"{one.row.indicator}. {one.indicator.text}"),
        Column(_("Value, %"), screen=_value, kind=Kind.FIGURE),
        Column(_("Target, %"), lambda one: shown_value(one.row.target), kind=Kind.FIGURE),
        Column(_("Result"), lambda one: results[one.is_reached]),
    ]
    return Table(title=report.report.title, columns=columns, rows=report.rows)


def _value(one: OpenRow) -> SafeString:
    shown = one.shown
    if shown.share is None and not shown.is_protected:
        return SafeString("–")
    how = (_("not shown") if shown.share is None else _("rounded")) if shown.is_protected else ""
    small = format_html(" <small>{}</small>", how) if how else ""
    return format_html("{}{}", "" if shown.share is None else shown_value(shown.share), small)
