"""What the surveys say as tables: the answers to each question, and the paper slips that were typed in."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from indicators.annex3.figures import share_of
from indicators.annex3.tables import shown_value
from indicators.surveys.models import SlipBatch, SurveyQuestion
from indicators.surveys.results import SurveyCount


def answer_table(counts: dict[str, SurveyCount]) -> Table[tuple[str, SurveyCount]]:
    """Return satisfied, answered and asked of each question, shares in per cent."""

    def share(part: int, whole: int, nothing: str) -> str:
        value = share_of(part, whole)
        return nothing if value is None else shown_value(value)

    columns: list[Column[tuple[str, SurveyCount]]] = [
        Column(_("Question"), lambda row: SurveyQuestion(row[0]).label),
        Column(
            _("Satisfied, %"),
            lambda row: share(row[1].satisfied, row[1].answered, _("no data")),
            kind=Kind.FIGURE,
        ),
        Column(pgettext("count", "Satisfied"), lambda row: row[1].satisfied, kind=Kind.FIGURE),
        Column(_("Answered"), lambda row: row[1].answered, kind=Kind.FIGURE),
        Column(_("Asked"), lambda row: row[1].asked, kind=Kind.FIGURE),
        Column(_("Response, %"), lambda row: share(row[1].answered, row[1].asked, "–"), kind=Kind.FIGURE),
    ]
    return Table(title=_("Answers to the survey"), columns=columns, rows=list(counts.items()))


def batch_table(rows: Rows[SlipBatch], *, may_type: bool) -> Table[SlipBatch]:
    """Return the batches of paper slips; with links to void them for whoever may."""
    typed = "indicators/surveys/typed.html"
    columns: list[Column[SlipBatch]] = [
        Column(_("Day of the slips"), lambda row: row.filled_on, kind=Kind.DAY),
        Column(_("From whom"), lambda row: row.get_audience_display()),
        Column(_("Given out"), lambda row: row.handed_out, kind=Kind.FIGURE),
        Column(
            _("Typed in"), screen=lambda row: render_to_string(typed, {"batch": row, "may_type": may_type})
        ),
    ]
    return Table(title=_("Paper slips typed in"), columns=columns, rows=rows)
