"""Devices of the hall for tests: a link, and a browser that was signed in by it."""

import itertools
from typing import Any

from django.test import Client
from django.urls import reverse

from astana_employment.department.acts.devices import make_device_link
from astana_employment.department.models import DeviceLink, Role, StaffMember
from tests.factories import form_key, make_staff

_count = itertools.count(1)


def make_link(kind: str, *, by: StaffMember | None = None, **settings: bool) -> tuple[DeviceLink, str]:
    """Make a link with a name of its own; return it with its secret."""
    administrator = by or make_staff(role=Role.ADMINISTRATOR)
    return make_device_link(kind=kind, place=f"Зал {next(_count)}", settings=settings, by=administrator)


def device_browser(kind: str, **settings: bool) -> tuple[Client, DeviceLink]:
    """Return a browser in which a link of the kind was opened, and the link."""
    administrator = make_staff(role=Role.ADMINISTRATOR)
    link, secret = make_link(kind, by=administrator, **settings)
    browser = Client()
    open_in(browser, secret)
    return browser, link


def open_in(browser: Client, secret: str) -> Any:
    """Press the button on the page of a link; return the answer."""
    return browser.post(reverse("device_open", args=[secret]), form_key())
