"""What clauses 9 to 25 make the department publish, where it is published, and since when (indicator 3.3)."""

from datetime import date

from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import APPEND_ONLY
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.constraints import Check, Exclude


class InformationItemQuerySet(models.QuerySet["InformationItem"]):
    """Questions about the items."""

    def published_on(self, day: date) -> "InformationItemQuerySet":
        """Return the items that had a public address on a day."""
        return self.filter(pk__in=InformationPublication.objects.in_force(day).values("item"))


class InformationItem(models.Model):
    """One piece of information that a clause makes the department publish (reading 29).

    `page` is the path of the desk's own public page that tells it; it counts as published only from the
    day on which somebody entered it as published.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    clause = models.CharField(_("clause"), max_length=20)
    position = models.PositiveSmallIntegerField(unique=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    page = models.CharField(_("page of the desk"), max_length=100)

    objects = InformationItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("information item")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return {"ru": self.title_ru, "en": self.title_en}.get(get_language() or "kk", self.title_kk)


class InformationPublicationQuerySet(models.QuerySet["InformationPublication"]):
    """Questions about publications."""

    def in_force(self, day: date) -> "InformationPublicationQuerySet":
        """Return the publications that stood on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class InformationPublication(models.Model):
    """An item stood under a public address from a day until a day, both included; no end: it still stands."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="publications")
    address = models.URLField(_("public address"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    entered_by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")

    objects = InformationPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication of an information item")
        ordering = ["item", "-since"]
        constraints = [
            Check(
                name="information_days_in_order",
                field="until",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("The last day is before the first."),
            ),
            Exclude(
                name="information_no_overlap",
                field="since",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), Value("[]"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("The item has an address in these days already. End it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.address


class InformationOverride(models.Model):
    """A monitoring officer's own count of indicator 3.3 for a period, with the reason; the newest one holds.

    An override without figures takes the earlier one back: the computed value holds again.
    """

    append_only = True

    first = models.DateField()
    last = models.DateField()
    published = models.PositiveSmallIntegerField(_("items published"), null=True)
    asked = models.PositiveSmallIntegerField(_("all items"), null=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("override of indicator 3.3")
        ordering = ["-id"]
        indexes = [models.Index(fields=["first", "last", "-id"], name="information_override_period")]
        constraints = [
            Check(
                name="override_days_in_order",
                field="last",
                condition=Q(last__gte=F("first")),
                violation_error_message=_("The last day is before the first."),
            ),
            Check(
                name="override_share_possible",
                field="published",
                condition=Q(published__isnull=True, asked__isnull=True)
                | Q(published__isnull=False, asked__gt=0, published__lte=F("asked")),
                violation_error_message=_("More items are published than there are."),
            ),
            Check(
                name="override_has_reason",
                field="reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the value is set by hand."),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
