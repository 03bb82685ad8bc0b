"""The addresses of the department and of signing in, and who may open them."""

from allauth.account import views as account

from astana_employment.department.addresses import EVERYBODY, PUBLIC, SIGNED_IN, Page, page, roles
from astana_employment.department.models import Role
from astana_employment.department.pages import (
    calendar,
    delegations,
    department,
    devices,
    events,
    home,
    imports,
    mail,
    numbers,
    staff,
    standards,
    welcome,
    windows,
)

ADMINISTRATOR = roles(Role.ADMINISTRATOR)
HEAD = roles(Role.HEAD_OF_DIVISION)
HEAD_OR_ADMINISTRATOR = roles(Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
MAIL = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)

urlpatterns: list[Page] = [
    page("", home.home, "home", PUBLIC),
    page("language/", home.set_language, "set_language", EVERYBODY),
    page("health/", home.health, "health", PUBLIC),
    page("sign-in/", account.login, "account_login", PUBLIC),
    page("sign-out/", account.logout, "account_logout", SIGNED_IN),
    page("password/", account.password_change, "account_change_password", SIGNED_IN),
    page("confirm/", account.reauthenticate, "account_reauthenticate", SIGNED_IN),
    page("welcome/<str:token>/", welcome.welcome, "welcome", PUBLIC),
    page("device/<str:secret>/", devices.device_open, "device_open", EVERYBODY),
    page("department/", department.department, "department", HEAD_OR_ADMINISTRATOR),
    page("department/preferences/", staff.Preferences, "preferences", SIGNED_IN),
    page("department/staff/", staff.staff_list, "staff_list", HEAD_OR_ADMINISTRATOR),
    page("department/staff/add/", staff.StaffAdd, "staff_add", ADMINISTRATOR),
    page("department/staff/<int:pk>/", staff.StaffEdit, "staff_edit", ADMINISTRATOR),
    page("department/staff/<int:pk>/password/", staff.StaffPassword, "staff_password", ADMINISTRATOR),
    page("department/acting/", delegations.delegation_list, "delegation_list", HEAD_OR_ADMINISTRATOR),
    page("department/acting/add/", delegations.DelegationAdd, "delegation_add", HEAD_OR_ADMINISTRATOR),
    page(
        "department/acting/<int:pk>/revoke/",
        delegations.DelegationRevoke,
        "delegation_revoke",
        HEAD_OR_ADMINISTRATOR,
    ),
    page("department/windows/", windows.window_list, "window_list", HEAD_OR_ADMINISTRATOR),
    page("department/windows/letters/", windows.WindowLetters, "window_letters", HEAD),
    page("department/calendar/", calendar.calendar, "calendar", HEAD_OR_ADMINISTRATOR),
    page(
        "department/calendar/<int:year>/confirm/",
        calendar.CalendarConfirm,
        "calendar_confirm",
        HEAD_OR_ADMINISTRATOR,
    ),
    page("department/calendar/day/", calendar.CalendarDay, "calendar_day", HEAD_OR_ADMINISTRATOR),
    page(
        "department/calendar/day/<int:pk>/unset/",
        calendar.calendar_day_unset,
        "calendar_day_unset",
        HEAD_OR_ADMINISTRATOR,
    ),
    page("department/editions/", standards.standard_list, "standard_list", SIGNED_IN),
    page("department/editions/add/", standards.StandardAdd, "standard_add", HEAD_OR_ADMINISTRATOR),
    page("department/editions/<int:pk>/", standards.standard_detail, "standard_detail", SIGNED_IN),
    page(
        "department/editions/<int:pk>/edit/", standards.StandardEdit, "standard_edit", HEAD_OR_ADMINISTRATOR
    ),
    page("department/numbers/", numbers.series_list, "series_list", HEAD_OR_ADMINISTRATOR),
    page("department/numbers/start/", numbers.SeriesStart, "series_start", HEAD_OR_ADMINISTRATOR),
    page("department/devices/", devices.device_list, "device_list", HEAD_OR_ADMINISTRATOR),
    page("department/devices/add/", devices.DeviceAdd, "device_add", HEAD_OR_ADMINISTRATOR),
    page("department/devices/<int:pk>/", devices.DeviceEdit, "device_edit", HEAD_OR_ADMINISTRATOR),
    page("department/devices/<int:pk>/link/", devices.device_link, "device_link", HEAD_OR_ADMINISTRATOR),
    page("department/devices/<int:pk>/revoke/", devices.DeviceRevoke, "device_revoke", HEAD_OR_ADMINISTRATOR),
    page("department/events/", events.event_list, "event_list", HEAD_OR_ADMINISTRATOR),
    page("department/imports/", imports.import_list, "import_list", ADMINISTRATOR),
    page("department/imports/bring/", imports.ImportBring, "import_bring", ADMINISTRATOR),
    page(
        "department/imports/<slug:kind>.<slug:ending>",
        imports.import_template,
        "import_template",
        ADMINISTRATOR,
    ),
    page("department/imports/<int:pk>/", imports.import_detail, "import_detail", ADMINISTRATOR),
    page("department/imports/<int:pk>/take/", imports.ImportTake, "import_take", ADMINISTRATOR),
    page("department/imports/<int:pk>/check/", imports.ImportCheck, "import_check", ADMINISTRATOR),
    page("department/imports/<int:pk>/discard/", imports.ImportDiscard, "import_discard", ADMINISTRATOR),
    page("department/mail/", mail.mail_list, "mail_list", MAIL),
    page("department/mail/<int:pk>/retry/", mail.mail_retry, "mail_retry", MAIL),
    page("department/mail/<int:pk>/give-up/", mail.MailGiveUp, "mail_give_up", MAIL),
]
