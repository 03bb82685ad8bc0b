"""The reports: what is due, drafts with live figures, issuing, revising, and the files.

As with every paper, issuing keeps the number first; the paper is made once that is kept, with no transaction
open. A repeat of the same form finds the first one's answer and finishes the paper if it is missing.
"""

from io import BytesIO
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, Event, StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import number_in, officer, pdf_answer
from astana_employment.department.records import subject_type
from astana_employment.department.web.submission import form_page
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.screens.table_page import screen_page
from indicators.reports.acts.reports import (
    draft_report,
    make_paper,
    move_draft,
    revise_report,
    seal_report,
)
from indicators.reports.acts.sending import record_dispatch, void_dispatch
from indicators.reports.forms import AsOfForm, DispatchForm, NewReportForm, RevisionForm
from indicators.reports.loaders import CASE_VIEWERS, get_report_for
from indicators.reports.models import IndicatorReport, ReportDispatch
from indicators.reports.outputs.content import changes_between, content_of
from indicators.reports.outputs.files import (
    CONTENT_TYPES,
    FORMATS,
    file_name,
    issued_content,
    write_issued,
)
from indicators.reports.outputs.paper import render_report
from indicators.reports.outputs.pictures import pictures
from indicators.reports.rows import Sheet, live_sheet, trends
from indicators.reports.schedule import expected_in, first_day_of_work
from indicators.reports.tables import expected_table, report_table
from indicators.roles import DRAFTERS, ISSUERS, SENDERS
from indicators.voiding.forms import VoidForm
from indicators.voiding.pages import VoidView

State = IndicatorReport.State


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Show which reports of a year are due when, what is late, and every report there is."""
    user = officer(request)
    this_year = today().year
    year = number_in(request.GET.get("year", "")) or this_year
    first = first_day_of_work().year
    years = list(range(max(first, this_year - 20), this_year + 1))[::-1]
    if year not in years:
        year = this_year
    reports = IndicatorReport.objects.filter(year=year).select_related("paper", "issued_by", "drafted_by")
    if not user.roles & CASE_VIEWERS:
        reports = reports.filter(paper__isnull=False)
    expected = expected_in(year)
    context = {
        "year": year,
        "years": years,
        "expected": screen_page(expected_table(expected), None),
        "late": [row for row in expected if row.is_late and not row.is_done],
        "reports": screen_page(report_table(list(reports)), request.GET),
        "may_draft": bool(user.roles & DRAFTERS),
    }
    return render(request, "indicators/reports/reports.html", context)


class ReportNew(ActView):
    """Begin a report of a period that is over."""

    frame = "indicators/base.html"
    form_class = NewReportForm
    back_to = "report_list"
    title = _("Draft a report")
    lead = _(
        "The figures are computed when the draft is opened. The deputy director or the director issues it."
    )
    button = _("Draft the report")
    said = _("Drafted: %(title)s")

    def initial(self) -> dict[str, Any]:
        return {"period": self.request.GET.get("period", "")[:7]}

    def act(self, form: NewReportForm) -> IndicatorReport:
        return draft_report(period=form.cleaned_data["period"], by=self.by)

    def after(self, done: IndicatorReport) -> str:
        return done.get_absolute_url()


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: a draft with figures computed now, an issued one as it was frozen."""
    user = officer(request)
    report = get_report_for(user, pk)
    return render(request, "indicators/reports/report.html", _shown(report, user))


@require_safe
def report_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paper of a draft with «ЖОБА» across it; nothing is stored."""
    report = get_report_for(officer(request), pk)
    if report.state != State.DRAFT:
        raise Http404
    content = content_of(live_sheet(report.period), **_revision(report))
    return pdf_answer(render_report(content.to_json(), None), file_name(report.period))


@require_safe
def report_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give an issued report as a file; the download is logged."""
    if form not in FORMATS:
        raise Http404
    report = get_report_for(officer(request), pk, act=AccessRecord.Act.DOWNLOAD)
    if report.paper is None:
        raise Http404
    target = BytesIO()
    write_issued(report, form, target, language=get_language() or "kk")
    name = file_name(report.period, report.number)
    if form == "pdf":
        return pdf_answer(target.getvalue(), name, is_download="save" in request.GET)
    response = HttpResponse(target.getvalue(), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


# --- acts ----------------------------------------------------------------------------------------
class _OfReport(ActView):
    frame = "indicators/base.html"
    row: IndicatorReport

    def load(self, by: StaffMember, pk: int) -> IndicatorReport:
        return get_report_for(by, pk)

    @property
    def over(self) -> str:
        return f"{capfirst(self.row.title)} {self.row.number}"


class ReportIssue(_OfReport):
    """Issue a report, then make its paper; the button stands on the report's page."""

    template_name = "indicators/reports/report.html"
    said = _("Issued: %(number)s")

    def act(self, form: BaseForm) -> IndicatorReport:
        return seal_report(report=self.row, shown=self.request.POST.get("shown", ""), by=self.by)

    def context(self, form: BaseForm) -> dict[str, Any]:
        has_moved = self.tried is not None and self.tried.is_stale
        return {**_shown(self.row, self.by), "has_moved": has_moved}

    def get(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        return redirect("report_detail", address["pk"])

    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().post(request, **address)
        if isinstance(response, HttpResponseRedirect):
            _make_paper(request, IndicatorReport.objects.get(pk=address["pk"]))
        return response


@form_page
def report_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the paper of a report whose making was cut short; a repeat finds the one that was made."""
    if request.method == "POST":
        report = get_report_for(officer(request), pk)
        _make_paper(request, report, gettext("The paper is made: %(number)s"))
    return redirect("report_detail", pk)


class ReportMove(_OfReport):
    """Choose another day «as of» for the draft of a preliminary annual report."""

    form_class = AsOfForm
    title = _("Another day “as of”")
    button = _("Count to this day")

    def initial(self) -> dict[str, Any]:
        return {"as_of": self.row.as_of}

    def act(self, form: AsOfForm) -> IndicatorReport:
        day = form.cleaned_data["as_of"]
        return move_draft(report=self.row, as_of=day, version=self.version, by=self.by)


class ReportRevise(_OfReport):
    """Begin the revision of an issued report, with the reason."""

    form_class = RevisionForm
    title = _("Revise the report")
    lead = _("A new draft is computed. The issued report stays, and holds until the revision is issued.")
    button = _("Draft the revision")
    said = _("Drafted: %(title)s")

    def act(self, form: RevisionForm) -> IndicatorReport:
        return revise_report(report=self.row, reason=form.cleaned_data["reason"], by=self.by)

    def after(self, done: IndicatorReport) -> str:
        return done.get_absolute_url()


class ReportSend(_OfReport):
    """Record that a report went to the akim's office (resolution, clause 2)."""

    form_class = DispatchForm
    title = _("Record the sending")
    lead = _("The report went to the division for monitoring of state services of the akim's office.")

    def initial(self) -> dict[str, Any]:
        return {"sent_on": today()}

    def act(self, form: DispatchForm) -> ReportDispatch:
        return record_dispatch(report=self.row, by=self.by, **form.cleaned_data)

    def words(self, form: DispatchForm, done: ReportDispatch) -> str:
        return _("Recorded: %(number)s") % {"number": done.outgoing_number}


class DispatchVoid(VoidView):
    """Void the record of a sending."""

    row: ReportDispatch

    def load(self, by: StaffMember, pk: int) -> ReportDispatch:
        row = get_object_or_404(ReportDispatch.objects.valid(), pk=pk)
        row.report = get_report_for(by, row.report_id)
        return row

    @property
    def over(self) -> str:
        row, number = self.row, f"№ {self.row.outgoing_number}"
        return " · ".join([row.report.title, row.get_how_display(), number, numeric_date(row.sent_on)])

    @property
    def back(self) -> str:
        return self.row.report.get_absolute_url()

    def act(self, form: VoidForm) -> ReportDispatch:
        return void_dispatch(dispatch=self.row, reason=form.cleaned_data["reason"], by=self.by)


# --- what is shown -------------------------------------------------------------------------------
def _shown(report: IndicatorReport, user: StaffMember) -> dict[str, Any]:
    language = get_language() or "kk"
    is_draft = report.state == State.DRAFT
    if is_draft:
        sheet: Sheet | None = live_sheet(report.period)
        rows = sheet.rows if sheet else ()
        trend = trends(report.period, rows)
        changes = changes_between(report.revises.rows.all(), rows) if report.revises else ()
        values_year = sheet.values_year if sheet else None
    else:
        sheet, content = None, issued_content(report)
        rows, trend, changes = content.rows, content.trend, content.changes
        values_year = content.values_year
    events = Event.objects.filter(subject_type=subject_type(IndicatorReport), subject_id=report.pk)
    return {
        "report": report,
        "is_draft": is_draft,
        "sheet": sheet,
        "pictures": pictures(rows, trend, language),
        "changes": changes,
        "values_year": values_year,
        "history": events.select_related("by"),
        "dispatches": report.dispatches.select_related("by", "voided_by"),
        "formats": FORMATS,
        "is_own": report.drafted_by_id == user.pk,
        "may_issue": is_draft and bool(user.roles & ISSUERS),
        "may_finish": not is_draft and report.paper is None and bool(user.roles & ISSUERS),
        "may_move": is_draft and report.is_preliminary and bool(user.roles & DRAFTERS),
        "may_revise": report.state == State.ISSUED
        and report.paper is not None
        and bool(user.roles & DRAFTERS),
        "may_send": report.paper is not None and bool(user.roles & SENDERS),
        "may_see_cases": bool(user.roles & CASE_VIEWERS),
    }


def _revision(report: IndicatorReport) -> dict[str, Any]:
    """Return what a preview tells of the report that it revises."""
    if report.revises is None:
        return {}
    return {
        "revision": report.revision,
        "revises": report.revises.number,
        "reason": report.reason,
        "old_rows": report.revises.rows.all(),
    }


def _make_paper(request: HttpRequest, report: IndicatorReport, done: str = "") -> None:
    user = officer(request)
    issue_on_page(request, report, lambda: make_paper(report=report, by=user), done)
