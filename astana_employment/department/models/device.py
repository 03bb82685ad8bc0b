"""Kiosks, wall displays and survey tablets: each is signed in by a link that can be revoked at once."""

from hashlib import sha256

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.constraints import Unique


class DeviceKind(models.TextChoices):
    """What a device in the hall is; it opens the pages of its kind and no others."""

    KIOSK = "kiosk", _("ticket kiosk")
    DISPLAY = "display", _("wall display")
    TABLET = "tablet", _("survey tablet")


# Which switches a kind has; the others stay off.
SETTINGS: dict[str, tuple[str, ...]] = {
    DeviceKind.KIOSK: ("has_printer",),
    DeviceKind.DISPLAY: ("has_chime", "speaks_kk", "speaks_ru"),
    DeviceKind.TABLET: (),
}


def secret_hash(secret: str) -> str:
    """Return what is stored of a link's secret; hyphens and small letters of a typed one do not matter."""
    return sha256(secret.replace("-", "").upper().encode()).hexdigest()


class DeviceLinkQuerySet(models.QuerySet["DeviceLink"]):
    """Questions about device links."""

    def in_force(self) -> "DeviceLinkQuerySet":
        """Keep the links that were not revoked."""
        return self.filter(revoked_at__isnull=True)


@pghistory.track(exclude=["secret_sha256"])
class DeviceLink(models.Model):
    """A link that signs a device in: no member of staff, no role, only the pages of its kind.

    The secret is shown once and opens the link for a day; what the device keeps afterwards is a mark of its
    own, good until the link is revoked.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=DeviceKind)
    place = models.CharField(_("name or place"), max_length=60)
    has_printer = models.BooleanField(_("prints the ticket"), default=False)
    has_chime = models.BooleanField(_("chime at every call"), default=False)
    speaks_kk = models.BooleanField(_("says the call in Kazakh"), default=False)
    speaks_ru = models.BooleanField(_("says the call in Russian"), default=False)
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(
        "department.StaffMember", on_delete=models.PROTECT, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_reason = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DeviceLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("device link")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="device_kind_known", condition=Q(kind__in=DeviceKind.values)),
            Unique(
                name="device_place_once",
                field="place",
                fields=["kind", "place"],
                condition=Q(revoked_at__isnull=True),
                violation_error_message=_("A device of this kind has this name already."),
            ),
            models.CheckConstraint(
                name="device_settings_of_its_kind",
                condition=(Q(kind=DeviceKind.KIOSK) | Q(has_printer=False))
                & (Q(kind=DeviceKind.DISPLAY) | Q(has_chime=False, speaks_kk=False, speaks_ru=False)),
                violation_error_message=_("A kiosk prints; a wall display sounds and speaks."),
            ),
        ]

    def __str__(self) -> str:
        return self.place


class DeviceSighting(models.Model):
    """When a device last asked for something, to the minute: a log of looking, kept apart from the link."""

    link = models.OneToOneField(
        DeviceLink, on_delete=models.CASCADE, primary_key=True, related_name="sighting"
    )
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("last sighting of a device")

    def __str__(self) -> str:
        return f"{self.link_id} {self.seen_at}"
