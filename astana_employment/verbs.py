"""What the acts in the event log are called. Each app registers its own in its `verbs.py`.

An act with a name that nobody registered cannot be recorded, so no screen ever shows a bare code.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_labels: "dict[str, _StrPromise]" = {}


def register_verbs(labels: "dict[str, _StrPromise]") -> None:
    """Add names of acts: {"person.registered": _("registered as unemployed")}."""
    _labels.update(labels)


def label_of(verb: str) -> "_StrPromise":
    """Return the name of an act on the screen; KeyError for one that was never registered."""
    return _labels[verb]


def all_labels() -> "dict[str, _StrPromise]":
    """Return every registered act with its name, for choosing among them."""
    return dict(_labels)


register_verbs(
    {
        "staff.created": _("member of staff added"),
        "staff.changed": _("member of staff changed"),
        "staff.password_set": _("password set by the administrator"),
        "delegation.granted": _("acting officer appointed"),
        "delegation.revoked": _("delegation revoked"),
        "window.letters_changed": _("letters of the windows changed"),
        "calendar.year_confirmed": _("calendar year confirmed"),
        "calendar.day_set": _("day of the calendar set"),
        "calendar.day_unset": _("day of the calendar unset"),
        "standard.added": _("edition of the standard added"),
        "standard.changed": _("edition of the standard changed"),
        "device.made": _("link for a device made"),
        "device.opened": _("device signed in"),
        "device.changed": _("device changed"),
        "device.revoked": _("device signed out for good"),
        "number.voided": _("number recorded as void"),
        "number.series_started": _("first number of a series set"),
        "paper.issued": _("paper issued"),
        "paper.annulled": _("paper annulled"),
    }
)
