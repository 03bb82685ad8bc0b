"""What is due when, and the reports there are, as tables on screen."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import day, tag
from astana_employment.toolbox.screens.table_page import noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from indicators.reports.models import IndicatorReport
from indicators.reports.outputs.files import FORMATS
from indicators.reports.schedule import Expected


def expected_table(rows: Sequence[Expected]) -> Table[Expected]:
    """Return the reports of a year that clause 2 asks for, and how each stands."""
    columns: list[Column[Expected]] = [
        Column(_("Report"), lambda row: capfirst(row.period.label), kind=Kind.DAY),
        Column(_("Due on"), lambda row: row.due_on, kind=Kind.DAY),
        Column(_("Send by"), screen=_send_by, kind=Kind.DAY),
        Column(_("State"), screen=_expected_state),
        Column(
            _("Sent"),
            screen=lambda row: (
                noted(day(row.sent.sent_on), f"№ {row.sent.outgoing_number}") if row.sent else "–"
            ),
        ),
    ]
    return Table(
        title=_("What is due when"), columns=columns, rows=rows, empty=_("Nothing was due in this year.")
    )


def _send_by(row: Expected) -> SafeString:
    if not row.send_by:
        return format_html("<small>{}</small>", _("the days off of that year are not confirmed"))
    note = _("the due day is a day off") if row.send_by != row.due_on else ""
    return noted(format_html("<b>{}</b>", day(row.send_by)), note)


def _expected_state(row: Expected) -> SafeString:
    late = tag(_("late"), "late") if row.is_late else ""
    return format_html("{} {}", tag(row.label, row.tone), late)


def report_table(rows: Sequence[IndicatorReport]) -> Table[IndicatorReport]:
    """Return reports with their files."""
    state = "indicators/reports/report_state.html"
    columns: list[Column[IndicatorReport]] = [
        Column(
            _("Report"),
            lambda row: capfirst(row.title),
            link=lambda row: reverse("report_detail", args=[row.pk]),
            key="title",
        ),
        Column(_("Number"), lambda row: row.number, kind=Kind.CODE, key="number"),
        Column(_("State"), screen=lambda row: render_to_string(state, {"report": row})),
        Column(_("Files"), screen=_files, kind=Kind.NAME),
    ]
    empty = _("No report of this year is issued yet.")
    return Table(title=_("Reports"), columns=columns, rows=rows, empty=empty)


def _files(report: IndicatorReport) -> SafeString:
    links = (
        (
            reverse("report_file", args=[report.pk, form]) + ("?save=1" if form == "pdf" else ""),
            f"{report.number} {form.upper()}",
            form.upper(),
        )
        for form in (FORMATS if report.paper else ())
    )
    return format_html_join("", '<a class="file-link" href="{}" aria-label="{}">{}</a>', links)
