"""Rubbish in addresses and forms, from whoever may send it: refused or read past, never an error of ours."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from astana_employment.department.addresses import access_of
from astana_employment.department.models import DeviceKind, Role
from tests.astana_employment.department.devices import device_browser
from tests.astana_employment.department.test_permissions import address, patterns
from tests.factories import form_key, make_staff

RUBBISH = (
    "\x00",
    "a\x00b",
    "💥",
    "\u202eabc",
    "\x0b\x1b\x85\u2028",
    "-1",
    "9" * 30,
    "-" + "9" * 5000,
    "1e400",
    "NaN",
    "²",
    "٢٠٢٦",
    "31.12.9999",
    "01.01.0001",
    "9999-12-31",
    "9999-Q9",
    "24:00",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% load x %}",
    "=1+1",
    "a@b.kz\r\nBcc: c@d.kz",
    "Ә" * 70_000,
    "' OR 1=1--",
)
# What the pages of the desk read from addresses.
ASKED = (
    *("q", "page", "part", "period", "as_of", "source", "in", "code", "by", "verb", "since", "until", "day"),
    *("show", "open", "paper", "point", "seen", "ticket", "other", "before", "kept", "year", "windows"),
    "next",
)


def visitors(pattern: URLPattern) -> list[Client]:
    """Return a browser for each who may open a pattern's pages; for public ones a stranger's."""
    access = access_of(str(pattern.name))
    if not isinstance(access, frozenset):
        stranger, member = Client(), Client()
        # Every account has a password; without one it could not be signed in.
        member.force_login(make_staff(role=Role.HEAD_OF_DIVISION, password="қарағай-2008"))
        return [stranger, member]
    browsers = [device_browser(DeviceKind(kind))[0] for kind in sorted(access & set(DeviceKind.values))]
    for role in sorted(access & set(Role.values)):
        browser = Client()
        browser.force_login(make_staff(role=role))
        browsers.append(browser)
    return browsers


def every_page() -> list[Any]:
    return [pytest.param(pattern, id=str(pattern.name)) for pattern in patterns()]


def mixed(names: Iterable[str], start: int, *, longest: int) -> dict[str, str]:
    """Return a value for each name, the rubbish dealt out in turn from a place in it."""
    texts = [text for text in RUBBISH if len(text) <= longest]
    return {name: texts[(start + place) % len(texts)] for place, name in enumerate(names)}


@pytest.mark.parametrize("pattern", every_page())
def test_rubbish_in_an_address_is_no_error_of_ours(db, pattern):
    for start, browser in enumerate(visitors(pattern)):
        asked = mixed(ASKED, start * 5, longest=100)  # the server takes no long address
        assert browser.get(address(pattern), asked).status_code < 500


@pytest.mark.parametrize("pattern", every_page())
def test_rubbish_in_a_form_is_no_error_of_ours(db, pattern):
    for start, browser in enumerate(visitors(pattern)):
        context = browser.get(address(pattern)).context or {}
        fields = context["form"].fields if "form" in context else ()
        sent = mixed((*fields, "version", "next", "purpose"), start * 7, longest=70_000)
        assert browser.post(address(pattern), {**sent, **form_key()}).status_code < 500


@pytest.mark.parametrize("pattern", every_page())
def test_a_body_of_another_kind_is_no_error_of_ours(db, pattern):
    browser = visitors(pattern)[0]
    for body, kind in (
        (b'{"form_key": []}', "application/json"),
        (b"\xff\xfe--x", "multipart/form-data; boundary=x"),
        (b"\xff\xfe", "multipart/form-data"),
        (b"form_key=%ff%00&a=%c0", "application/x-www-form-urlencoded; charset=utf-7"),
    ):
        assert browser.post(address(pattern), data=body, content_type=kind).status_code < 500
