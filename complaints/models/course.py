"""What happens to a complaint on its way: its term changed, its answer, its papers given, its next level."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import APPEND_ONLY, NEVER_DELETED, IssuedRow, Paper, changed
from astana_employment.toolbox.papers.font import validate_printable
from complaints.models.complaint import MOST_TEXT, Complaint, Level


class DeadlineChange(models.Model):
    """The day an answer is due was changed by a rule: from which day to which, why, and what was written.

    The author is told by a letter, kept here as it was written; it must leave by `notice_due_on`.
    """

    append_only = True

    class Kind(models.TextChoices):
        """The acts that may change a term."""

        INQUIRY = "inquiry", _("inquiry")
        EXTENSION = "extension", _("extension")
        FORWARDING = "forwarding", _("forwarding")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="deadline_changes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=600)
    recipient = models.CharField(_("asked or forwarded to"), max_length=300, blank=True)
    old_due_on = models.DateField(_("answer by"))
    new_due_on = models.DateField(_("new date"))
    rule = models.JSONField()
    decided_on = models.DateField(_("decided on"))
    notice_due_on = models.DateField(_("the author is to be told by"))
    letter = models.TextField(pgettext_lazy("mail", "letter"))
    is_emailed = models.BooleanField(_("sent by e-mail"), default=False)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("change of a term")
        ordering = ["complaint", "id"]
        constraints = [
            models.CheckConstraint(
                name="deadline_change_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the term changes."),
            ),
            models.CheckConstraint(
                name="deadline_extension_is_later",
                condition=~Q(kind="extension") | Q(new_due_on__gt=F("old_due_on")),
                violation_error_message=_("An extension ends later than the term did."),
            ),
            models.UniqueConstraint(
                name="deadline_extended_once",
                fields=["complaint"],
                condition=Q(kind="extension"),
                violation_error_message=_("The term was extended already; the law allows it once."),
            ),
            models.UniqueConstraint(
                name="deadline_forwarded_once", fields=["complaint"], condition=Q(kind="forwarding")
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class Receipt(IssuedRow):
    """The second copy with the mark of acceptance (clause 23); its number is given with the complaint's."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="receipt")
    snapshot = models.JSONField()
    issue_block = models.JSONField()
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="complaint_receipt")

    class Meta:
        verbose_name = _("receipt copy of a complaint")
        ordering = ["complaint"]
        triggers = [
            NEVER_DELETED,
            pgtrigger.Protect(
                name="only_paper_added",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__paper_id__isnull=False) | changed("snapshot", "issue_block"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Answer(IssuedRow):
    """What was decided, and the answer in the language of the complaint (reading 26).

    It can be written anew until it is signed: then it has its issue block and is frozen.
    """

    class Outcome(models.TextChoices):
        """How far the complaint is satisfied."""

        FULL = "full", _("satisfied in full")
        PART = "part", _("satisfied in part")
        NONE = "none", pgettext_lazy("outcome of a complaint", "not satisfied")

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(_("decision"), max_length=4, choices=Outcome)
    is_justified = models.BooleanField(_("justified"))
    measures = models.TextField(
        _("measures taken"), max_length=4000, blank=True, validators=[validate_printable]
    )
    text = models.TextField(_("text of the answer"), max_length=MOST_TEXT, validators=[validate_printable])
    level = models.CharField(_("level"), max_length=20, choices=Level)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="complaint_answer")

    class Meta:
        verbose_name = _("answer to a complaint")
        ordering = ["complaint"]
        constraints = [
            models.CheckConstraint(
                name="answer_satisfied_is_justified",
                condition=Q(outcome="none") | Q(is_justified=True),
                violation_error_message=_(
                    "What is satisfied, in full or in part, was justified (reading 26)."
                ),
            ),
            models.CheckConstraint(
                name="answer_satisfied_says_measures",
                condition=Q(outcome="none") | Q(measures__regex=r"\S"),
                violation_error_message=_("Say which measures were taken."),
            ),
            models.CheckConstraint(
                name="answer_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("The answer has no text."),
            ),
            models.CheckConstraint(
                name="answer_numbered_is_frozen",
                condition=Q(snapshot__isnull=True, issue_block__isnull=True, paper__isnull=True)
                | Q(snapshot__isnull=False, issue_block__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_inside_levels",
                condition=Q(level__in=["head_of_division", "deputy_director", "director"]),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="never_deleted_when_numbered",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__issue_block__isnull=False),
            ),
            pgtrigger.Protect(
                name="frozen_when_numbered",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__issue_block__isnull=False)
                & (
                    pgtrigger.Q(old__paper_id__isnull=False)
                    | changed(
                        "snapshot", "issue_block", "text", "outcome", "is_justified", "measures", "decided_by"
                    )
                ),
            ),
            pgtrigger.Trigger(
                name="never_by_the_accused",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""IF EXISTS (
                        SELECT 1 FROM complaints_complaintagainst
                        WHERE complaint_id = NEW.complaint_id AND staff_id = NEW.decided_by_id
                    ) THEN
                        RAISE EXCEPTION 'a person complained of cannot decide'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_never_to_the_accused';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PaperDelivery(models.Model):
    """How a receipt copy or an answer reached the author."""

    append_only = True

    class How(models.TextChoices):
        """The ways."""

        HAND = "hand", _("handed over")
        POST = "post", _("posted")
        EMAIL = "email", _("e-mailed")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="deliveries")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="complaint_deliveries")
    how = models.CharField(_("how"), max_length=5, choices=How)
    delivered_on = models.DateField(_("delivered on"))
    note = models.CharField(_("to whom, or the number of the letter"), max_length=200, blank=True)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("delivery of a paper")
        ordering = ["complaint", "id"]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.how}"


class Escalation(models.Model):
    """The author was not satisfied: what was written, to which level it went, and as which complaint.

    Inside the department the next level has a complaint of its own, with a term of its own; to the deputy
    akim goes the whole file, by `forward_by` (art. 91(4)), and `sent_on` says that it went.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="escalation")
    level = models.CharField(_("to"), max_length=20, choices=Level)
    reason = models.TextField(_("what the author is not satisfied with"), max_length=MOST_TEXT)
    successor = models.OneToOneField(
        Complaint, null=True, on_delete=models.PROTECT, related_name="escalated_from"
    )
    escalated_on = models.DateField(_("passed on"))
    forward_by = models.DateField(_("to be sent by"), null=True)
    sent_on = models.DateField(_("sent on"), null=True)
    sent_note = models.CharField(_("how it was sent"), max_length=200, blank=True)
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("escalation")
        ordering = ["complaint"]
        constraints = [
            models.CheckConstraint(name="escalation_has_reason", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="escalation_inside_or_outside",
                condition=Q(level="deputy_akim", successor__isnull=True, forward_by__isnull=False)
                | (
                    ~Q(level="deputy_akim")
                    & Q(successor__isnull=False, forward_by__isnull=True, sent_on__isnull=True)
                ),
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.level}"


class OralContact(models.Model):
    """A telephone call or a talk: logged, but no complaint (reading 24)."""

    append_only = True

    called_at = models.DateTimeField(_("when"))
    name = models.CharField(_("who called"), max_length=160, blank=True, validators=[validate_printable])
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    matter = models.TextField(_("about what"), max_length=2000, validators=[validate_printable])
    told = models.TextField(_("what the caller was told"), max_length=2000, validators=[validate_printable])
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("telephone call")
        ordering = ["-called_at", "-id"]
        constraints = [
            models.CheckConstraint(name="oral_contact_has_matter", condition=Q(matter__regex=r"\S"))
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.called_at:%d.%m.%Y} {self.name}"
