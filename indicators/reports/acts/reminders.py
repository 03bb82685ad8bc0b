"""Reminders by e-mail ten, three and one day before a report is to be sent (resolution, clause 2)."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from astana_employment.department.acts.mail import queue_mail
from astana_employment.department.models import Role, StaffMember
from astana_employment.toolbox.clock import today
from indicators.reports.due_days import reminder_due
from indicators.reports.schedule import Expected, Standing, expected_in

RECIPIENTS = (Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


@transaction.atomic
def send_due_reminders() -> int:
    """Queue the reminders that fall on today and return how many reports they are about.

    A reminder is queued once for a report, a number of days ahead and a person, however often this runs:
    the key of the mail names them. Whoever has no e-mail address is not reminded.
    """
    day = today()
    due = [
        (row, ahead)
        for year in (day.year - 1, day.year)
        for row in expected_in(year)
        if row.standing != Standing.SENT and (ahead := reminder_due(row.send_by or row.due_on, day))
    ]
    people = StaffMember.objects.filter(role__in=RECIPIENTS, is_active=True).exclude(email="")
    for row, ahead in due:
        for person in people:
            _remind(person, row, ahead)
    return len(due)


def _remind(person: StaffMember, row: Expected, ahead: int) -> None:
    with translation.override(person.language):
        last = row.send_by or row.due_on
        values = {
            "period": row.period.label,
            "day": f"{last:%d.%m.%Y}",
            "due": f"{row.due_on:%d.%m.%Y}",
            "state": row.label,
            "left": (last - today()).days,
        }
        queue_mail(
            to=person.email,
            subject=_("Report for the akim's office: %(period)s, send by %(day)s") % values,
            body=_(
                "The report on the quality indicators is to be sent to the akim's office.\n\n"
                "Period: %(period)s\nSend by: %(day)s\nDue day by the resolution: %(due)s\n"
                "Days left: %(left)s\nState: %(state)s\n"
            )
            % values,
            case_file="reports",
            by=None,
            key=f"report-due:{row.period.code}:{ahead}:{person.pk}",
        )
