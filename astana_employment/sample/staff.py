"""The small staff of the sample desk. Loaded by the start of an embedded database only."""

import os
from dataclasses import dataclass

from astana_employment.department.models import Role, StaffMember

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


def demo_member(username: str) -> StaffMember:
    """Return one of the sample's staff, as `load_demo_staff` made them."""
    return StaffMember.objects.get(username=username)


def demo_password() -> str:
    """Return the password of the sample's accounts: DEMO_PASSWORD of the environment, else a fixed one."""
    return os.environ.get("DEMO_PASSWORD") or FIXED_PASSWORD


def demo_accounts() -> list[StaffMember]:
    """Return the sample's accounts that may sign in and still have the sample's password, in its order."""
    password = demo_password()
    names = [member.username for member in MEMBERS]
    accounts = StaffMember.objects.filter(username__in=names, is_active=True).select_related("home_window")
    usable = [account for account in accounts if account.check_password(password)]
    return sorted(usable, key=lambda account: names.index(account.username))
