"""Dates for visiting the department (clauses 15, 17(5))."""

from collections.abc import Collection

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Unique
from astana_employment.toolbox.errors import RuleViolation
from registry.card.models.entry import Awaited, Judged, closed_when, in_order, not_kept


@pghistory.track()
class VisitAppointment(Awaited):
    """A date for visiting the department (хабарласу мерзімі): when it is due, when it was kept."""

    slug = "visit"
    label = _("Visit")
    key = "alt+v"
    clause = "15"
    begins = "agreed_on"
    term = ("visit_interval_days", "calendar_days")
    fields = ("agreed_on", "came_on", "information", "reason", "note")
    told = ("agreed_on", "due_on", "came_on", "reason")
    words = (_("kept"), _("kept late"), _("not kept"))
    verbs = {
        "visit_agreed": _("date for visiting agreed"),
        "visit_kept": _("visit kept"),
        "visit_missed": _("visit not kept"),
        "visit_undone": _("visit marked as not kept again"),
    }
    open_when = {"closed_on": None}
    one_open = True
    is_answered_anew = True
    outcome_label = _("Enter the visit")
    # One that fell away with the registration stands on its last day, before the entries of the next one.
    stands_on = Coalesce("came_on", Least("due_on", "registration__ended_on"))

    agreed_on = models.DateField(_("agreed on"))
    came_on = models.DateField(_("came on"), null=True, blank=True)
    information = models.CharField(_("information given"), max_length=400, blank=True)
    # Set when the person came, or when the next date was agreed after this one was missed.
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("visit")
        ordering = ["-due_on", "-id"]
        indexes = [
            models.Index(fields=["registration", "due_on"], name="visit_due"),
            not_kept("visit_not_kept"),
        ]
        constraints = [
            Judged.constraint("visit_judged_has_judge"),
            in_order(
                "visit_due_after_agreed",
                "agreed_on",
                "due_on",
                _("The visit is due before it was agreed (clause 15)."),
                field="agreed_on",
            ),
            in_order(
                "visit_came_after_agreed",
                "agreed_on",
                "came_on",
                _("The visit was kept before it was agreed (clause 15)."),
            ),
            Unique(
                name="visit_one_pending",
                fields=["registration"],
                condition=Q(closed_on__isnull=True, voided_at__isnull=True),
                violation_error_message=_("A visit is agreed already (clause 15)."),
            ),
            closed_when("visit_kept_is_closed", Q(came_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.due_on.isoformat()

    @property
    def can_undo(self) -> bool:
        """Tell whether it was kept: it can be taken back as long as nothing stands on it."""
        return self.came_on is not None and self.voided_at is None

    @property
    def is_unagreed(self) -> bool:
        """Tell whether the person came without an agreed date."""
        return bool(self.due_rule.get("count") == 0)

    def settle(self, changed: Collection[str]) -> None:
        """Count the due day anew, keep a freely agreed one that still fits, and close what is over."""
        if self.is_unagreed:
            self._settle_unagreed(changed)
            return
        freely = self.due_on if "latest" in self.due_rule else None
        super().settle(changed)
        if freely is not None and self.begins in changed and self.agreed_on < freely < self.due_on:
            # Another date was agreed with the person, and it holds within the new interval as well.
            self.due_rule |= {"on": freely.isoformat(), "latest": self.due_on.isoformat()}
            self.due_on = freely
        if {"agreed_on", "came_on"} & set(changed):
            self._close()

    def _close(self) -> None:
        """A visit is closed on the day of coming, or when the next date was agreed."""
        later = VisitAppointment.objects.valid().filter(
            registration=self.registration, agreed_on__gt=self.agreed_on
        )
        following = later.exclude(pk=self.pk).order_by("agreed_on").values_list("agreed_on", flat=True)
        self.closed_on = self.came_on or following.first()

    def _settle_unagreed(self, changed: Collection[str]) -> None:
        """All days of one who came without an agreed date are the one of coming."""
        day = self.came_on if "came_on" in changed else self.agreed_on
        if day is None:
            raise RuleViolation(
                _("The person came without an agreed date: void the entry instead (clause 15)."),
                clause="15",
                field="came_on",
            )
        self.agreed_on = self.due_on = self.came_on = self.closed_on = day
        self.due_rule = {**self.due_rule, "on": day.isoformat(), "start": day.isoformat()}
