"""Which devices open the public pages of the hall, and where each kind of them begins."""

from astana_employment.department.models import DeviceKind
from astana_employment.department.permissions import devices, register_access, roles
from astana_employment.department.web.devices import register_start_page
from registry.hall.loaders import HALL_ROLES

KIOSK = devices(DeviceKind.KIOSK)
DISPLAY = devices(DeviceKind.DISPLAY)

register_access(
    {
        "kiosk": KIOSK,
        "kiosk_purpose": KIOSK,
        "kiosk_ticket": KIOSK,
        "wall": DISPLAY,
        "wall_state": DISPLAY,
        # A number and a window, nobody's name: whoever works in the hall may print any ticket of today.
        "ticket_slip": roles(*HALL_ROLES),
    }
)
register_start_page(DeviceKind.KIOSK, "kiosk")
register_start_page(DeviceKind.DISPLAY, "wall")
