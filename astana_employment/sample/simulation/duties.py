"""What falls to the offices beside the daily work: public pages, reports, the press, calls, a deputy away."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.conf import settings

from astana_employment.department.acts.delegations import grant_delegation
from astana_employment.department.models import Delegation
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.people import Somebody
from astana_employment.sample.simulation.season import at
from complaints.acts.oral import log_call
from indicators.annex3.periods import QUARTERS, Period
from indicators.information.acts import publish
from indicators.models import IndicatorReport, InformationItem, MediaPublication, ReportDispatch
from indicators.publication.acts import record_publication
from indicators.reports.acts.reports import draft_report, make_paper, seal_report
from indicators.reports.acts.sending import record_dispatch
from indicators.reports.rows import live_sheet

# Which public pages came later, after how much of the time.
LATER_PUBLISHED = {"targets": 0.17, "complaint-time": 0.68}
NEWSPAPER = "«Ертегі» газеті"
What = MediaPublication.What


class Duties:
    """The head of division, the deputy director, the chancellery and the monitoring department."""

    def __init__(self, engine: Engine, staff: Staff) -> None:
        self.engine, self.staff = engine, staff

    def plan(self) -> None:
        """Plan all of it."""
        days = self.engine.days
        self._publish()
        self.engine.plan(at(days[2], 11), lambda: self._tell_the_press(What.STANDARD, days[2].year, "№ 12"))
        self.engine.plan(at(days[-20], 10), lambda: self._stand_in(days[-19], days[-15]))
        for period in self._periods():
            following = [day for day in days if day > period.end]
            if following:
                self.engine.plan(at(following[0], 10), partial(self._report, period))

    def call(self, who: Somebody) -> None:
        """Log a telephone call about a complaint (reading 24)."""
        log_call(
            called_at=self.engine.now,
            name=" ".join(str(who.fields[part]) for part in ("given_name", "surname")),
            phone="+7 000 000 00 00",
            matter="Шағымды қалай беруге болатынын сұрады.",
            told="Кеңсеге келіп немесе сайт арқылы беруге болатыны айтылды.",
            by=self.staff.chancellery,
        )

    def _publish(self) -> None:
        """Enter the public pages of the desk as published; a few came later than the others."""
        days = self.engine.days
        for item in InformationItem.objects.all():
            day = days[int(LATER_PUBLISHED.get(item.code, 0) * len(days)) + 4]

            def enter(item: InformationItem = item, day: date = day) -> None:
                address = f"{settings.PUBLIC_URL}{item.page}"
                publish(item=item, address=address, since=day, by=self.staff.monitoring)

            self.engine.plan(at(day, 10), enter)

    def _periods(self) -> Iterator[Period]:
        """Yield the quarters that end while the desk is gone through."""
        first, last = self.engine.days[0], self.engine.days[-1]
        for year in range(first.year, last.year + 1):
            periods = (Period(year, quarter) for quarter in QUARTERS)
            yield from (period for period in periods if first <= period.end < last)

    def _report(self, period: Period) -> None:
        """Draft the report of a quarter; it is issued, sent and printed in the course of the day."""
        report = draft_report(period=period, by=self.staff.head)
        self.engine.later(lambda: self._issue(report), hours=2)
        self.engine.later(lambda: self._send(report), hours=5)
        self.engine.later(lambda: self._tell_the_press(What.FIGURES, period.year, "№ 40"), hours=6)

    def _issue(self, report: IndicatorReport) -> None:
        shown = live_sheet(report.period).seal
        make_paper(report=seal_report(report=report, shown=shown, by=self.staff.deputy), by=self.staff.deputy)

    def _send(self, report: IndicatorReport) -> None:
        record_dispatch(
            report=report,
            sent_on=self.engine.today,
            how=ReportDispatch.How.COURIER,
            outgoing_number=f"{report.pk}-ш",
            by=self.staff.chancellery,
        )

    def _tell_the_press(self, what: str, year: int, place: str) -> None:
        record_publication(
            what=what,
            year=year,
            medium=NEWSPAPER,
            place=place,
            published_on=self.engine.today,
            by=self.staff.chancellery,
        )

    def _stand_in(self, first: date, last: date) -> None:
        """Let the head of division act for the deputy director, who is away for a week."""
        grant_delegation(
            person=self.staff.head,
            acts_as=Delegation.ActsAs.DEPUTY_DIRECTOR,
            order_number="17-ө",
            order_date=self.engine.today,
            starts_on=first,
            ends_on=last,
            by=self.staff.director,
        )
