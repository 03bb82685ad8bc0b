"""The lists of complaints and calls as tables: what stands in their columns, and by which one may sort."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import day, due_date
from astana_employment.toolbox.screens.table_page import by_name, linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from complaints.models import Complaint, OralContact
from complaints.templatetags.complaints import how_ended, short_name_of


def _author(row: Complaint) -> str:
    return _("anonymous") if row.is_anonymous else row.author


def arrived_table(rows: "QuerySet[Complaint]", token: str) -> Table[Complaint]:
    """Return what waits for its number; `token` goes into the forms that register."""
    button = "complaints/parts/register.html"
    columns: list[Column[Complaint]] = [
        Column(_("Who complains"), screen=lambda row: linked(row.get_absolute_url(), _author(row))),
        Column(
            _("Received"),
            screen=lambda row: noted(day(row.received_at), f"№ {row.pk}"),
            kind=Kind.DAY,
            key="received",
            sort="received_at",
        ),
        Column(_("Text"), lambda row: Truncator(row.text).chars(120)),
        Column(
            _("Registration"), screen=lambda row: render_to_string(button, {"row": row, "csrf_token": token})
        ),
    ]
    return Table(
        title=_("Arrived by the public page"),
        columns=columns,
        rows=rows,
        empty=_("Nothing waits for its number."),
    )


def call_table(rows: "QuerySet[OralContact]") -> Table[OralContact]:
    """Return the telephone calls."""
    columns: list[Column[OralContact]] = [
        Column(_("When"), lambda row: row.called_at, kind=Kind.DAY, key="at", sort="called_at"),
        Column(_("Who called"), screen=lambda row: noted(row.name or "–", row.phone)),
        Column(_("About what"), lambda row: row.matter),
        Column(_("What the caller was told"), lambda row: row.told),
        Column(_("Taken by"), lambda row: row.by.get_short_name(), key="by", sort=by_name("by__")),
    ]
    return Table(title=_("Telephone calls"), columns=columns, rows=rows, empty=_("No call is logged yet."))


def complaint_table(rows: "QuerySet[Complaint]", left: Callable[[Complaint], int | None]) -> Table[Any]:
    """Return complaints with the working days left to answer each."""
    state = "complaints/parts/state.html"
    columns: list[Column[Any]] = [
        Column(
            _("Number"),
            lambda row: row[0].number,
            kind=Kind.CODE,
            link=lambda row: reverse("complaint_detail", args=[row[0].pk]),
            key="number",
        ),
        Column(
            _("Answer by"),
            screen=lambda row: due_date(row[0].due_on, row[1], ended=how_ended(row[0])),
            key="due",
            sort="due_on",
        ),
        Column(_("Who complains"), lambda row: _author(row[0])),
        Column(_("About whom or what"), lambda row: Truncator(row[0].against).chars(80) or "–"),
        Column(_("State"), screen=lambda row: render_to_string(state, {"subject": row[0]}), key="state"),
        Column(
            _("Who decides"),
            lambda row: short_name_of(row[0].assigned_to) or "–",
            kind=Kind.NAME,
            key="by",
            sort=by_name("assigned_to__"),
        ),
    ]
    return Table(
        title=_("Complaints"),
        columns=columns,
        rows=rows,
        empty=_("No complaint fits this choice. Choose other cases above."),
        prepare=lambda page: [(row, left(row)) for row in page],
    )
