"""What appeared in the mass media (resolution, clause 2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import now
from indicators.voiding.models import Voidable, only_voided, voiding_is_whole


class MediaPublication(Voidable):
    """The standard or the year's approved figures appeared in mass media of city significance."""

    class What(models.TextChoices):
        """What clause 2 makes the department publish."""

        STANDARD = "standard", _("the standard")
        FIGURES = "figures", _("the indicators of quality and accessibility")

    what = models.CharField(_("what was published"), max_length=10, choices=What)
    year = models.PositiveSmallIntegerField(_("for the year"))
    medium = models.CharField(_("newspaper, broadcaster or site"), max_length=160)
    place = models.CharField(_("issue, page or address"), max_length=300)
    published_on = models.DateField(_("published on"))
    by = models.ForeignKey("department.StaffMember", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("publication in the mass media")
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(name="publication_has_medium", condition=~Q(medium="")),
            models.CheckConstraint(name="publication_has_place", condition=~Q(place="")),
            voiding_is_whole("publication_voiding_is_whole"),
        ]
        triggers = only_voided("what", "year", "medium", "place", "published_on", "by_id", "at")

    def __str__(self) -> str:
        return f"{self.medium} {self.published_on}"
