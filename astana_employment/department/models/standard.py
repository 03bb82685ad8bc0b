"""The editions of the standard: every limit of the law as a field with dates (reading 39)."""

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models.validity import Dated, DatedQuerySet
from astana_employment.toolbox.constraints import Check
from astana_employment.toolbox.papers.issue import Contacts
from astana_employment.toolbox.papers.stored import Language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PersonCategory(models.TextChoices):
    """Whom clause 6 names; «oralman» is a flag beside it (reading 37)."""

    CITIZEN = "citizen", _("citizen of Kazakhstan")
    FOREIGNER = "foreigner", _("foreigner")
    STATELESS = "stateless", _("stateless person")


class DocumentKind(models.TextChoices):
    """The documents of clause 12; the identity document is an identity card or a passport."""

    IDENTITY = "identity", _("identity card (passport)")
    RESIDENCE_PERMIT = "residence_permit", _("foreigner's residence permit")
    STATELESS_CERTIFICATE = "stateless_certificate", _("stateless person's certificate")
    ORALMAN_CERTIFICATE = "oralman_certificate", _("oralman certificate")
    SIK = "sik", _("social individual code (SIK)")
    RNN = "rnn", _("taxpayer's registration number (RNN)")
    IIN = "iin", _("individual identification number (IIN)")
    WORK_RECORD = "work_record", _("document confirming work activity")


@pghistory.track()
class ServiceStandard(Dated):
    """One edition of the standard, in force over a range of days that overlaps no other."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300)
    title_ru = models.CharField(_("title in Russian"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)

    registration_days = models.PositiveSmallIntegerField(
        _("days to register (calendar days, clause 7(1))"), default=10
    )
    certificate_days = models.PositiveSmallIntegerField(
        _("days to decide on a certificate (calendar days, clause 7(1))"), default=10
    )
    rolls_to_working_day = models.BooleanField(
        _("a last day that is a day off moves to the next working day (reading 6)"), default=True
    )
    referral_working_days = models.PositiveSmallIntegerField(
        _("days to appear after a referral (working days, clause 17(2))"), default=5
    )
    summons_working_days = models.PositiveSmallIntegerField(
        _("days to come on a summons (working days, clause 17(3))"), default=2
    )
    offers_to_refuse = models.PositiveSmallIntegerField(
        _("refused offers that are a ground (clause 17(1))"), default=2
    )
    visit_interval_days = models.PositiveSmallIntegerField(
        _("interval of visits (calendar days, clause 15)"), default=10
    )
    queue_minutes = models.PositiveSmallIntegerField(
        _("wait in the queue (minutes, clause 7(2))"), default=10
    )
    queue_indicator_minutes = models.PositiveSmallIntegerField(
        _("wait counted by indicator 1.2 (minutes)"), default=40
    )
    certificate_months = models.PositiveSmallIntegerField(
        _("validity of a certificate (months, Annex 1)"), default=1
    )
    uncollected_days = models.PositiveSmallIntegerField(
        _("days until a paper counts as uncollected (clause 18(9))"), default=30
    )

    opens_at = models.TimeField(_("opens at (clause 10)"))
    closes_at = models.TimeField(_("closes at (clause 10)"))
    intake_until = models.TimeField(_("documents are taken until (clause 10)"))
    lunch_from = models.TimeField(_("lunch from (clause 24)"))
    lunch_until = models.TimeField(_("lunch until (clause 24)"))
    last_ticket_at = models.TimeField(_("last ticket at (clause 24)"))

    address_kk = models.CharField(_("address in Kazakh"), max_length=200)
    address_ru = models.CharField(_("address in Russian"), max_length=200)
    # For the screens only: no paper is printed in English.
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    division_phone = models.CharField(_("telephone of the division"), max_length=40)
    chancellery_phone = models.CharField(_("telephone of the chancellery"), max_length=40)
    email = models.EmailField(_("e-mail"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DatedQuerySet["ServiceStandard"].as_manager()

    class Meta:
        verbose_name = _("edition of the standard")
        ordering = ["valid_from"]
        constraints = [
            *Dated.constraints("standard", _("Another edition is in force in these days.")),
            Check(
                name="standard_hours_in_order",
                field="opens_at",
                condition=Q(
                    opens_at__lt=F("intake_until"),
                    intake_until__lte=F("lunch_from"),
                    lunch_from__lt=F("lunch_until"),
                    lunch_until__lt=F("last_ticket_at"),
                    last_ticket_at__lte=F("closes_at"),
                ),
                violation_error_message=_(
                    "The hours must follow each other: opening, end of intake, lunch, last ticket, closing."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return {"ru": self.title_ru, "en": self.title_en}.get(get_language() or "kk", self.title_kk)

    @property
    def address(self) -> str:
        """The address in the language of the screen; in Russian where nobody wrote it in English."""
        language = get_language() or "kk"
        return {"ru": self.address_ru, "en": self.address_en or self.address_ru}.get(
            language, self.address_kk
        )

    def contacts(self, language: Language) -> Contacts:
        """Return what a paper in a language says of where to go and whom to call."""
        return Contacts(
            address=self.address_ru if language == "ru" else self.address_kk,
            division_phone=self.division_phone,
            chancellery_phone=self.chancellery_phone,
            email=self.email,
        )

    def required_kinds(self, category: str, *, is_oralman: bool) -> list[DocumentKind]:
        """Return the documents that clause 12 asks of a person, in the edition's order (reading 38)."""
        groups = {category, RequiredDocument.Group.ORALMAN} if is_oralman else {category}
        kinds: list[DocumentKind] = []
        for row in self.required_documents.all():
            kind = DocumentKind(row.kind)
            if row.group in groups and kind not in kinds:
                kinds.append(kind)
        return kinds


class RequiredDocument(models.Model):
    """A document that an edition asks of a category of people, or of every oralman in addition."""

    class Group(models.TextChoices):
        """The categories, and the oralmans who come on top of them."""

        CITIZEN = PersonCategory.CITIZEN.value, _("citizen of Kazakhstan")
        FOREIGNER = PersonCategory.FOREIGNER.value, _("foreigner")
        STATELESS = PersonCategory.STATELESS.value, _("stateless person")
        ORALMAN = "oralman", _("oralman, in addition")

    standard = models.ForeignKey(ServiceStandard, on_delete=models.PROTECT, related_name="required_documents")
    group = models.CharField(max_length=20, choices=Group)
    kind = models.CharField(max_length=30, choices=DocumentKind)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("required document")
        ordering = ["standard", "position", "id"]
        constraints = [
            models.UniqueConstraint(name="required_document_once", fields=["standard", "group", "kind"]),
            models.CheckConstraint(
                name="required_document_known",
                condition=Q(kind__in=DocumentKind.values)
                & Q(group__in=["citizen", "foreigner", "stateless", "oralman"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.kind}"

    @property
    def label(self) -> "StrOrPromise":
        """The document's name in the language of the screen."""
        return DocumentKind(self.kind).label
