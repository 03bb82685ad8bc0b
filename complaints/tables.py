"""The lists of complaints and calls as tables: what stands in their columns, and by which one may sort."""

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import day
from astana_employment.toolbox.screens.table_page import linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from complaints.models import Complaint


def _author(row: Complaint) -> str:
    return _("anonymous") if row.is_anonymous else row.author


def arrived_table(rows: "QuerySet[Complaint]", token: str) -> Table[Complaint]:
    """Return what waits for its number; `token` goes into the forms that register."""
    button = "complaints/parts/register.html"
    columns: list[Column[Complaint]] = [
        Column(label=_("Who complains"), screen=lambda row: linked(row.get_absolute_url(), _author(row))),
        Column(
            label=_("Received"),
            screen=lambda row: noted(day(row.received_at), f"№ {row.pk}"),
            kind=Kind.DAY,
            key="received",
            sort="received_at",
        ),
        Column(label=_("Text"), value=lambda row: Truncator(row.text).chars(120)),
        Column(
            label=_("Registration"),
            screen=lambda row: render_to_string(button, {"row": row, "csrf_token": token}),
        ),
    ]
    return Table(
        title=_("Arrived by the public page"),
        columns=columns,
        rows=rows,
        empty=_("Nothing waits for its number."),
    )
