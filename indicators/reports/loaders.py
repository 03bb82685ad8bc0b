"""Who may look at figures, reports and the cases behind them; the only ways in which a view loads them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from astana_employment.department.models import AccessRecord, Role, StaffMember
from astana_employment.department.permissions import SIGNED_IN, register_access, roles
from astana_employment.department.records import record_access
from indicators.reports.models import IndicatorReport
from indicators.reports.states import DRAFTERS, ISSUERS, READERS, SENDERS

# The monitoring department has nothing to do with the cases: they name people (clause 18(7), (8)).
CASE_VIEWERS = frozenset({*DRAFTERS, *ISSUERS})
REPORT_VIEWERS = frozenset({*READERS, Role.CHANCELLERY.value})

register_access(
    {
        "indicator_dashboard": roles(*READERS),
        "indicator_method": SIGNED_IN,
        "indicator_cases": roles(*CASE_VIEWERS),
        "target_list": roles(*READERS),
        "target_add": roles(*DRAFTERS),
        "target_edit": roles(*DRAFTERS),
        "report_list": roles(*REPORT_VIEWERS),
        "report_new": roles(*DRAFTERS),
        "report_detail": roles(*REPORT_VIEWERS),
        "report_preview": roles(*CASE_VIEWERS),
        "report_file": roles(*REPORT_VIEWERS),
        "report_issue": roles(*ISSUERS),
        "report_finish": roles(*ISSUERS),
        "report_move": roles(*DRAFTERS),
        "report_revise": roles(*DRAFTERS),
        "report_send": roles(*SENDERS),
        "dispatch_void": roles(*SENDERS),
        "publication_void": roles(*SENDERS),
        "publication_list": roles(*REPORT_VIEWERS),
        "publication_add": roles(*SENDERS),
    }
)


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
