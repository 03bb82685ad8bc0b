"""Addresses of the department's own pages."""

from django.urls import path

from astana_employment.views import (
    calendar,
    delegations,
    department,
    devices,
    events,
    numbers,
    preferences,
    staff,
    standards,
    windows,
)

urlpatterns = [
    path("", department.department, name="department"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/add/", staff.staff_add, name="staff_add"),
    path("staff/<int:pk>/", staff.staff_edit, name="staff_edit"),
    path("staff/<int:pk>/password/", staff.staff_password, name="staff_password"),
    path("acting/", delegations.delegation_list, name="delegation_list"),
    path("acting/add/", delegations.delegation_add, name="delegation_add"),
    path("acting/<int:pk>/revoke/", delegations.delegation_revoke, name="delegation_revoke"),
    path("windows/", windows.window_list, name="window_list"),
    path("windows/letters/", windows.window_letters, name="window_letters"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/confirm/", calendar.calendar_confirm, name="calendar_confirm"),
    path("calendar/day/", calendar.calendar_day, name="calendar_day"),
    path("calendar/day/<int:pk>/unset/", calendar.calendar_day_unset, name="calendar_day_unset"),
    path("editions/", standards.standard_list, name="standard_list"),
    path("editions/add/", standards.standard_add, name="standard_add"),
    path("editions/<int:pk>/", standards.standard_detail, name="standard_detail"),
    path("editions/<int:pk>/edit/", standards.standard_edit, name="standard_edit"),
    path("numbers/", numbers.series_list, name="series_list"),
    path("numbers/start/", numbers.series_start, name="series_start"),
    path("devices/", devices.device_list, name="device_list"),
    path("devices/add/", devices.device_add, name="device_add"),
    path("devices/<int:pk>/", devices.device_edit, name="device_edit"),
    path("devices/<int:pk>/link/", devices.device_link, name="device_link"),
    path("devices/<int:pk>/revoke/", devices.device_revoke, name="device_revoke"),
    path("events/", events.event_list, name="event_list"),
]
