"""A complaint or another appeal: taken in, numbered, due, decided, answered (clauses 21–23)."""

from datetime import date
from typing import NamedTuple

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import NEVER_DELETED, Role, StaffMember, changed
from astana_employment.toolbox.constraints import Check
from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.papers.font import validate_printable
from astana_employment.toolbox.papers.stored import Language
from complaints.cells import Cell, cell_of
from complaints.models.people import Complainant, ComplaintAgainst
from complaints.models.regime import ComplaintRegime

MOST_TEXT = 30_000


class Level(models.TextChoices):
    """Who decides, from below (reading 23); the deputy akim is outside of the department (clause 22)."""

    HEAD = Role.HEAD_OF_DIVISION.value, _("head of division")
    DEPUTY = Role.DEPUTY_DIRECTOR.value, _("deputy director")
    DIRECTOR = Role.DIRECTOR.value, _("director")
    AKIM = "deputy_akim", _("deputy akim")


class Entry(NamedTuple):
    """What registration gave a complaint: its day, the terms then in force, the due date with its rule."""

    on: date
    regime: ComplaintRegime
    due: DueDate


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Questions about complaints."""

    def registered(self) -> "ComplaintQuerySet":
        """Leave out what waits for its number."""
        return self.exclude(state=Complaint.State.ARRIVED)

    def arrived(self) -> "ComplaintQuerySet":
        """Keep what came by the public page and waits to be registered, the oldest first."""
        return self.filter(state=Complaint.State.ARRIVED).order_by("received_at", "id")

    def open(self) -> "ComplaintQuerySet":
        """Keep the registered ones that still ask for an answer."""
        return self.filter(state__in=OPEN)

    def registered_between(self, first: date, last: date) -> "ComplaintQuerySet":
        """Keep those whose day of registration lies in the period, both days included."""
        return self.registered().filter(registered_on__range=(first, last))

    def not_against(self, staff: StaffMember) -> "ComplaintQuerySet":
        """Leave out complaints of this very person, who must not see them."""
        return self.exclude(against_rows__staff=staff)

    def in_cell(self, cell: str, day: date) -> "ComplaintQuerySet":
        """Keep those that are in a cell at the end of a day (`complaints.cells.cell_of`)."""
        return self.registered().annotate(cell=_cell_on(day)).filter(cell=cell)

    def cell_counts(self, day: date) -> dict[str, int]:
        """Count the registered complaints by cell at the end of a day; also the cells at nought."""
        rows = self.registered().order_by().annotate(cell=_cell_on(day)).values("cell")
        counted = {row["cell"]: row["count"] for row in rows.annotate(count=Count("pk"))}
        return {cell.value: 0 for cell in Cell} | counted


def _cell_on(day: date) -> Case:
    """Say in SQL what `complaints.cells.cell_of` says."""
    finished = Q(finished_on__lte=day)
    return Case(
        When(withdrawn_on__lte=day, then=Value(Cell.WITHDRAWN.value)),
        When(finished & Q(finished_on__lte=F("due_on")), then=Value(Cell.ANSWERED_IN_TIME.value)),
        When(finished, then=Value(Cell.ANSWERED_LATE.value)),
        When(due_on__gte=day, then=Value(Cell.OPEN_IN_TIME.value)),
        default=Value(Cell.OPEN_LATE.value),
        output_field=models.CharField(),
    )


@pghistory.track(exclude=["text", "circumstances"])
class Complaint(models.Model):
    """One complaint with its number, its term and where it stands.

    What comes by the public page waits as «arrived» until the chancellery gives it its number; nobody can
    refuse it (clause 23). `finished_on` is the day on which the department had done what the term asks for:
    the answer was issued, the appeal was forwarded, or an anonymous one was left without consideration.
    """

    class Channel(models.TextChoices):
        """How it came."""

        HAND = "hand", _("by hand")
        POST = "post", _("by post")
        EMAIL = "email", _("by e-mail")
        PAGE = "page", _("by the public page")

    class Kind(models.TextChoices):
        """A complaint about an act or a failure to act, or any other appeal; their terms differ."""

        COMPLAINT = "complaint", _("complaint")
        OTHER = "other", _("other appeal")

    class ReplyBy(models.TextChoices):
        """How the author wishes to be answered."""

        HAND = "hand", _("in person")
        POST = "post", _("by post")
        EMAIL = "email", _("by e-mail")

    class State(models.TextChoices):
        """Where it stands; `complaints.states` says what follows what."""

        ARRIVED = "arrived", _("arrived")
        REGISTERED = "registered", _("registered")
        ASSIGNED = "assigned", _("under consideration")
        INQUIRY = "inquiry", _("inquiry")
        DECIDED = "decided", _("decided")
        ANSWERED = "answered", _("answered")
        ESCALATED = "escalated", _("passed to the higher level")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "withdrawn")

    class Ending(models.TextChoices):
        """Why a complaint is closed."""

        ANSWERED = "answered", _("answered")
        FORWARDED = "forwarded", _("forwarded")
        ANONYMOUS = "anonymous", _("anonymous, left without consideration")

    channel = models.CharField(_("how it came"), max_length=5, choices=Channel)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.COMPLAINT)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=[("kk", "Қазақша"), ("ru", "Русский")], default="kk"
    )
    reply_by = models.CharField(_("how to answer"), max_length=5, choices=ReplyBy)
    against = models.CharField(
        _("about whom or what"), max_length=300, blank=True, validators=[validate_printable]
    )
    text = models.TextField(_("text"), max_length=MOST_TEXT, validators=[validate_printable])
    circumstances = models.TextField(
        _("circumstances"), max_length=MOST_TEXT, blank=True, validators=[validate_printable]
    )
    enclosures = models.TextField(
        _("enclosed on paper"), max_length=2000, blank=True, validators=[validate_printable]
    )
    received_at = models.DateTimeField(_("received at"))
    earlier = models.ForeignKey(
        "self",
        verbose_name=_("earlier complaint"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ARRIVED)
    ending = models.CharField(_("why it is closed"), max_length=10, choices=Ending, blank=True)

    series = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    registered_at = models.DateTimeField(_("registered at"), null=True)
    registered_on = models.DateField(_("registered on"), null=True)
    registered_by = models.ForeignKey(
        "department.StaffMember", null=True, on_delete=models.PROTECT, related_name="+"
    )
    regime = models.ForeignKey(ComplaintRegime, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("answer by"), null=True)
    due_rule = models.JSONField(null=True)

    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    assigned_to = models.ForeignKey(
        "department.StaffMember",
        verbose_name=_("who decides"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    finished_on = models.DateField(_("answered on"), null=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    accused = models.ManyToManyField(
        "department.StaffMember", through=ComplaintAgainst, related_name="complaints_against"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="complaint_due"),
            models.Index(fields=["registered_on", "sequence"], name="complaint_day"),
        ]
        constraints = [
            models.UniqueConstraint(name="complaint_number_once", fields=["series", "year", "sequence"]),
            models.UniqueConstraint(name="complaint_number", fields=["number"], condition=~Q(number="")),
            models.CheckConstraint(
                name="complaint_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("The complaint has no text."),
            ),
            models.CheckConstraint(
                name="complaint_registered_is_whole",
                condition=Q(state="arrived", number="", registered_on__isnull=True, due_on__isnull=True)
                | (
                    ~Q(state="arrived")
                    & ~Q(number="")
                    & Q(sequence__isnull=False, year__isnull=False)
                    & Q(registered_on__isnull=False, registered_at__isnull=False)
                    & Q(registered_by__isnull=False, regime__isnull=False)
                    & Q(due_on__isnull=False, due_rule__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="complaint_decider_known",
                condition=~Q(state__in=["assigned", "inquiry", "decided", "answered", "escalated"])
                | (Q(assigned_to__isnull=False) & ~Q(level="")),
            ),
            models.CheckConstraint(
                name="complaint_finished_has_day",
                condition=Q(state__in=["answered", "escalated", "closed"], finished_on__isnull=False)
                | (~Q(state__in=["answered", "escalated", "closed"]) & Q(finished_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="complaint_withdrawn_has_day",
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="complaint_closed_says_why",
                condition=(Q(state="closed") & ~Q(ending="")) | (~Q(state="closed") & Q(ending="")),
            ),
            models.CheckConstraint(
                name="complaint_inside_levels",
                condition=Q(level__in=["", "head_of_division", "deputy_director", "director"]),
            ),
            Check(
                name="complaint_not_its_own_earlier",
                field="earlier",
                condition=Q(earlier__isnull=True) | ~Q(earlier=F("id")),
                violation_error_message=_("A complaint is not a repetition of itself."),
            ),
        ]
        triggers = [
            NEVER_DELETED,
            # What the author wrote, and when it came, is evidence.
            pgtrigger.ReadOnly(
                name="text_stays",
                fields=["text", "circumstances", "channel", "received_at", "language", "is_anonymous"],
            ),
            pgtrigger.Protect(
                name="number_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__number="")
                & changed("number", "sequence", "registered_on", "registered_at", "registered_by", "regime"),
            ),
            pgtrigger.Trigger(
                name="never_decided_by_the_accused",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__assigned_to__isnull=False),
                func="""IF EXISTS (
                        SELECT 1 FROM complaints_complaintagainst
                        WHERE complaint_id = NEW.id AND staff_id = NEW.assigned_to_id
                    ) THEN
                        RAISE EXCEPTION 'a person complained of cannot decide'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_never_to_the_accused';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"№ {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("complaint_detail", args=[self.pk])

    @property
    def case_file(self) -> str:
        """The name under which the event log gathers all that concerns this complaint."""
        return f"complaint:{self.pk}"

    @property
    def entry(self) -> Entry:
        """What registration gave it; LookupError for one that waits for its number."""
        if self.registered_on is None or self.regime is None or self.due_rule is None:
            raise LookupError("This complaint is not registered yet.")
        return Entry(self.registered_on, self.regime, DueDate.from_json(self.due_rule))

    @property
    def spoken(self) -> Language:
        """The language it was written in, and is answered in."""
        return "ru" if self.language == "ru" else "kk"

    @property
    def is_open(self) -> bool:
        """Whether it still asks for an answer."""
        return self.state in OPEN

    def cell_on(self, day: date) -> Cell:
        """Return the cell it is in at the end of a day; LookupError for one that waits for its number."""
        if self.due_on is None:
            raise LookupError("This complaint is not registered yet.")
        finished_on, withdrawn_on = self.finished_on, self.withdrawn_on
        return cell_of(due_on=self.due_on, finished_on=finished_on, withdrawn_on=withdrawn_on, day=day)

    @property
    def representative(self) -> Complainant | None:
        """The first of those who signed, to whom the answer goes; None for an anonymous complaint."""
        return next(iter(self.complainants.all()), None)

    @property
    def author(self) -> str:
        """The first author's name for lists, empty for an anonymous complaint."""
        first = self.representative
        return first.name if first else ""


OPEN = (
    Complaint.State.REGISTERED.value,
    Complaint.State.ASSIGNED.value,
    Complaint.State.INQUIRY.value,
    Complaint.State.DECIDED.value,
)
FINISHED = (
    Complaint.State.ANSWERED.value,
    Complaint.State.ESCALATED.value,
    Complaint.State.CLOSED.value,
)
