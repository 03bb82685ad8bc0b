"""Telephone calls about complaints: logged, not counted (reading 24)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import record_event
from astana_employment.department.states import require_role
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from complaints.acts.shared import printable
from complaints.models import OralContact
from complaints.states import ALL


@transaction.atomic
def log_call(
    *, called_at: datetime, name: str, phone: str, matter: str, told: str, by: StaffMember
) -> OralContact:
    """Log a call and what the caller was told. RuleViolation: nothing said, an hour still to come."""
    require_role(by, ALL)
    if called_at > now():
        raise RuleViolation(_("This moment is still to come."), field="called_on")
    contact = OralContact.objects.create(
        called_at=called_at,
        name=printable(name, field="name", most=160),
        phone=printable(phone, field="phone", most=40),
        matter=printable(matter, field="matter", most=2000, required=True),
        told=printable(told, field="told", most=2000, required=True),
        by=by,
    )
    record_event(verb="oral.logged", subject=contact, by=by, case_file="")
    return contact
