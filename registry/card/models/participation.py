"""Taking part in training or in paid public works (Annex 1, blank 3; clause 17(4))."""

from collections.abc import Collection
from datetime import date

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Check
from astana_employment.toolbox.errors import RuleViolation
from registry.card.models.entry import Judged, in_order
from registry.card.models.referrals import Referral
from registry.card.models.triggers import participation_after_referral


@pghistory.track()
class Participation(Judged):
    """Taking part in training or in paid public works (Annex 1, blank 3; clause 17(4))."""

    class Kind(models.TextChoices):
        """What in."""

        TRAINING = "training", _("training")
        PUBLIC_WORKS = "public_works", _("paid public works")

    class Ending(models.TextChoices):
        """How it ended."""

        RUNNING = "running", _("running")
        COMPLETED = "completed", _("completed")
        STOPPED_BY_PERSON = "stopped_by_person", _("stopped of the person's own accord")
        STOPPED_BY_OTHERS = "stopped_by_others", _("ended by the organiser")

    slug = "participation"
    label = _("Training and public works")
    key = "alt+p"
    clause = "17(4)"
    begins = "started_on"
    late_by = "ended_on"
    fields = ("kind", "referral", "place", "started_on", "ending", "ended_on", "reason", "note")
    told = ("kind", "referral", "place", "started_on", "ending", "ended_on", "reason")
    verbs = {
        "participation_started": _("participation started"),
        "participation_ended": _("participation ended"),
    }
    leads_to = "place"
    open_when = {"ending": Ending.RUNNING}

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    referral = models.ForeignKey(
        Referral,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("referral"),
    )
    place = models.CharField(_("where"), max_length=200)
    started_on = models.DateField(_("started on"))
    ending = models.CharField(_("ending"), max_length=20, choices=Ending, default=Ending.RUNNING)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        ordering = ["-started_on", "-id"]
        constraints = [
            Judged.constraint("participation_judged_has_judge"),
            in_order(
                "participation_in_order",
                "started_on",
                "ended_on",
                _("The participation ended before it started (clause 17(4))."),
            ),
            Check(
                name="participation_ended_has_day",
                condition=Q(ending="running", ended_on__isnull=True)
                | (~Q(ending="running") & Q(ended_on__isnull=False)),
                violation_error_message=_(
                    "An ending needs its day, and a running participation has none (clause 17(4))."
                ),
                field="ended_on",
            ),
        ]
        triggers = [participation_after_referral()]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_on}"

    @property
    def period(self) -> tuple[date, date | None]:
        """The days of taking part; None while it runs."""
        return (self.started_on, self.ended_on)

    @classmethod
    def breaches(cls, day: date) -> Q:
        """Keep what the person stopped unasked, of that to which the Department had referred (reading 63)."""
        stopped = Q(ending=cls.Ending.STOPPED_BY_PERSON, ended_on__lte=day, voided_at__isnull=True)
        return stopped & Q(referral__isnull=False)

    def breach_since(self, day: date) -> date | None:
        """Return the day on which the person stopped what the Department had referred to (clause 17(4))."""
        is_stopped = self.ending == self.Ending.STOPPED_BY_PERSON and self.voided_at is None
        is_breach = is_stopped and self.referral_id is not None
        return self.ended_on if is_breach and self.ended_on is not None and self.ended_on <= day else None

    def settle(self, changed: Collection[str]) -> None:
        """A referral leads to a participation of its registration and kind; a trigger holds its days."""
        led = self.referral
        if led is None or not {"kind", "referral"} & set(changed):
            return
        is_other = led.registration_id != self.registration_id or led.kind != self.kind
        if is_other or led.voided_at is not None:
            raise RuleViolation(
                _("This referral does not lead to this participation (clause 17(4))."),
                clause="17(4)",
                field="referral",
            )
