"""The quarterly and annual reports to the akim's office (resolution, clause 2), and their frozen rows."""

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY, NEVER_DELETED, Delegation, IssuedRow, Paper
from astana_employment.toolbox.clock import now
from indicators.annex3.figures import Figure
from indicators.annex3.periods import Period, title_of
from indicators.annex3.texts import CODES
from indicators.voiding.models import Voidable, only_voided, voiding_is_whole

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

_ISSUED = Q(state__in=["issued", "revised"])
# What is sealed by issuing; `state` and `paper` are the only columns that still move.
FROZEN = (
    "kind", "year", "quarter", "as_of", "is_preliminary", "revision", "revises_id", "reason", "drafted_by_id",
    "issued_by_id", "issued_at", "acting_under_id", "definition_version", "snapshot", "issue_block",
)  # fmt: skip


class IndicatorReportQuerySet(models.QuerySet["IndicatorReport"]):
    """Questions about reports."""

    def of(self, period: Period) -> "IndicatorReportQuerySet":
        """Keep the reports of a period, preliminary ones of a year apart from the final ones."""
        return self.filter(year=period.year, quarter=period.quarter, is_preliminary=period.is_partial)

    def in_force(self) -> "IndicatorReportQuerySet":
        """Keep what holds now: issued and not revised since, its paper made."""
        return self.filter(state=IndicatorReport.State.ISSUED, paper__isnull=False)

    def drafts(self) -> "IndicatorReportQuerySet":
        """Keep what the deputy director or director has to issue, and what was cut short."""
        unfinished = Q(state=IndicatorReport.State.DRAFT) | Q(paper__isnull=True)
        return (
            self.filter(unfinished).select_related("drafted_by", "revises").order_by("year", "quarter", "id")
        )


@pghistory.track(exclude=["snapshot", "issue_block"])
class IndicatorReport(IssuedRow):
    """One report, from the draft of the head of division to what was issued, or revised since.

    A draft has no figures of its own: they are computed when it is looked at. Issuing freezes them in `rows`
    and, as printed, in `snapshot`. The preliminary report of a year (as of a day before its end) and the
    final one are two reports; each may be revised, and the old one stays.
    """

    class Kind(models.TextChoices):
        """The two reports of the resolution."""

        QUARTERLY = "quarterly", _("quarterly report")
        ANNUAL = "annual", _("annual report")

    class State(models.TextChoices):
        """Where a report stands; `indicators.reports.states` has the allowed steps."""

        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("issued")
        REVISED = "revised", _("revised since")

    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True)
    as_of = models.DateField(_("as of"), null=True)
    is_preliminary = models.BooleanField(default=False)
    revision = models.PositiveSmallIntegerField(default=1)
    revises = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="revised_by")
    reason = models.CharField(_("why it is revised"), max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    drafted_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=now, editable=False)
    issued_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    acting_under = models.ForeignKey(Delegation, null=True, on_delete=models.PROTECT, related_name="+")
    definition_version = models.PositiveSmallIntegerField(null=True)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="indicator_report")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = IndicatorReportQuerySet.as_manager()

    if TYPE_CHECKING:
        rows: RelatedManager["ReportRow"]

    class Meta:
        verbose_name = _("report on the quality indicators")
        ordering = ["-year", F("quarter").desc(nulls_first=True), "-is_preliminary", "-revision", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="report_one_draft",
                fields=["year", "quarter", "is_preliminary"],
                condition=Q(state="draft"),
                nulls_distinct=False,
                violation_error_message=_("A draft of this report exists already."),
            ),
            models.UniqueConstraint(
                name="report_one_issued",
                fields=["year", "quarter", "is_preliminary"],
                condition=Q(state="issued"),
                nulls_distinct=False,
                violation_error_message=_("This report is issued already."),
            ),
            models.UniqueConstraint(
                name="report_revision_once",
                fields=["year", "quarter", "is_preliminary", "revision"],
                nulls_distinct=False,
                violation_error_message=_("This report exists already."),
            ),
            models.CheckConstraint(
                name="report_kind_fits_period",
                condition=Q(kind="quarterly", quarter__range=(1, 4), as_of__isnull=True)
                | Q(kind="annual", quarter__isnull=True),
            ),
            models.CheckConstraint(
                name="report_preliminary_has_day",
                condition=Q(is_preliminary=True, as_of__isnull=False)
                | Q(is_preliminary=False, as_of__isnull=True),
            ),
            models.CheckConstraint(
                name="report_revision_has_reason",
                condition=Q(revision=1, revises__isnull=True, reason="")
                | Q(revision__gt=1, revises__isnull=False) & ~Q(reason=""),
                violation_error_message=_("Say why the report is revised."),
            ),
            models.CheckConstraint(
                name="report_issued_is_whole",
                condition=Q(
                    state="draft",
                    issued_by__isnull=True,
                    issued_at__isnull=True,
                    issue_block__isnull=True,
                    snapshot__isnull=True,
                    definition_version__isnull=True,
                    paper__isnull=True,
                )
                | _ISSUED
                & Q(
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    issue_block__isnull=False,
                    snapshot__isnull=False,
                    definition_version__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_issuer_is_not_drafter",
                condition=Q(issued_by__isnull=True) | ~Q(issued_by=F("drafted_by")),
                violation_error_message=_("Whoever drafted a report does not issue it (reading 49)."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen_when_issued",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__issued_at__isnull=False)
                & reduce(
                    or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in FROZEN)
                ),
            ),
            NEVER_DELETED,
        ]

    def __str__(self) -> str:
        return f"{self.period.code}/{self.revision}"

    @property
    def period(self) -> Period:
        """The period of the report."""
        return Period(self.year, self.quarter, self.as_of)

    @property
    def title(self) -> str:
        """What the report is called: its period, «preliminary», and which revision."""
        return title_of(self.period, self.revision)


class ReportRow(models.Model):
    """One frozen figure of an issued report; `beside` is what stands beside it (`Figure.beside_json`).

    `normative` and `next_target` are Annex 3's columns of the reporting year; `target` is what was to be
    reached in it.
    """

    append_only = True

    report = models.ForeignKey(IndicatorReport, on_delete=models.PROTECT, related_name="rows")
    indicator = models.CharField(max_length=3, choices=[(code, code) for code in CODES])
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    beside = models.JSONField(default=list)
    normative = models.DecimalField(max_digits=5, decimal_places=2)
    next_target = models.DecimalField(max_digits=5, decimal_places=2)
    target = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("row of a report")
        ordering = ["report", "indicator"]
        constraints = [
            models.UniqueConstraint(name="report_row_once", fields=["report", "indicator"]),
            models.CheckConstraint(name="report_row_known", condition=Q(indicator__in=list(CODES))),
            models.CheckConstraint(
                # A share of cases; 4.1 sets complaints against visits, which are other cases.
                name="report_row_share",
                condition=Q(numerator__lte=F("denominator")) | Q(indicator="4.1"),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.indicator} {self.numerator}/{self.denominator}"

    @property
    def figure(self) -> Figure:
        """The figure as it was computed."""
        return Figure.read(self.numerator, self.denominator, self.beside)

    @property
    def share(self) -> Decimal | None:
        """The share in per cent; None, «no data», without a case."""
        return self.figure.share


class ReportDispatch(Voidable):
    """An issued report went to the akim's office: when, how, under which outgoing number."""

    class How(models.TextChoices):
        """The ways."""

        COURIER = "courier", _("by hand, through the chancellery")
        POST = "post", _("by post")
        EMAIL = "email", _("by e-mail")
        SYSTEM = "system", _("through the document system")

    report = models.ForeignKey(IndicatorReport, on_delete=models.PROTECT, related_name="dispatches")
    sent_on = models.DateField(_("sent on"))
    how = models.CharField(_("how"), max_length=10, choices=How)
    outgoing_number = models.CharField(_("outgoing number"), max_length=40)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("sending of a report")
        ordering = ["sent_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="dispatch_number_once",
                fields=["report", "outgoing_number"],
                condition=Q(voided_at__isnull=True),
                violation_error_message=_("This outgoing number is entered already."),
            ),
            models.CheckConstraint(
                name="dispatch_has_number",
                condition=~Q(outgoing_number=""),
                violation_error_message=_("Enter the outgoing number."),
            ),
            voiding_is_whole("dispatch_voiding_is_whole"),
        ]
        triggers = only_voided("report_id", "sent_on", "how", "outgoing_number", "note", "by_id", "at")

    def __str__(self) -> str:
        return self.outgoing_number
