"""`manage.py load_demo_staff`: ten people to try the desk with; never for a desk that works."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from astana_employment.department.acts.staff import create_staff
from astana_employment.department.models import ServiceWindow, StaffMember
from astana_employment.department.posts import usual_posts
from astana_employment.sample.staff import MEMBERS, DemoMember, demo_password


class Command(BaseCommand):
    """Adds those of the sample staff who are missing; leaves everybody else as they are."""

    help = "Load the sample staff. Meant for the embedded database of a trial only."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load the sample staff."""
        present = set(StaffMember.objects.values_list("username", flat=True))
        windows = {window.number: window for window in ServiceWindow.objects.all()}
        for member in MEMBERS:
            if member.username not in present:
                _add(member, windows)


def _add(member: DemoMember, windows: dict[int, ServiceWindow]) -> None:
    fields = {
        "username": member.username,
        "surname": member.surname,
        "given_name": member.given_name,
        "patronymic": member.patronymic,
        "role": member.role.value,
        "home_window": windows[member.window] if member.window else None,
        "language": member.language,
        **usual_posts(member.role),
    }
    create_staff(fields=fields, password=demo_password(), by=None)
