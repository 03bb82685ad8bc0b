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
