"""The record of how the reports went to the akim's office (resolution, clause 2)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import field_values, locked, record_event
from astana_employment.department.states import require_role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from indicators.reports.models import IndicatorReport, ReportDispatch
from indicators.roles import SENDERS
from indicators.voiding.acts import void


@transaction.atomic
def record_dispatch(
    *, report: IndicatorReport, sent_on: date, how: str, outgoing_number: str, note: str = "", by: StaffMember
) -> ReportDispatch:
    """Record that an issued report went to the akim's office, and return it (resolution, clause 2).

    RuleViolation: the report is not issued, the day is before its issue or still to come, the number is
    empty or entered already. PermissionDenied for who is neither head of division nor chancellery.
    """
    require_role(by, SENDERS)
    row = locked(report)
    if row.issued_at is None or row.paper_id is None:
        raise RuleViolation(_("Only an issued report can be sent."), clause="2")
    refuse_future(sent_on, "sent_on")
    if sent_on < timezone.localdate(row.issued_at):
        raise RuleViolation(
            _("The report was issued on %(day)s; it cannot have been sent before."),
            clause="2",
            field="sent_on",
            params={"day": f"{timezone.localdate(row.issued_at):%d.%m.%Y}"},
        )
    with constraint_errors():
        dispatch = ReportDispatch.objects.create(
            report=row,
            sent_on=sent_on,
            how=how,
            outgoing_number=outgoing_number.strip(),
            note=note.strip(),
            by=by,
        )
    record_event(
        verb="report.sent",
        subject=row,
        by=by,
        after={"number": row.number, **field_values(dispatch, ["sent_on", "how", "outgoing_number"])},
    )
    return dispatch


@transaction.atomic
def void_dispatch(*, dispatch: ReportDispatch, reason: str, by: StaffMember) -> ReportDispatch:
    """Void a sending that was recorded wrongly, and say why; the row stays, the right one is entered anew.

    RuleViolation without a reason, or when it was voided before.
    """
    require_role(by, SENDERS)
    locked(dispatch.report)
    row = void(dispatch, reason=reason, by=by)
    number = {"outgoing_number": row.outgoing_number}
    record_event(
        verb="report.sending_voided", subject=row.report, by=by, reason=row.void_reason, before=number
    )
    return row


def refuse_future(day: date, field: str) -> None:
    """Raise RuleViolation beside a field for a day that is still to come."""
    if day > today():
        raise RuleViolation(_("This day is still to come."), clause="2", field=field)
