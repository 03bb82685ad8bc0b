"""The four files of a report: the issued one from what was frozen, a draft from the figures of now."""

from collections.abc import Callable
from datetime import date
from typing import IO, Final

from django.utils.translation import gettext as _

from astana_employment.department.models.paper import stored_pdf
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.papers.issue import DocumentError
from astana_employment.toolbox.screens.tables import made_line
from indicators.annex3.periods import Period
from indicators.reports.models import IndicatorReport
from indicators.reports.outputs.content import ReportContent, content_of
from indicators.reports.outputs.data import report_data, write_report_json
from indicators.reports.outputs.paper import render_report
from indicators.reports.outputs.tables import write_report_csv, write_report_xlsx
from indicators.reports.rows import live_sheet

CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
FORMATS: Final = tuple(CONTENT_TYPES)


def draft_content(period: Period) -> ReportContent:
    """Return the content of a report computed now."""
    return content_of(live_sheet(period))


def issued_content(report: IndicatorReport) -> ReportContent:
    """Return the frozen content of an issued report; `DocumentError` for a draft."""
    if report.snapshot is None:
        raise DocumentError("A draft has no frozen content")
    return ReportContent.from_json(report.snapshot)


def write_issued(report: IndicatorReport, form: str, target: IO[bytes], *, language: str) -> None:
    """Write an issued report as one of `FORMATS`: the PDF as it is stored, the others from the snapshot.

    `DocumentError` while its paper is not made yet; KeyError for another format.
    """
    paper = report.paper
    if paper is None:
        raise DocumentError("The paper of this report is not made yet")
    if form == "pdf":
        target.write(stored_pdf(paper))
        return
    content = issued_content(report)
    made = _("Report %(number)s of %(day)s") % {"number": paper.number, "day": f"{paper.issued_on:%d.%m.%Y}"}
    _write(
        content, form, target, made=made, language=language, number=paper.number, issued_on=paper.issued_on
    )


def write_draft(content: ReportContent, form: str, target: IO[bytes], *, language: str, made_by: str) -> None:
    """Write a draft as one of `FORMATS`; the PDF has «ЖОБА» across it and no number."""
    if form == "pdf":
        target.write(render_report(content.to_json(), None))
        return
    made = _("Draft. %(made)s") % {"made": made_line(made_by, now())}
    _write(content, form, target, made=made, language=language)


def file_name(period: Period, number: str = "") -> str:
    """Return the name of a report's file, without its ending."""
    return number or f"indicators-{period.code}"


def _write(
    content: ReportContent,
    form: str,
    target: IO[bytes],
    *,
    made: str,
    language: str,
    number: str = "",
    issued_on: date | None = None,
) -> None:
    if form == "json":
        write_report_json(report_data(content, number=number, issued_on=issued_on), target)
        return
    writers: dict[str, Callable[..., None]] = {"xlsx": write_report_xlsx, "csv": write_report_csv}
    writers[form](content, target, made=made, language=language)
