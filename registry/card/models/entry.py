"""What every entry of the record card has and says, and the rules the database holds for all of them.

The personal record card (дербес есептік карточка, clause 15) is kept as typed entries of a registration.
Every entry can be corrected, its former states stay (pghistory); a wrong one is voided, never deleted.
A kind of entry is a class that says all of itself; `docs/house.md` tells how to add one.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard, working_calendar
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.constraints import Check
from astana_employment.toolbox.deadlines import DueDate, Unit, WorkingCalendar, due_date
from registry.law.eligibility import Appointment, Judgement
from registry.people.models import UnemploymentRegistration

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Row = TypeVar("Row", bound=models.Model)


class State(NamedTuple):
    """A state in words and its tone: done, wait (others act), todo, missing, act (you act), late."""

    text: str
    tone: str


class Ending(StrEnum):
    """How something that let a request for the certificate wait went away (reading 40)."""

    HIRED = "hired"
    EMPLOYER_REFUSED = "employer_refused"
    NOT_HIRED = "not_hired"
    OFFER_REFUSED = "offer_refused"
    VACANCY_GONE = "vacancy_gone"


class EntryQuerySet(models.QuerySet[Row]):
    """Questions about entries of the card."""

    def valid(self) -> "EntryQuerySet[Row]":
        """Leave out the voided entries."""
        return self.filter(voided_at__isnull=True)


class CardEntry(models.Model):
    """What every entry has: its registration, who entered it, and whether it was voided.

    What a kind says of itself stands first; the properties after the fields are what may differ by kind.
    """

    # Its word in addresses, its name and the key that opens its form; the clause it stands in.
    slug: ClassVar[str]
    label: ClassVar["_StrPromise"]
    key: ClassVar[str]
    clause: ClassVar[str]
    # The day it begins with; its fields in the order of a form; those that tell it where it is evidence.
    begins: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    told: ClassVar[tuple[str, ...]]
    # What the acts on it are called in the event log, without «card.».
    verbs: ClassVar[dict[str, "_StrPromise"]]
    # The value of the field by which something is still awaited of it; nothing ever is of a kind without.
    open_when: ClassVar[dict[str, Any]] = {}
    # Whether one at most is open on a card, and whether what came of it is entered by the form for a new one.
    one_open: ClassVar[bool] = False
    is_answered_anew: ClassVar[bool] = False
    outcome_label: ClassVar["_StrPromise"] = _("Enter the outcome")
    # The day by which lists of what is late are sorted; empty where nothing is ever late.
    late_by: ClassVar[str] = ""
    # The day under which it stands in the timeline, where that is not the one it begins with.
    stands_on: ClassVar[Combinable | None] = None
    # Whether it may let a request for the certificate wait (reading 40).
    hinders: ClassVar[bool] = False
    # The fields that say where it leads to, and from which day it hinders no certificate any more.
    leads_to: ClassVar[str] = ""
    settled_in: ClassVar[str] = ""
    # In SQL, while its vacancy has to stay open on the day it begins with; empty without a vacancy.
    keeps_vacancy: ClassVar[str] = ""

    registration = models.ForeignKey(
        UnemploymentRegistration, on_delete=models.PROTECT, related_name="%(class)s_entries"
    )
    note = models.CharField(_("note"), max_length=400, blank=True)
    entered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    voided_at = models.DateTimeField(_("voided on"), null=True, editable=False)
    void_reason = models.CharField(_("why the entry is void"), max_length=200, blank=True, editable=False)
    is_imported = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Return the address of the entry."""
        return reverse("card_entry", args=[self.registration.person_id, self.slug, self.pk])

    @property
    def outcome_url(self) -> str:
        """The address of the form for what came of it."""
        person = self.registration.person_id
        if self.is_answered_anew:
            return reverse("card_add", args=[person, self.slug])
        return reverse("card_answer", args=[person, self.slug, self.pk])

    @classmethod
    def days(cls) -> tuple[str, ...]:
        """Return the fields with days of what happened: none in the future, none outside the registration."""
        return tuple(name for name in cls.fields if isinstance(cls._meta.get_field(name), models.DateField))

    @classmethod
    def to_do(cls, _day: date) -> Q | None:
        """Keep what is still awaited as of a day, and breaches nobody has judged; None: nothing ever is."""
        return Q(**cls.open_when, voided_at__isnull=True) if cls.open_when else None

    @property
    def is_open(self) -> bool:
        """Tell whether something is still awaited of it."""
        is_so = all(getattr(self, name) == value for name, value in self.open_when.items())
        return bool(self.open_when) and is_so and self.voided_at is None

    @property
    def where(self) -> str:
        """Where it leads to, in words; empty for a kind that leads nowhere."""
        return str(getattr(self, self.leads_to)) if self.leads_to else ""

    @property
    def can_undo(self) -> bool:
        """Tell whether its outcome can be taken back by one press."""
        return False

    @property
    def due(self) -> date | None:
        """The day by which somebody has to come; None where there is nothing to come to."""
        return None

    @property
    def came(self) -> date | None:
        """The day on which somebody came."""
        return None

    @property
    def fell_away(self) -> bool:
        """Tell whether the registration ended before the day to come by: nothing is due any more."""
        ended_on = self.registration.ended_on
        return ended_on is not None and self.due is not None and self.due >= ended_on

    @property
    def hindrance_ending(self) -> Ending:
        """How it went away as a hindrance, once it is open no more."""
        return Ending.NOT_HIRED

    def breach_since(self, _day: date) -> date | None:
        """Return since when it is a breach as seen on a day, whatever its judgement; None when it is none."""
        return None

    def state_on(self, day: date) -> State:
        """Return the state as of a day, in words: the same word on every screen."""
        if self.voided_at is not None:
            return State(gettext("voided"), "todo")
        return self._valid_state(is_breach=self.breach_since(day) is not None)

    def _valid_state(self, *, is_breach: bool) -> State:
        """Return the state of a valid entry: what its field of `open_when` is called, if there is one."""
        if not self.open_when:
            return State(gettext("entered"), "done")
        [name] = self.open_when
        tone = "wait" if self.is_open else "late" if is_breach else "done"
        return State(str(getattr(self, f"get_{name}_display")()), tone)

    def settle(self, changed: Collection[str]) -> None:
        """Count what hangs on the fields that changed; RuleViolation for what does not go together."""

    def refuse_voiding(self) -> None:
        """RuleViolation while something else on the card stands on it."""


class Judged(CardEntry):
    """What can be a breach: the reason given for it, and the judgement on it (дәлелсіз себеп; reading 45)."""

    class Judgement(models.TextChoices):
        """Open until the head of division, or who acts for him or her, has judged."""

        OPEN = "open", _("not judged")
        VALID = "valid", _("valid reason")
        NOT_VALID = "not_valid", _("no valid reason")

    reason = models.CharField(_("what the person says"), max_length=400, blank=True)
    judgement = models.CharField(
        _("judgement"), max_length=10, choices=Judgement, default=Judgement.OPEN, editable=False
    )
    judged_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    judged_at = models.DateTimeField(null=True, editable=False)
    judgement_note = models.CharField(_("why it is judged so"), max_length=400, blank=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def constraint(name: str) -> models.CheckConstraint:
        """Return the rule for a table: a judgement has a judge and an hour, an open one has neither."""
        return models.CheckConstraint(
            name=name,
            condition=Q(judgement="open", judged_by__isnull=True, judged_at__isnull=True)
            | (~Q(judgement="open") & Q(judged_by__isnull=False, judged_at__isnull=False)),
        )

    @classmethod
    def breaches(cls, day: date) -> Q:
        """Keep what is a breach on a day, as the pure engine says (`eligibility`), whatever its judgement."""
        raise NotImplementedError

    @classmethod
    def to_do(cls, day: date) -> Q:
        """Keep what is still awaited as of a day, and the breaches that nobody has judged."""
        to_judge = cls.breaches(day) & Q(judgement=cls.Judgement.OPEN)
        return (Q(**cls.open_when) | to_judge) & Q(voided_at__isnull=True)


class Awaited(Judged):
    """Something to come to, by a day that the edition of the standard gives (clauses 15, 17(2), 17(3))."""

    # The field of the edition with the number of days, and which days; the field with the day of coming.
    term: ClassVar[tuple[str, Unit]]
    came_in: ClassVar[str] = "came_on"
    late_by = "due_on"
    # What is said of whoever came in time, came late, did not come.
    words: ClassVar[tuple["_StrPromise", "_StrPromise", "_StrPromise"]]

    due_on = models.DateField(_("to come by"))
    due_rule = models.JSONField()

    class Meta:
        abstract = True

    @classmethod
    def due_from(cls, start: date, standard: ServiceStandard, calendar: WorkingCalendar) -> DueDate:
        """Return the due day of what begins on a day; UnconfirmedYear."""
        days, unit = cls.term
        return due_date(
            start,
            count=getattr(standard, days),
            unit=unit,
            calendar=calendar,
            edition=standard.code,
            roll=standard.rolls_to_working_day,
        )

    @classmethod
    def due_by_edition(cls, start: date) -> DueDate:
        """Return the same by the edition in force on the day and the department's calendar.

        RuleViolation when no edition was in force or the days off of a year are not confirmed.
        """
        with confirmed_years(cls.clause):
            return cls.due_from(start, edition_on(start), working_calendar())

    @classmethod
    def breaches(cls, day: date) -> Q:
        """Keep what was not come to by its due day (clause 17(2), (3), (5))."""
        late = Q(**{f"{cls.came_in}__isnull": True}) | Q(**{f"{cls.came_in}__gt": F("due_on")})
        return late & Q(due_on__lt=day, voided_at__isnull=True)

    @classmethod
    def to_do(cls, day: date) -> Q:
        """Leave out also what was due when the registration ended, or later: it fell away."""
        ended = F("registration__ended_on")
        return super().to_do(day) & (Q(registration__ended_on__isnull=True) | Q(due_on__lt=ended))

    @classmethod
    def due_by(cls, day: date) -> Q:
        """Keep what nobody has come to that is due by a day."""
        return Q(**cls.open_when, **{f"{cls.came_in}__isnull": True}, due_on__lte=day, voided_at__isnull=True)

    @property
    def due(self) -> date:
        """The day by which somebody has to come."""
        return self.due_on

    @property
    def came(self) -> date | None:
        """The day on which somebody came."""
        day: date | None = getattr(self, self.came_in)
        return day

    @property
    def released_on(self) -> date | None:
        """The day on which nobody had to come any more."""
        return None

    def appointment(self) -> Appointment:
        """Return what the engine has to know of it."""
        return Appointment(self.pk or 0, self.due_on, self.came, self.released_on, Judgement(self.judgement))

    def breach_since(self, day: date) -> date | None:
        """Return the day after the due day, if nobody came until then; what fell away is no breach."""
        if self.voided_at is not None or self.fell_away:
            return None
        return self.appointment().missed_since(day)

    def _valid_state(self, *, is_breach: bool) -> State:
        in_time, late, missed = map(str, self.words)
        if self.came is not None:
            return State(late, "late") if is_breach else State(in_time, "wait" if self.is_open else "done")
        if is_breach:
            return State(missed, "late")
        if self.fell_away:
            return State(gettext("fell away with the registration"), "done")
        return State(gettext("awaited"), "wait")

    def settle(self, changed: Collection[str]) -> None:
        """Count the due day anew from another first day."""
        if self.begins in changed:
            due = self.due_by_edition(getattr(self, self.begins))
            self.due_on, self.due_rule = due.on, due.as_json()


def not_kept(name: str, came: str = "came_on") -> models.Index:
    """Return the index of what nobody came to, or too late: lists of the day look at these few rows only."""
    return models.Index(
        fields=["due_on"],
        name=name,
        condition=Q(**{f"{came}__isnull": True, "voided_at__isnull": True})
        | Q(**{f"{came}__gt": F("due_on"), "voided_at__isnull": True}),
    )


def closed_when(name: str, is_answered: Q) -> models.CheckConstraint:
    """Return the rule that what was answered is closed, so that the next one may be agreed or given."""
    return models.CheckConstraint(name=name, condition=~is_answered | Q(closed_on__isnull=False))


def in_order(name: str, earlier: str, later: str, message: "_StrPromise", field: str = "") -> Check:
    """Return the rule that one day of an entry does not lie before another, told beside the later one."""
    return Check(
        name=name,
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)}),
        violation_error_message=message,
        field=field or later,
    )
