"""What every page of the staff knows: the top bar and the window of the person signed in."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from astana_employment.models import StaffMember
from astana_employment.navigation import links_for


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return `navigation` and `window` (None for those who have no home window)."""
    user = getattr(request, "user", None)
    if not isinstance(user, StaffMember):
        return {"navigation": [], "window": None}
    return {"navigation": SimpleLazyObject(lambda: links_for(request)), "window": user.own_window}
