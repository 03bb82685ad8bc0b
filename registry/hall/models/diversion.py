"""What the head of division orders for the hall: letters sent to another window, intake past its hour."""

from datetime import datetime

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import NEVER_DELETED, ServiceWindow
from registry.hall.models.queue import QueueTicket


class WindowDiversionQuerySet(models.QuerySet["WindowDiversion"]):
    """Questions about diversions."""

    def in_force(self, instant: datetime) -> "WindowDiversionQuerySet":
        """Keep the diversions that hold at an instant."""
        return self.filter(starts_at__lte=instant, ends_at__gt=instant)


class WindowDiversion(models.Model):
    """A window's letters go to another window for a time, because its clerk is away (clause 11)."""

    window = models.ForeignKey(
        ServiceWindow, verbose_name=_("window"), on_delete=models.PROTECT, related_name="diversions"
    )
    to_window = models.ForeignKey(
        ServiceWindow, verbose_name=_("goes to window"), on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")

    objects = WindowDiversionQuerySet.as_manager()

    class Meta:
        verbose_name = _("diversion of a window")
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="diversion_elsewhere",
                condition=~Q(window=F("to_window")),
                violation_error_message=_("Choose another window than the one whose letters are sent away."),
            ),
            models.CheckConstraint(
                name="diversion_times_in_order",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                name="diversion_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the letters are sent to another window."),
            ),
            ExclusionConstraint(
                name="diversion_no_overlap",
                expressions=[
                    ("window", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), Value("[)"), function="TSTZRANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("The letters of this window are sent elsewhere already."),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            # Window 1 to 2 and 2 to 3 is a way, 1 to 2 and 2 to 1 is none. One at a time, or two heads who
            # write at once would not see each other's row.
            pgtrigger.Trigger(
                name="no_cycle",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "window_id", "to_window_id", "starts_at", "ends_at"
                ),
                func="""
                    PERFORM pg_advisory_xact_lock(7311001);
                    IF EXISTS (
                        WITH RECURSIVE way(place) AS (
                            SELECT NEW.to_window_id
                            UNION
                            SELECT d.to_window_id FROM registry_windowdiversion d
                            JOIN way ON d.window_id = way.place
                            WHERE d.id IS DISTINCT FROM NEW.id
                            AND tstzrange(d.starts_at, d.ends_at) && tstzrange(NEW.starts_at, NEW.ends_at)
                        )
                        SELECT 1 FROM way WHERE place = NEW.window_id
                    ) AND NEW.window_id <> NEW.to_window_id THEN
                        RAISE EXCEPTION 'the diversions lead in a circle'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'diversion_no_circle';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} → {self.to_window_id}"


class IntakeOverride(models.Model):
    """The head of division lets documents for a registration be taken past their hour (reading 20).

    For all of a day, or for one ticket only.
    """

    day = models.DateField(_("day"))
    ticket = models.OneToOneField(
        QueueTicket, null=True, on_delete=models.PROTECT, related_name="intake_override"
    )
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("intake past its hour")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="intake_override_once_a_day",
                fields=["day"],
                condition=Q(ticket__isnull=True),
                violation_error_message=_("Documents may be taken past the hour today already."),
            ),
            models.CheckConstraint(
                name="intake_override_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why documents are taken past the hour."),
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.day.isoformat()
