"""Adding and changing the people who sign in to the desk."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import Role, ServiceWindow, StaffMember
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked,
    locked_at_version,
    record_event,
)
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors

# What an administrator may set; the password has an act of its own and is never written to a log.
FIELDS = (
    *("username", "surname", "given_name", "patronymic", "role", "home_window"),
    *("post_kk", "post_ru", "post_en", "email", "language", "is_active"),
)
# Any number that no other lock of the desk has: the first administrator is made one at a time.
_WELCOME_LOCK = 20080313


@transaction.atomic
def create_staff(*, fields: dict[str, Any], password: str, by: StaffMember | None) -> StaffMember:
    """Add a member of staff, who can sign in at once; `by` is None for the first administrator alone.

    RuleViolation when the password is too weak, the user name is taken, or a clerk has no window.
    """
    member = StaffMember(**_with_window_of_role(fields, fields["role"]))
    _check_password(password, member)
    member.set_password(password)
    with constraint_errors():
        member.save()
    record_event(verb="staff.created", subject=member, by=by, after=_as_logged(field_values(member, FIELDS)))
    return member


@transaction.atomic
def change_staff(
    *, member: StaffMember, version: int, changes: dict[str, Any], by: StaffMember
) -> StaffMember:
    """Change a member of staff who was shown at `version`; closing an account signs its owner out at once.

    StaleRecord when somebody else changed it; RuleViolation when nobody could administer the desk any more.
    """
    has_another = _has_another_administrator(member)
    row = locked_at_version(member, version)
    before, after = apply_changes(row, _with_window_of_role(changes, changes.get("role", row.role)))
    if not after:
        return row
    if not has_another and not _administers(row):
        field = "is_active" if row.role == Role.ADMINISTRATOR else "role"
        raise RuleViolation(_("Nobody else could administer the desk. Add another one first."), field=field)
    row.version += 1
    with constraint_errors():
        row.save()
    record_event(verb="staff.changed", subject=row, by=by, before=_as_logged(before), after=_as_logged(after))
    return row


@transaction.atomic
def set_password(*, member: StaffMember, password: str, by: StaffMember) -> StaffMember:
    """Give a member of staff a new password, which ends their other sessions; RuleViolation if too weak."""
    row = locked(member)
    _check_password(password, row)
    row.set_password(password)
    row.save(update_fields=["password"])
    record_event(verb="staff.password_set", subject=row, by=by)
    return row


@transaction.atomic
def create_first_administrator(*, fields: dict[str, Any], password: str) -> StaffMember:
    """Make the administrator of a desk that has none; of two who try at once, one is refused.

    RuleViolation when an administrator exists or the password is too weak.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WELCOME_LOCK])
    if has_administrator():
        raise RuleViolation(_("The desk has an administrator already. Sign in or ask that person."))
    return create_staff(fields={**fields, "role": Role.ADMINISTRATOR}, password=password, by=None)


def has_administrator() -> bool:
    """Tell whether somebody can administer the desk."""
    return StaffMember.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists()


def _has_another_administrator(member: StaffMember) -> bool:
    """Tell whether the desk can do without a member; all administrators stay locked until the end.

    They are locked before the member's own row and in one order, so that two administrators who close
    each other's accounts at the same moment wait for each other instead of both succeeding.
    """
    administrators = StaffMember.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    keys = administrators.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    others = set(keys)
    was_one = member.pk in others
    return not was_one or len(others) > 1


def _administers(member: StaffMember) -> bool:
    return member.role == Role.ADMINISTRATOR and member.is_active


def _with_window_of_role(fields: dict[str, Any], role: str) -> dict[str, Any]:
    """Leave a home window to clerks alone."""
    return fields if role == Role.CLERK else {**fields, "home_window": None}


def _as_logged(values: dict[str, Any]) -> dict[str, Any]:
    """Name the window by its number, as people do, in place of its key."""
    if values.get("home_window") is None:
        return values
    return {**values, "home_window": ServiceWindow.objects.get(pk=values["home_window"]).number}


def _check_password(password: str, member: StaffMember) -> None:
    try:
        validate_password(password, member)
    except ValidationError as error:
        raise RuleViolation(" ".join(error.messages), field="password") from error
