"""Summonses to the department (clause 17(3))."""

from collections.abc import Collection
from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Check, Unique
from registry.card.models.entry import Awaited, Judged, State, closed_when, in_order, not_kept


@pghistory.track()
class Summons(Awaited):
    """A summons to the department to receive a referral (clause 17(3)); one open at a time."""

    slug = "summons"
    label = _("Summons")
    key = "alt+s"
    clause = "17(3)"
    begins = "summoned_on"
    term = ("summons_working_days", "working_days")
    fields = ("summoned_on", "came_on", "cancelled_on", "reason", "note")
    told = ("summoned_on", "due_on", "came_on", "cancelled_on", "reason")
    words = (_("came"), _("came late"), _("did not come"))
    verbs = {"summoned": _("summoned to the department"), "summons_closed": _("summons closed")}
    open_when = {"closed_on": None}
    one_open = True

    summoned_on = models.DateField(_("summoned on"))
    came_on = models.DateField(_("came on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("summons")
        ordering = ["-summoned_on", "-id"]
        indexes = [not_kept("summons_not_kept")]
        constraints = [
            Judged.constraint("summons_judged_has_judge"),
            in_order(
                "summons_due_in_order",
                "summoned_on",
                "due_on",
                _("The summons is due before it was given (clause 17(3))."),
                field="summoned_on",
            ),
            in_order(
                "summons_came_in_order",
                "summoned_on",
                "came_on",
                _("The person came before being summoned (clause 17(3))."),
            ),
            in_order(
                "summons_cancelled_in_order",
                "summoned_on",
                "cancelled_on",
                _("The summons was cancelled before it was given (clause 17(3))."),
            ),
            Unique(
                name="summons_one_open",
                fields=["registration"],
                condition=Q(closed_on__isnull=True, voided_at__isnull=True),
                violation_error_message=_("A summons is open already (clause 17(3))."),
            ),
            closed_when(
                "summons_answered_is_closed", Q(came_on__isnull=False) | Q(cancelled_on__isnull=False)
            ),
            Check(
                name="summons_came_or_cancelled",
                condition=Q(came_on__isnull=True) | Q(cancelled_on__isnull=True),
                violation_error_message=_(
                    "Either the person came or the summons was cancelled (clause 17(3))."
                ),
                field="cancelled_on",
            ),
            in_order(
                "summons_closed_in_order",
                "summoned_on",
                "closed_on",
                _("The summons was closed before it was given (clause 17(3))."),
            ),
        ]

    def __str__(self) -> str:
        return self.summoned_on.isoformat()

    @classmethod
    def breaches(cls, day: date) -> Q:
        """Leave out what was cancelled in time (clause 17(3))."""
        held = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=F("due_on"))
        return super().breaches(day) & held

    @property
    def released_on(self) -> date | None:
        """The day on which it was cancelled."""
        return self.cancelled_on

    def _valid_state(self, *, is_breach: bool) -> State:
        if self.cancelled_on is not None and not is_breach:
            return State(gettext("cancelled"), "done")
        return super()._valid_state(is_breach=is_breach)

    def settle(self, changed: Collection[str]) -> None:
        """Close what was answered."""
        super().settle(changed)
        if {"came_on", "cancelled_on"} & set(changed):
            self.closed_on = self.came_on or self.cancelled_on
