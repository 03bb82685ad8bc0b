"""What an author attached to a complaint, byte for byte; neither changed nor deleted."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY
from complaints.files import LONGEST_NAME, MOST_BYTES, MOST_FILES
from complaints.models.complaint import Complaint

models.BinaryField.register_lookup(Length)


class Attachment(models.Model):
    """One attached file: what it is called, what it is, and its hash; the bytes are in `AttachmentContent`.

    Attached before the complaint gets its number, so that the receipt copy lists every one.
    """

    append_only = True

    class Kind(models.TextChoices):
        """What is taken; found by the content."""

        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        DOCX = "docx", "DOCX"

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("file name"), max_length=LONGEST_NAME + 10)
    kind = models.CharField(_("kind of file"), max_length=4, choices=Kind)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        ordering = ["complaint", "position"]
        constraints = [
            models.UniqueConstraint(name="attachment_position_once", fields=["complaint", "position"]),
            models.CheckConstraint(
                name="attachment_not_too_many",
                condition=Q(position__gte=1, position__lte=MOST_FILES),
                violation_error_message=_("No more than 10 files can be attached."),
            ),
            models.CheckConstraint(
                name="attachment_size_allowed", condition=Q(size__gte=1, size__lte=MOST_BYTES)
            ),
            models.CheckConstraint(
                name="attachment_kind_known", condition=Q(kind__in=["pdf", "jpeg", "png", "docx"])
            ),
            models.CheckConstraint(
                name="attachment_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="attachment_has_name", condition=Q(name__regex=r"\S")),
        ]
        triggers = [
            APPEND_ONLY,
            pgtrigger.Trigger(
                name="before_registration",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF EXISTS (
                        SELECT 1 FROM complaints_complaint
                        WHERE id = NEW.complaint_id AND number <> '' FOR SHARE
                    ) THEN
                        RAISE EXCEPTION 'attachments come before the number'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachment_before_number';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size_in_words(self) -> str:
        """The size as people read it, the same in every language of the desk: «1,4 МБ»."""
        if self.size < 1024 * 1024:
            return f"{max(self.size // 1024, 1)} КБ"
        return f"{self.size / 1024 / 1024:.1f} МБ".replace(".", ",")


class AttachmentContent(models.Model):
    """The bytes of an attachment."""

    append_only = True

    attachment = models.OneToOneField(
        Attachment, primary_key=True, on_delete=models.PROTECT, related_name="content"
    )
    content = models.BinaryField()

    class Meta:
        verbose_name = _("content of an attachment")
        constraints = [
            models.CheckConstraint(
                name="attachment_content_size",
                condition=Q(content__length__gt=0, content__length__lte=MOST_BYTES),
            )
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.attachment_id)


class PageArrival(models.Model):
    """A complaint that came by the public page: under which address its arrival is shown, and from whom.

    `visitor` is a keyed hash of the visitor's address: enough to count arrivals, nothing to know a person by.
    """

    append_only = True

    complaint = models.OneToOneField(
        Complaint, primary_key=True, on_delete=models.PROTECT, related_name="page_arrival"
    )
    token = models.UUIDField(unique=True)
    visitor = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("arrival by the public page")
        ordering = ["-at"]
        indexes = [models.Index(fields=["visitor", "-at"], name="page_arrival_visitor")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.complaint_id)


class PageAttempt(models.Model):
    """Somebody sent the form of the public page; counted, so that nobody floods it."""

    append_only = True

    visitor = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("sending of the public form")
        ordering = ["-id"]
        indexes = [models.Index(fields=["visitor", "-at"], name="page_attempt_visitor")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.at)
