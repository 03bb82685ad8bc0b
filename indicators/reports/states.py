"""Where a report may go from where it stands, and who may lead it there (reading 49)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.states import require_role
from astana_employment.toolbox.errors import RuleViolation
from indicators.reports.models import IndicatorReport
from indicators.roles import ISSUERS

REPORT_EDGES: Final[Mapping[tuple[str, str], frozenset[str]]] = MappingProxyType(
    {
        ("draft", "issued"): ISSUERS,
        # An issued report is revised by the next one, in the moment in which that is issued.
        ("issued", "revised"): ISSUERS,
    }
)


def transition(report: IndicatorReport, to: str, *, by: StaffMember) -> None:
    """Lead a locked report to a state; the caller saves it and records the event in the same transaction.

    RuleViolation when no edge leads there, PermissionDenied when the person may not take it.
    """
    allowed = REPORT_EDGES.get((report.state, to))
    if allowed is None:
        raise RuleViolation(
            _("This cannot be done now: the present state is “%(state)s”."),
            clause="states",
            params={"state": report.get_state_display()},
        )
    require_role(by, allowed)
    report.state = to
