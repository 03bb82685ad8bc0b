"""Links that sign in kiosks, wall displays and survey tablets: made, opened, changed, revoked."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import (
    SETTINGS,
    DeviceLink,
    DeviceSighting,
    StaffMember,
    secret_hash,
)
from astana_employment.department.models.paper import CODE_ALPHABET
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked,
    locked_at_version,
    record_event,
)
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors

# Twenty of 31 letters and digits: 99 bits, in four groups that can be typed on a device without a camera.
GROUPS, GROUP_LENGTH = 4, 5
# After a day the address is worth nothing to whoever finds it in a log or on a slip of paper.
OPENS_FOR = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=1)
_FIELDS = ("kind", "place", "has_printer", "has_chime", "speaks_kk", "speaks_ru")


def _make_secret() -> str:
    groups = (
        "".join(secrets.choice(CODE_ALPHABET) for _one in range(GROUP_LENGTH)) for _two in range(GROUPS)
    )
    return "-".join(groups)


@transaction.atomic
def make_device_link(
    *, kind: str, place: str, settings: Mapping[str, bool], by: StaffMember
) -> tuple[DeviceLink, str]:
    """Make a link for a device and return it with its secret, which is stored nowhere.

    `settings` are the switches of the kind, see `SETTINGS`. RuleViolation when a device of this kind
    already bears the name.
    """
    secret = _make_secret()
    own = {name: settings.get(name, False) for name in SETTINGS[kind]}
    with constraint_errors():
        link = DeviceLink.objects.create(
            kind=kind, place=place, **own, secret_sha256=secret_hash(secret), made_at=now(), made_by=by
        )
    record_event(verb="device.made", subject=link, by=by, after=field_values(link, _FIELDS))
    return link, secret


def openable_link(secret: str) -> DeviceLink | None:
    """Return the link that a secret opens now: not revoked, made within a day; else None."""
    links = DeviceLink.objects.in_force().filter(made_at__gt=now() - OPENS_FOR)
    return links.filter(secret_sha256=secret_hash(secret)).first()


@transaction.atomic
def open_device_link(*, secret: str) -> DeviceLink:
    """Take note that a device was signed in by a link, and return the link.

    RuleViolation when the secret is none, was revoked, or is older than a day.
    """
    found = openable_link(secret)
    if found is None:
        raise RuleViolation(_("This link no longer opens anything."))
    link = locked(found)
    link.opened_at = now()
    link.save(update_fields=["opened_at"])
    record_event(verb="device.opened", subject=link, by=None, after={"place": link.place})
    return link


@transaction.atomic
def change_device_link(
    *, link: DeviceLink, version: int, changes: Mapping[str, object], by: StaffMember
) -> DeviceLink:
    """Change the name and the switches of a device; it follows them at its next question.

    RuleViolation when the link is revoked or the name taken; StaleRecord when somebody changed it meanwhile.
    """
    row = locked_at_version(link, version)
    _refuse_revoked(row)
    before, after = apply_changes(row, dict(changes))
    if not after:
        return row
    row.version += 1
    with constraint_errors():
        row.save()
    record_event(verb="device.changed", subject=row, by=by, before=before, after=after)
    return row


@transaction.atomic
def revoke_device_link(*, link: DeviceLink, reason: str, by: StaffMember) -> DeviceLink:
    """Sign a device out at once, for good, with the reason; RuleViolation when that was done already."""
    row = locked(link)
    _refuse_revoked(row)
    row.revoked_at, row.revoked_reason = now(), reason
    row.save(update_fields=["revoked_at", "revoked_reason"])
    record_event(verb="device.revoked", subject=row, by=by, reason=reason)
    return row


def _refuse_revoked(link: DeviceLink) -> None:
    if link.revoked_at is not None:
        raise RuleViolation(_("This link is revoked already."))


def note_sighting(link: DeviceLink) -> bool:
    """Note that a device is there, at most once a minute; tell whether it was noted now.

    The caller has fetched the last sighting with the link.
    """
    seen = getattr(link, "sighting", None)
    if seen is not None and now() - seen.seen_at < SEEN_EVERY:
        return False
    DeviceSighting.objects.bulk_create(
        [DeviceSighting(link=link, seen_at=now())],
        update_conflicts=True,
        unique_fields=["link"],
        update_fields=["seen_at"],
    )
    return True
