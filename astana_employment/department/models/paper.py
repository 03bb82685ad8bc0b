"""Everything the department hands out is a Paper: stored once as bytes, never changed, never deleted."""

import secrets
import uuid
from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.event import APPEND_ONLY
from astana_employment.department.models.number import Series

models.BinaryField.register_lookup(Length)

# Ten of 31 letters and digits without 0/O, 1/I/L: 50 bits, typed in two groups of five.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10


def make_check_code() -> str:
    """Return a random code under which a paper can be checked by typing."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class PaperKind(models.TextChoices):
    """The kinds of papers."""

    CERTIFICATE = "certificate", _("certificate")
    REFUSAL = "refusal", _("refusal notice")
    NOTICE = "notice", _("notice on a registration")
    RECEIPT = "receipt", _("receipt copy of a complaint")
    ANSWER = "answer", _("answer to a complaint")
    REPORT = "report", _("report on the quality indicators")


class PaperQuerySet(models.QuerySet["Paper"]):
    """Questions about papers."""

    def with_annulment(self) -> "PaperQuerySet":
        """Fetch what annulled or replaced each paper along with it."""
        return self.select_related("annulment", "annulment__replaced_by")


class Paper(models.Model):
    """The record of an issued paper; its printed values and bytes are in `PaperContent`."""

    append_only = True

    kind = models.CharField(max_length=20, choices=PaperKind)
    language = models.CharField(max_length=2, choices=[("kk", "Қазақша"), ("ru", "Русский")])
    series = models.CharField(max_length=4, choices=Series)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=20, unique=True)
    case_file = models.CharField(max_length=60)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    check_code = models.CharField(max_length=CODE_LENGTH, unique=True)
    initials = models.CharField(max_length=20)
    signed_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replacement")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["case_file", "-id"], name="paper_case_file"),
            models.Index(fields=["issued_on", "kind", "id"], name="paper_issued_on"),
        ]
        constraints = [
            models.UniqueConstraint(name="paper_number_once", fields=["series", "year", "sequence"]),
            models.CheckConstraint(
                name="paper_certificate_has_end",
                condition=~Q(kind=PaperKind.CERTIFICATE) | Q(valid_until__isnull=False),
            ),
            models.CheckConstraint(name="paper_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.number


class PaperContent(models.Model):
    """The values a paper was printed from and its PDF, byte for byte as signed."""

    append_only = True

    paper = models.OneToOneField(Paper, primary_key=True, on_delete=models.PROTECT, related_name="content")
    snapshot = models.JSONField()
    issue_block = models.JSONField()
    pdf = models.BinaryField()

    class Meta:
        verbose_name = _("content of a paper")
        constraints = [models.CheckConstraint(name="paper_pdf_not_empty", condition=Q(pdf__length__gt=0))]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.paper_id)


class IssuedRow(models.Model):
    """What a paper is made of: a row that gets its number first and its paper after (decision 0005).

    `snapshot` is what is printed, `issue_block` what numbering adds; from then on both are frozen. `paper`
    belongs to each kind of row, which gives it the name by which a paper knows its row.
    """

    snapshot = models.JSONField(null=True)
    issue_block = models.JSONField(null=True)
    paper: models.OneToOneField[Paper | None, Paper | None]

    class Meta:
        abstract = True

    @property
    def number(self) -> str:
        """The paper's number, empty until it is given."""
        return str(self.issue_block["number"]) if self.issue_block else ""


class PaperAnnulment(models.Model):
    """A paper that no longer holds: why, whose error, and which paper replaces it, if one does."""

    append_only = True

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="annulment")
    reason = models.TextField()
    is_our_error = models.BooleanField()
    replaced_by = models.OneToOneField(
        Paper, null=True, on_delete=models.PROTECT, related_name="replaced_annulment"
    )
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("annulment")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="annulment_has_reason", condition=~Q(reason=""))]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.paper_id)


class DamagedPaperError(RuntimeError):
    """The stored bytes are not the ones that were signed."""


def stored_pdf(paper: Paper) -> bytes:
    """Return the PDF of a paper exactly as it was signed; DamagedPaperError if its hash does not fit."""
    pdf = bytes(PaperContent.objects.only("pdf").get(paper=paper).pdf)
    if sha256(pdf).hexdigest() != paper.sha256:
        raise DamagedPaperError(paper.number)
    return pdf
