"""Drafting, revising and issuing the reports (resolution, clause 2; reading 49).

`seal_report` freezes the figures and gives the number, `make_paper` makes the paper.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from astana_employment.department.issuing import (
    Make,
    acting_under,
    issue,
    new_issue_block,
    record_issued,
)
from astana_employment.department.models import (
    Delegation,
    Paper,
    PaperAnnulment,
    PaperKind,
    Role,
    Series,
    StaffMember,
)
from astana_employment.department.records import (
    as_json,
    field_values,
    locked,
    locked_at_version,
    record_event,
)
from astana_employment.department.states import require_role
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.violations import constraint_errors
from indicators.annex3.definitions import VERSION
from indicators.annex3.periods import Period, PeriodError
from indicators.reports.models import IndicatorReport, ReportRow
from indicators.reports.outputs.content import content_of
from indicators.reports.outputs.paper import render_report
from indicators.reports.rows import Sheet, live_sheet
from indicators.reports.states import REPORT
from indicators.roles import DRAFTERS, ISSUERS

Kind, State = IndicatorReport.Kind, IndicatorReport.State
CASE_FILE = "reports"


@transaction.atomic
def draft_report(*, period: Period, by: StaffMember) -> IndicatorReport:
    """Begin the report of a period that is over and return the draft; figures are computed when looked at.

    An annual period with a day «as of» before its end makes the preliminary report (reading 27).
    PermissionDenied for who is not head of division. RuleViolation: the period is not over, the report
    exists already (an issued one is revised).
    """
    require_role(by, DRAFTERS)
    _refuse_unfinished(period)
    with constraint_errors():
        report = IndicatorReport.objects.create(
            kind=Kind.QUARTERLY if period.quarter else Kind.ANNUAL,
            year=period.year,
            quarter=period.quarter,
            as_of=period.as_of if period.is_partial else None,
            is_preliminary=period.is_partial,
            drafted_by=by,
        )
    record_event(
        verb="report.drafted",
        subject=report,
        by=by,
        case_file=CASE_FILE,
        after={"period": period.code, "as_of": as_json(report.as_of)},
    )
    return report


@transaction.atomic
def move_draft(*, report: IndicatorReport, as_of: date, version: int, by: StaffMember) -> IndicatorReport:
    """Let the draft of a preliminary annual report count to the end of another day (reading 55)."""
    require_role(by, DRAFTERS)
    row = locked_at_version(report, version)
    if row.state != State.DRAFT or not row.is_preliminary:
        raise RuleViolation(
            _("Only the draft of a preliminary report has a day to choose."), clause="reading 27"
        )
    _refuse_unfinished(_period(row.year, as_of))
    before = field_values(row, ["as_of"])
    row.as_of = as_of
    row.version += 1
    row.save()
    record_event(
        verb="report.moved",
        subject=row,
        by=by,
        case_file=CASE_FILE,
        before=before,
        after=field_values(row, ["as_of"]),
    )
    return row


@transaction.atomic
def revise_report(*, report: IndicatorReport, reason: str, by: StaffMember) -> IndicatorReport:
    """Begin the revision of an issued report and return the new draft; the old one stays and holds till then.

    RuleViolation without a reason, for a report that is not in force, or is being revised already.
    """
    require_role(by, DRAFTERS)
    old = locked(report)
    if old.state != State.ISSUED or old.paper_id is None:
        raise RuleViolation(_("Only a report that is in force can be revised."), clause="states")
    with constraint_errors():
        draft = IndicatorReport.objects.create(
            kind=old.kind,
            year=old.year,
            quarter=old.quarter,
            as_of=old.as_of,
            is_preliminary=old.is_preliminary,
            revision=old.revision + 1,
            revises=old,
            reason=reason.strip(),
            drafted_by=by,
        )
    record_event(
        verb="report.revision_drafted",
        subject=draft,
        by=by,
        case_file=CASE_FILE,
        reason=draft.reason,
        after={"period": old.period.code, "revises": old.number},
    )
    return draft


@transaction.atomic
def seal_report(*, report: IndicatorReport, shown: str, by: StaffMember) -> IndicatorReport:
    """Freeze the figures of a draft, give it its number and return it; the report it revises is revised now.

    `shown` is the seal of the figures that were looked at: StaleRecord when they are others by now.
    PermissionDenied for who is neither deputy director (or acting) nor director. RuleViolation: it is issued
    already, the signer drafted it, the period is not over, no values are approved. The paper is made
    afterwards by `make_paper`, outside of any transaction.
    """
    require_role(by, ISSUERS)
    row = locked(report)
    if row.state != State.DRAFT:
        raise RuleViolation(_("This report is issued already: %(number)s.") % {"number": row.number})
    if row.drafted_by_id == by.pk:
        raise RuleViolation(
            _("Whoever drafted a report does not issue it (reading 49)."), clause="reading 49"
        )
    _refuse_unfinished(row.period)
    sheet = live_sheet(row.period)
    if not sheet.is_complete:
        raise RuleViolation(
            _("No values of Annex 3 are approved for %(year)s or a year before. Enter them first."),
            clause="20",
            params={"year": row.year},
        )
    if sheet.seal != shown:
        raise StaleRecord([])
    _freeze(row, sheet, by)
    return row


def make_paper(*, report: IndicatorReport, by: StaffMember) -> Paper:
    """Make the paper of an issued report and return it, as `issue` does; PermissionDenied for who may not."""
    require_role(by, ISSUERS)
    return issue(report, by=by, render=render_report, keep=_keep)


# --- first: what is frozen, and the number -------------------------------------------------------
def _freeze(row: IndicatorReport, sheet: Sheet, by: StaffMember) -> None:
    old = locked(row.revises) if row.revises else None
    content = content_of(
        sheet,
        revision=row.revision,
        revises=old.number if old else "",
        reason=row.reason,
        old_rows=old.rows.all() if old else (),
        signer=Role.DIRECTOR.value if by.role == Role.DIRECTOR else Role.DEPUTY_DIRECTOR.value,
    )
    if old is not None:
        REPORT.lead(old, State.REVISED, by=by)
        old.version += 1
        old.save()
    REPORT.lead(row, State.ISSUED, by=by)
    row.snapshot, row.definition_version = content.to_json(), VERSION
    row.issued_by, row.issued_at = by, now()
    row.acting_under = _acting(by)
    row.version += 1
    # The journal stays locked until the transaction ends: nothing slow comes after this.
    row.issue_block = new_issue_block(series=Series.REPORT, signed_by=by, acting=row.acting_under)
    with constraint_errors():
        row.save()
    ReportRow.objects.bulk_create(
        ReportRow(
            report=row,
            indicator=line.code,
            numerator=line.figure.numerator,
            denominator=line.figure.denominator,
            beside=line.figure.beside_json(),
            **line.approved,
        )
        for line in sheet.rows
    )
    record_event(
        verb="report.issued",
        subject=row,
        by=by,
        case_file=CASE_FILE,
        reason=row.reason,
        before={"state": State.DRAFT.value},
        after={"state": row.state, "number": row.number, "definition_version": VERSION},
    )


def _acting(by: StaffMember) -> Delegation | None:
    """Return the order of an acting deputy director; the director and the deputy sign by their own post."""
    return None if by.role == Role.DIRECTOR else acting_under(by, Delegation.ActsAs.DEPUTY_DIRECTOR)


def _period(year: int, as_of: date) -> Period:
    try:
        return Period(year, as_of=as_of)
    except PeriodError as error:
        raise RuleViolation(str(error), clause="reading 27", field="as_of") from error


def _refuse_unfinished(period: Period) -> None:
    try:
        period.refuse_unfinished(today())
    except PeriodError as error:
        raise RuleViolation(
            str(error), clause="2", field="as_of" if period.as_of is not None else "period"
        ) from error


# --- then: the paper -----------------------------------------------------------------------------
def _keep(report: IndicatorReport, make: Make, by: StaffMember) -> Paper:
    old = report.revises.paper if report.revises else None
    paper = make(
        kind=PaperKind.REPORT, signed_by=report.issued_by, case_file=CASE_FILE, initials="", replaces=old
    )
    if old is not None:
        # The public check of the old paper then says that another one stands in its place.
        PaperAnnulment.objects.create(
            paper=old, reason=report.reason, is_our_error=False, replaced_by=paper, by=by
        )
    report.version += 1
    report.save(update_fields=["paper", "version"])
    record_issued(report, paper, by)
    return paper
