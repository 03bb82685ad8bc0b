"""The small staff of the sample desk. Loaded by the start of an embedded database only."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from astana_employment.department.acts.staff import create_staff
from astana_employment.department.models import Role, ServiceWindow, StaffMember
from astana_employment.department.posts import usual_posts

FIXED_PASSWORD = "astana-2008"  # noqa: S105  (no secret: it is printed at every start of the sample desk)


@dataclass(frozen=True)
class DemoMember:
    """One person of the sample: the user name, the names, the role, and a clerk's window."""

    username: str
    surname: str
    given_name: str
    patronymic: str
    role: Role
    window: int | None = None
    language: str = "kk"


MEMBERS = (
    DemoMember("aigul", "Сәрсенбаева", "Айгүл", "Маратқызы", Role.CLERK, 1),
    DemoMember("daniyar", "Қожахметов", "Данияр", "Ерланұлы", Role.CLERK, 2),
    DemoMember("olga", "Петренко", "Ольга", "Викторовна", Role.CLERK, 3, "ru"),
    DemoMember("zhanar", "Тұрсынова", "Жанар", "Әлібекқызы", Role.CLERK, 4),
    DemoMember("bauyrzhan", "Әбдірахманов", "Бауыржан", "Сейітұлы", Role.HEAD_OF_DIVISION),
    DemoMember("gulnara", "Мұқанова", "Гүлнара", "Тілеуқызы", Role.DEPUTY_DIRECTOR),
    DemoMember("askar", "Нұрғалиев", "Асқар", "Қайратұлы", Role.DIRECTOR),
    DemoMember("irina", "Соколова", "Ирина", "Александровна", Role.CHANCELLERY, None, "ru"),
    DemoMember("yerbol", "Ысқақов", "Ербол", "Болатұлы", Role.MONITORING),
    DemoMember("admin", "Ким", "Виталий", "Сергеевич", Role.ADMINISTRATOR, None, "ru"),
)


def demo_password() -> str:
    """Return the password of the sample's accounts: DEMO_PASSWORD of the environment, else a fixed one."""
    return os.environ.get("DEMO_PASSWORD") or FIXED_PASSWORD


@transaction.atomic
def load_staff() -> list[StaffMember]:
    """Add those of the sample's staff who are missing and return them; leave everybody else as they are."""
    present = set(StaffMember.objects.values_list("username", flat=True))
    windows = {window.number: window for window in ServiceWindow.objects.all()}
    return [_add(member, windows) for member in MEMBERS if member.username not in present]


def _add(member: DemoMember, windows: dict[int, ServiceWindow]) -> StaffMember:
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
    return create_staff(fields=fields, password=demo_password(), by=None)


def demo_accounts(added: Sequence[StaffMember] = ()) -> list[StaffMember]:
    """Return the sample's accounts that may sign in and still have the sample's password, in its order.

    Those `added` just now have it; to ask each of the others costs a quarter of a second.
    """
    password, names = demo_password(), [member.username for member in MEMBERS]
    accounts = StaffMember.objects.filter(username__in=names, is_active=True).select_related("home_window")
    usable = [account for account in accounts if account in added or account.check_password(password)]
    return sorted(usable, key=lambda account: names.index(account.username))
