"""Which reports are due when, and how each of them stands, for the monitoring page and for reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Prefetch
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import working_calendar
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import WorkingCalendar
from indicators.annex3.periods import QUARTERS, Period
from indicators.reports.due_days import due_on, send_by
from indicators.reports.models import IndicatorReport, ReportDispatch
from registry.models import IntakeApplication


class Standing(StrEnum):
    """How the report of a period stands."""

    COMING = "coming"
    DUE = "due"
    DRAFTED = "drafted"
    ISSUED = "issued"
    SENT = "sent"


LABELS = {
    Standing.COMING: _("the period still runs"),
    Standing.DUE: _("not begun"),
    Standing.DRAFTED: _("drafted"),
    Standing.ISSUED: _("issued, not sent yet"),
    Standing.SENT: pgettext_lazy("report", "sent"),
}
TONES = {
    Standing.COMING: "todo",
    Standing.DUE: "act",
    Standing.DRAFTED: "act",
    Standing.ISSUED: "act",
    Standing.SENT: "done",
}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A report that clause 2 asks for: its due day, the working day to send it by, and how it stands.

    `is_late` is whether the due day has passed without it being sent, or it was sent after.
    """

    period: Period
    due_on: date
    send_by: date | None
    standing: Standing
    report: IndicatorReport | None
    sent: ReportDispatch | None
    is_late: bool

    @property
    def label(self) -> str:
        """How it stands, in words."""
        return str(LABELS[self.standing])

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return TONES[self.standing]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.standing == Standing.SENT


def first_day_of_work() -> date:
    """Return the day of the first case the desk knows, today if there is none: nothing was due before."""
    counts_on = Least("registered_on", "due_on")
    first = (
        IntakeApplication.objects.filter(is_imported=False)
        .exclude(state="turned_back")
        .order_by(counts_on)
        .values_list("applied_on", flat=True)
        .first()
    )
    return first or today()


def expected_in(year: int) -> list[Expected]:
    """Return the four quarterly reports and the annual one of a year, in the order in which they are due.

    What lay before the desk's first case is left out. Four queries.
    """
    began, day, calendar = first_day_of_work(), today(), working_calendar()
    sendings = Prefetch("dispatches", ReportDispatch.objects.valid(), to_attr="valid_dispatches")
    reports = list(
        IndicatorReport.objects.filter(year=year).select_related("paper").prefetch_related(sendings)
    )
    periods = [*(Period(year, number) for number in QUARTERS), Period(year)]
    rows = [
        _expected(period, _own(period, reports), day, calendar) for period in periods if period.end >= began
    ]
    return sorted(rows, key=lambda row: row.due_on)


def _own(period: Period, reports: Sequence[IndicatorReport]) -> list[IndicatorReport]:
    """Return the reports of a period; a preliminary annual report serves for the year (reading 27)."""
    return [row for row in reports if (row.year, row.quarter) == (period.year, period.quarter)]


def _expected(
    period: Period, reports: list[IndicatorReport], day: date, calendar: WorkingCalendar
) -> Expected:
    due = due_on(period)
    # What was sent in time stays in time when the report is revised later; the revision is sent as well.
    earliest = min((row.sent_on for row in _sendings(reports)), default=None)
    reports = [row for row in reports if row.state != IndicatorReport.State.REVISED]
    issued = [row for row in reports if row.paper_id is not None]
    first = min(_sendings(issued), key=lambda row: row.sent_on, default=None)
    report = next(iter(issued or reports), None)
    if first:
        standing = Standing.SENT
    elif issued:
        standing = Standing.ISSUED
    elif reports:
        standing = Standing.DRAFTED
    else:
        # An annual report can be drafted while the year runs; there is time for it until a month before.
        begins = period.end if period.quarter else due - timedelta(days=31)
        standing = Standing.COMING if begins >= day else Standing.DUE
    return Expected(
        period=period,
        due_on=due,
        send_by=send_by(due, calendar),
        standing=standing,
        report=report,
        sent=first,
        is_late=(earliest or day) > due,
    )


def _sendings(reports: Sequence[IndicatorReport]) -> list[ReportDispatch]:
    """Return the sendings of these reports that hold."""
    return [sending for row in reports for sending in getattr(row, "valid_dispatches", ())]
