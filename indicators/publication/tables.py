"""The list of publications as a table: what stands in its columns, and by which one may sort it."""

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astana_employment.toolbox.screens.table_page import noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from indicators.publication.models import MediaPublication


def publication_table(*, may_void: bool) -> Table[MediaPublication]:
    """Return what appeared when and where, the latest first; with links for whoever may void."""
    recorded = "indicators/publication/recorded.html"
    columns: list[Column[MediaPublication]] = [
        Column(
            label=_("Published on"), value=lambda row: row.published_on, kind=Kind.DAY, key="published_on"
        ),
        Column(label=_("What was published"), value=lambda row: capfirst(row.get_what_display()), key="what"),
        Column(label=_("For the year"), value=lambda row: row.year, key="year"),
        Column(label=_("Where"), screen=lambda row: noted(row.medium, row.place), key="medium"),
        Column(
            label=_("Recorded"),
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
