"""Who may look at figures, reports and the cases behind them; the only ways in which a view loads them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from astana_employment.department.models import AccessRecord, Role, StaffMember
from astana_employment.department.records import record_access
from indicators.reports.models import IndicatorReport
from indicators.roles import DRAFTERS, ISSUERS, READERS

# The monitoring department has nothing to do with the cases: they name people (clause 18(7), (8)).
CASE_VIEWERS = frozenset({*DRAFTERS, *ISSUERS})
REPORT_VIEWERS = frozenset({*READERS, Role.CHANCELLERY.value})


def get_report_for(user: StaffMember, pk: int, *, act: str = AccessRecord.Act.VIEW) -> IndicatorReport:
    """Return a report that a member of staff may see, and write the look or download into the read log.

    A draft is seen by who drafts and issues only: PermissionDenied for the monitoring department and the
    chancellery. Http404 for an unknown one.
    """
    if not user.has_role(*REPORT_VIEWERS):
        raise PermissionDenied
    rows = IndicatorReport.objects.select_related(
        "paper", "drafted_by", "issued_by", "revises__paper", "revises__issued_by"
    )
    report = get_object_or_404(rows, pk=pk)
    if report.paper is None and not user.has_role(*CASE_VIEWERS):
        raise PermissionDenied
    record_access(by=user, act=act, subject=report, detail=report.number or report.period.code)
    return report
