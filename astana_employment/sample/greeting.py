"""What a start of the sample desk tells the person at the terminal: the logins, the hall's two devices."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from astana_employment.department.acts.devices import make_device_link, revoke_device_link
from astana_employment.department.models import DeviceKind, DeviceLink, Role, StaffMember
from astana_employment.sample.staff import demo_password

# No printer: else every ticket would open the browser's print window.
DEVICES: tuple[tuple[DeviceKind, str, dict[str, bool]], ...] = (
    (DeviceKind.KIOSK, "Сынақ терминалы", {}),
    (DeviceKind.DISPLAY, "Сынақ таблосы", {"has_chime": True, "speaks_kk": True, "speaks_ru": True}),
)


def logins(accounts: Sequence[StaffMember]) -> Iterator[str]:
    """Yield the lines of the table of accounts; none when no such account is left."""
    if accounts:
        yield f"\n  {'user name':<12} {'role':<18} {'window':<7} password"
    for account in accounts:
        window = str(account.home_window or "-")
        role = Role(account.role).name.replace("_", " ").lower()
        yield f"  {account.username:<12} {role:<18} {window:<7} {demo_password()}"


@transaction.atomic
def devices(accounts: Sequence[StaffMember]) -> list[str]:
    """Return lines with an address for each device, new at each start; none without an administrator."""
    by = next((account for account in accounts if account.role == Role.ADMINISTRATOR), None)
    if by is None:
        return []
    lines = ["\n  The hall; open each in a private window, for it turns that browser into the device:"]
    for kind, place, switches in DEVICES:
        address = reverse("device_open", args=[_new_secret(kind, place, switches, by)])
        lines.append(f"  {kind.value:<12} {settings.PUBLIC_URL}{address}")
    return lines


def _new_secret(kind: DeviceKind, place: str, switches: dict[str, bool], by: StaffMember) -> str:
    """Make a new link, and void the one of the start before: its address is not kept."""
    for former in DeviceLink.objects.in_force().filter(kind=kind, place=place):
        revoke_device_link(link=former, reason="жаңа сілтеме берілді", by=by)
    return make_device_link(kind=kind, place=place, settings=switches, by=by)[1]
