"""Builders of reports: drafted and issued by the acts of the desk, over the quarter that ended last."""

from typing import Any

from astana_employment.department.models import Role, StaffMember
from astana_employment.toolbox.clock import today
from indicators.annex3.periods import Period
from indicators.models import IndicatorReport
from indicators.reports.acts.reports import draft_report, make_paper, seal_report
from indicators.reports.rows import live_sheet
from tests.factories import make_staff


def last_quarter() -> Period:
    """Return the quarter that ended last."""
    return Period.quarter_of(today()).quarters_before(1)[0]


def make_draft(*, period: Period | None = None, by: StaffMember | None = None) -> IndicatorReport:
    """Draft the report of a period."""
    return draft_report(period=period or last_quarter(), by=by or make_staff(role=Role.HEAD_OF_DIVISION))


def seal(report: IndicatorReport, by: StaffMember) -> IndicatorReport:
    """Freeze a draft after a look at its figures; its paper is not made."""
    return seal_report(report=report, shown=live_sheet(report.period).seal, by=by)


def issue(report: IndicatorReport, by: StaffMember | None = None) -> IndicatorReport:
    """Issue a draft; its paper may need a test that commits."""
    issuer = by or make_staff(role=Role.DEPUTY_DIRECTOR)
    sealed = seal(report, issuer)
    make_paper(report=sealed, by=issuer)
    sealed.refresh_from_db()
    return sealed


def values_of(code: str, report: IndicatorReport) -> tuple[Any, Any]:
    """Return the frozen counts of an indicator."""
    row = report.rows.get(indicator=code)
    return row.numerator, row.denominator
