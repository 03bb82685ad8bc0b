"""`manage.py demo_devices`: the addresses that make a browser the kiosk or the wall display of the sample."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse

from astana_employment.department.acts.devices import make_device_link, revoke_device_link
from astana_employment.department.models import DeviceKind, DeviceLink, Role, StaffMember
from astana_employment.sample.staff import demo_accounts

# No printer: else every ticket would open the browser's print window.
DEVICES: tuple[tuple[DeviceKind, str, dict[str, bool]], ...] = (
    (DeviceKind.KIOSK, "Сынақ терминалы", {}),
    (DeviceKind.DISPLAY, "Сынақ таблосы", {"has_chime": True, "speaks_kk": True, "speaks_ru": True}),
)


class Command(BaseCommand):
    """Makes new links at each start, and those of the start before void: their addresses are not kept."""

    help = "Print the links of the sample's kiosk and wall display. Meant for the embedded database only."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print an address for each device; nothing when the sample's administrator is gone."""
        by = next((member for member in demo_accounts() if member.role == Role.ADMINISTRATOR), None)
        if by is None:
            return
        self.stdout.write(
            "  The hall; open each in a private window, for it turns that browser into the device:"
        )
        for kind, place, switches in DEVICES:
            address = reverse("device_open", args=[_new_secret(kind, place, switches, by)])
            self.stdout.write(f"  {kind.value:<12} {settings.PUBLIC_URL}{address}")
        self.stdout.write("")


def _new_secret(kind: DeviceKind, place: str, switches: dict[str, bool], by: StaffMember) -> str:
    for former in DeviceLink.objects.in_force().filter(kind=kind, place=place):
        revoke_device_link(link=former, reason="жаңа сілтеме берілді", by=by)
    return make_device_link(kind=kind, place=place, settings=switches, by=by)[1]
