"""The queue of the hall: a ticket a visit, the intervals it spent in each state, and each call to a point.

The waits are read off the intervals (clauses 7(2), 7(3), indicator 1.2). What is open when a day is over is
closed at night (`acts/day_end.py`); no question about today waits for that, for it looks at today's tickets.
"""

from datetime import date
from typing import Final

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Sum, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import APPEND_ONLY, NEVER_DELETED
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.kazakh import ALPHABET
from registry.people.models.person import Person


class Point(models.IntegerChoices):
    """Where visitors are called to: the four windows, and the chancellery as a fifth (reading 50)."""

    WINDOW_1 = 1, _("window 1")
    WINDOW_2 = 2, _("window 2")
    WINDOW_3 = 3, _("window 3")
    WINDOW_4 = 4, _("window 4")
    CHANCELLERY = 5, _("chancellery")


# What a ticket's number begins with: the window, or К for кеңсе, канцелярия.
POINT_CODES: Final = {1: "1", 2: "2", 3: "3", 4: "4", 5: "К"}


class Purpose(models.TextChoices):
    """What a visitor comes for; the first two are the queues of clause 7(2) and 7(3) (reading 2)."""

    HAND_IN = "hand_in", _("to hand in documents")
    RECEIVE = "receive", _("to receive documents")
    COMPLAINT = "complaint", _("complaint")
    QUESTION = "question", _("question")


class TicketState(models.TextChoices):
    """Where a visitor stands."""

    WAITING = "waiting", _("waiting")
    CALLED = "called", _("called")
    SERVING = "serving", _("being served")
    SERVED = "served", _("served")
    NO_SHOW = "no_show", pgettext_lazy("ticket", "did not come")
    LEFT = "left", _("left unserved")


# Clause 7(2), 7(3): the two queues that the ten-minute rule and indicator 1.2 speak of (readings 2, 62).
COUNTED_PURPOSES: Final = (Purpose.HAND_IN, Purpose.RECEIVE)
AT_A_POINT: Final = (TicketState.CALLED, TicketState.SERVING)
OPEN_STATES: Final = (TicketState.WAITING, *AT_A_POINT)
# Who was called and came: the wait is over, and counts.
CAME: Final = (*AT_A_POINT, TicketState.SERVED)
# Where the end of the day leaves a visit that nobody finished (reading 62).
AFTER_THE_DAY: Final = {
    TicketState.WAITING: TicketState.LEFT,
    TicketState.CALLED: TicketState.LEFT,
    TicketState.SERVING: TicketState.SERVED,
}


def _state_is_open_interval(key: str) -> pgtrigger.Trigger:
    """Return the rule that a ticket stands where its one open interval says, checked when all is written.

    `key` is the column that names the ticket, in the table the rule is put on.
    """
    return pgtrigger.Trigger(
        name="state_is_open_interval",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func=""  # noqa: S608 # nosec B608  (a column name of ours)
        f"""
            IF NOT EXISTS (
                SELECT 1 FROM registry_queueticket t
                JOIN registry_ticketinterval i ON i.ticket_id = t.id AND i.ended_at IS NULL
                WHERE t.id = NEW.{key} AND i.state = t.state AND i.point = t.point
                AND i.clerk_id IS NOT DISTINCT FROM t.clerk_id AND i.place = t.place
            ) THEN
                RAISE EXCEPTION 'the open interval is not the state of the ticket'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ticket_is_open_interval';
            END IF;
            RETURN NULL;
        """,
    )


def called_and_came() -> Q:
    """Tell tickets whose visitor was called and came; of an earlier day, not who was only called."""
    return Q(state__in=CAME) & ~Q(state=TicketState.CALLED, day__lt=today())


def never_served() -> Q:
    """Tell tickets whose visitor left, did not come, or still waited when the day was over (reading 62)."""
    still_there = Q(state__in=[TicketState.WAITING, TicketState.CALLED], day__lt=today())
    return Q(state__in=[TicketState.NO_SHOW, TicketState.LEFT]) | still_there


class QueueTicketQuerySet(models.QuerySet["QueueTicket"]):
    """Questions about tickets; those of an earlier day are never called again."""

    def of_day(self, day: date) -> "QueueTicketQuerySet":
        """Keep the tickets of a day."""
        return self.filter(day=day)

    def waiting_at(self, point: int, day: date) -> "QueueTicketQuerySet":
        """Return who waits at a point on a day, in the order in which they will be called."""
        return self.filter(day=day, point=point, state=TicketState.WAITING).order_by("place")

    def open_on(self, day: date) -> "QueueTicketQuerySet":
        """Keep the tickets of a day whose visit is not over."""
        return self.filter(day=day, state__in=OPEN_STATES)

    def served_between(self, first: date, last: date) -> "QueueTicketQuerySet":
        """Keep the visits finished as served in the days from first to last (indicator 4.1, reading 53)."""
        return self.filter(day__range=(first, last), state=TicketState.SERVED)

    def counted_between(self, first: date, last: date) -> "QueueTicketQuerySet":
        """Keep the visits of the two queues in the days from first to last (indicator 1.2, reading 62)."""
        return self.filter(day__range=(first, last), purpose__in=COUNTED_PURPOSES)

    def came(self) -> "QueueTicketQuerySet":
        """Keep those who were called and came; their wait is the one that counts (indicator 1.2)."""
        return self.filter(called_and_came())

    def with_wait(self) -> "QueueTicketQuerySet":
        """Add `wait` (timedelta, all the time spent waiting) and `is_measured`.

        None for `wait` where nobody waited: a person taken at the window without a ticket. Not measured is
        a wait of which a part was typed in later, or ran while the clock was set back.
        """
        spent = TicketInterval.objects.waiting().filter(ticket=OuterRef("pk")).order_by()
        inexact = spent.filter(Q(is_typed_in=True) | Q(is_clock_off=True))
        waits = spent.values("ticket").annotate(all=Sum(F("ended_at") - F("started_at"))).values("all")
        return self.annotate(wait=models.Subquery(waits), is_measured=Exists(spent) & ~Exists(inexact))


class QueueTicket(models.Model):
    """One visit to the hall: who waits for what, where, and how far it has come.

    `number_point` and `sequence` make the number of the day, which a hand-over does not change; `point` is
    where the visitor is called to. `place` orders a queue; it grows with every ticket of the day.
    """

    day = models.DateField(_("day"), editable=False)
    number_point = models.PositiveSmallIntegerField(choices=Point, editable=False)
    sequence = models.PositiveSmallIntegerField(editable=False)
    purpose = models.CharField(_("purpose of the visit"), max_length=10, choices=Purpose)
    letter = models.CharField(_("first letter of the surname"), max_length=1, blank=True)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="tickets"
    )
    point = models.PositiveSmallIntegerField(_("service point"), choices=Point)
    state = models.CharField(_("state"), max_length=10, choices=TicketState, default=TicketState.WAITING)
    clerk = models.ForeignKey("department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    taken_at = models.DateTimeField(_("taken at"), editable=False)
    made_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # The name of the kiosk that gave it; empty for a ticket made at the window.
    device = models.CharField(max_length=60, blank=True, editable=False)
    # Closed with its day, not by anybody: what the paper notes say of the visit may still be entered.
    is_closed_with_day = models.BooleanField(db_default=False, default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QueueTicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket of the queue")
        ordering = ["-day", "place", "id"]
        indexes = [
            models.Index(fields=["day", "point", "place"], name="ticket_queue", condition=Q(state="waiting")),
            models.Index(fields=["day", "state"], name="ticket_day_state"),
        ]
        constraints = [
            models.UniqueConstraint(name="ticket_number_once", fields=["day", "number_point", "sequence"]),
            models.UniqueConstraint(name="ticket_place_once", fields=["day", "place"]),
            models.UniqueConstraint(
                name="ticket_one_open_a_person",
                fields=["person", "day"],
                condition=Q(state__in=["waiting", "called", "serving"]),
                violation_error_message=_("This person has a ticket already."),
            ),
            models.UniqueConstraint(
                name="ticket_one_at_a_clerk",
                fields=["clerk", "day"],
                condition=Q(state__in=["called", "serving"]),
                violation_error_message=_("Somebody is being served here already. Finish that first."),
            ),
            models.CheckConstraint(name="ticket_point_known", condition=Q(point__in=Point.values)),
            models.CheckConstraint(
                name="ticket_number_point_known", condition=Q(number_point__in=Point.values)
            ),
            models.CheckConstraint(name="ticket_state_known", condition=Q(state__in=TicketState.values)),
            models.CheckConstraint(name="ticket_purpose_known", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(
                name="ticket_letter_in_alphabet", condition=Q(letter="") | Q(letter__in=list(ALPHABET))
            ),
            models.CheckConstraint(
                name="ticket_clerk_by_state",
                condition=Q(state="waiting", clerk__isnull=True)
                | Q(state__in=["called", "serving", "served", "no_show"], clerk__isnull=False)
                | Q(state="left"),
            ),
            models.CheckConstraint(
                name="ticket_has_maker", condition=Q(made_by__isnull=False) | ~Q(device="")
            ),
        ]
        triggers = [
            NEVER_DELETED,
            pgtrigger.ReadOnly(
                name="number_stays", fields=["day", "number_point", "sequence", "purpose", "taken_at"]
            ),
            _state_is_open_interval("id"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number of the day as it is printed, shown and called: «1-017»."""
        return f"{POINT_CODES[self.number_point]}-{self.sequence:03d}"

    @property
    def shown_state(self) -> TicketState:
        """The state as of now, also in the hour between midnight and the closing of the day."""
        state = TicketState(self.state)
        return AFTER_THE_DAY.get(state, state) if self.day < today() else state

    @property
    def is_unfinished(self) -> bool:
        """Tell whether nobody has said how the visit ended, so that paper notes may still say it."""
        return self.state in OPEN_STATES or self.is_closed_with_day

    @property
    def case_file(self) -> str:
        """The file of the person, if the ticket is a known person's."""
        return f"person:{self.person_id}" if self.person_id is not None else ""


class TicketIntervalQuerySet(models.QuerySet["TicketInterval"]):
    """Questions about intervals."""

    def waiting(self) -> "TicketIntervalQuerySet":
        """Keep the time spent waiting, a call that was undone included."""
        return self.filter(counts_as=TicketState.WAITING)


class TicketInterval(models.Model):
    """A ticket was in one state, at one point, from an instant to another; the last one is open.

    `previous` is the interval that an undo goes back to. What was undone keeps its row, and counts as the
    state that was restored: a person called by mistake never ceased to wait.
    """

    ticket = models.ForeignKey(QueueTicket, on_delete=models.PROTECT, related_name="intervals")
    state = models.CharField(max_length=10, choices=TicketState)
    counts_as = models.CharField(max_length=10, choices=TicketState)
    point = models.PositiveSmallIntegerField(choices=Point)
    clerk = models.ForeignKey("department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    # From paper notes: true as far as anybody knows, but left out of the figures.
    is_typed_in = models.BooleanField(default=False)
    # The clock was behind the beginning when it ended: how long it was, nobody knows.
    is_clock_off = models.BooleanField(default=False)

    objects = TicketIntervalQuerySet.as_manager()

    class Meta:
        verbose_name = _("interval of a ticket")
        ordering = ["ticket", "id"]
        indexes = [
            # Indicator 1.2 sums the waits of a quarter from this index alone.
            models.Index(
                name="interval_waits",
                fields=["ticket"],
                include=["started_at", "ended_at", "is_typed_in", "is_clock_off"],
                condition=Q(counts_as="waiting"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="interval_one_open", fields=["ticket"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="interval_in_order",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                violation_error_message=_("The times must follow each other: taken, called, finished."),
            ),
            models.CheckConstraint(
                name="interval_states_known",
                condition=Q(state__in=TicketState.values, counts_as__in=TicketState.values),
            ),
            models.CheckConstraint(name="interval_point_known", condition=Q(point__in=Point.values)),
            models.CheckConstraint(
                name="interval_undone_is_over", condition=Q(state=F("counts_as")) | Q(ended_at__isnull=False)
            ),
            ExclusionConstraint(
                name="interval_no_overlap",
                expressions=[
                    ("ticket", RangeOperators.EQUAL),
                    (
                        Func(F("started_at"), F("ended_at"), Value("[)"), function="TSTZRANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            NEVER_DELETED,
            pgtrigger.ReadOnly(
                name="beginning_stays",
                fields=["ticket", "state", "point", "clerk", "place", "started_at", "previous"],
            ),
            _state_is_open_interval("ticket_id"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.state}"


class TicketCall(models.Model):
    """A ticket was called, or called again, to a point: what the wall shows and says, the newest first."""

    append_only = True

    ticket = models.ForeignKey(QueueTicket, on_delete=models.PROTECT, related_name="calls")
    day = models.DateField()
    point = models.PositiveSmallIntegerField(choices=Point)
    is_recall = models.BooleanField(default=False)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("call of a ticket")
        ordering = ["-id"]
        indexes = [models.Index(fields=["day", "-id"], name="call_newest")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.point}"
