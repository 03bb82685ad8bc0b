"""The database is away: a page of its own, nothing typed is lost, and the desk goes on by itself."""

import contextlib
import logging
import os
import re
import sys
from html import unescape

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg import errors

from astana_employment.department.models import DeviceKind
from astana_employment.toolbox.web.outage import OneLine, is_outage
from tests.astana_employment.department.devices import device_browser
from tests.astana_employment.department.test_permissions import address, patterns
from tests.factories import form_key


def raised(error, cause=None):
    try:
        raise error from cause
    except Exception as caught:
        return caught


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("connection failed"),
        errors.AdminShutdown(),
        errors.CrashShutdown(),
        errors.CannotConnectNow(),
        errors.ConnectionFailure(),
        errors.TooManyConnections(),
        InterfaceError("connection already closed"),
        raised(OperationalError(), errors.AdminShutdown()),
        raised(
            RuntimeError(), raised(OperationalError(), psycopg.OperationalError("the connection is lost"))
        ),
    ],
)
def test_a_lost_database_is_an_outage(error):
    assert is_outage(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError(),
        psycopg.InterfaceError("cursor already closed"),
        errors.DeadlockDetected(),
        errors.DiskFull(),
        errors.QueryCanceled(),
        errors.UniqueViolation(),
        raised(OperationalError(), errors.DeadlockDetected()),
        OperationalError("deadlock detected"),
    ],
)
def test_what_the_server_itself_refuses_is_a_fault(error):
    assert not is_outage(error)


@pytest.fixture
def away(db):
    """Return what takes the database away for whoever asks until the test ends; it counts who asked."""
    asked = []

    def lost(*_call):
        asked.append(1)
        raise OperationalError from psycopg.OperationalError("the connection is lost at /nowhere")

    with contextlib.ExitStack() as stack:

        def stop():
            stack.enter_context(connection.execute_wrapper(lost))
            return asked

        yield stop


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def shown(response):
    """Return the text of a 503, after a look at what every one of them has."""
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert re.search(r"<script|<style|\sstyle=|Traceback|OperationalError|nowhere", page) is None
    for words in ("Жүйе қайта қосылып жатыр", "Система снова подключается", "The desk is coming back"):
        assert words in page
    return page


def test_every_page_says_that_the_desk_is_coming_back(away, visitor):
    away()
    for pattern in patterns():
        visitor.cookies["sessionid"] = "x" * 32  # somebody seems to be signed in: it has to be looked up
        page = shown(visitor.get(address(pattern)))
        assert f'content="5; url={address(pattern)}"' in page


def test_for_somebody_signed_in_nobody_asks_a_second_time(away, clerk, client_of):
    browser = client_of(clerk)
    browser.raise_request_exception = False
    asked = away()
    shown(browser.get(reverse("preferences")))
    assert len(asked) == 1  # each would wait its own five seconds


def test_what_was_typed_stands_on_the_page_with_its_key_and_goes_where_it_went(away, visitor):
    away()
    key = form_key()
    sent = {**key, "text": 'Бірінші жол\n"екінші" <b>', "others": ["а", "ә"]}
    page = shown(visitor.post(reverse("public_complaint"), sent))
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    assert [(name, unescape(value)) for name, value in hidden] == [
        ("form_key", key["form_key"]),
        ("text", 'Бірінші жол\n"екінші" <b>'),
        ("others", "а"),
        ("others", "ә"),
    ]
    assert 'method="post"' in page
    assert f'action="{reverse("public_complaint")}"' in page
    assert "refresh" not in page


def test_files_are_asked_for_again_by_name(away, visitor):
    away()
    files = [SimpleUploadedFile(name, b"%PDF-") for name in ("бір.pdf", "екі.pdf")]
    page = shown(visitor.post(reverse("public_complaint"), {**form_key(), "attachments": files}))
    assert 'enctype="multipart/form-data"' in page
    assert "бір.pdf, екі.pdf" in page
    assert len(re.findall(r'<input type="file"[^>]*name="attachments"[^>]*required', page)) == 1


def test_no_password_stands_on_the_page(away, visitor):
    away()
    page = shown(visitor.post(reverse("account_login"), {"login": "aigul", "password": "астана-2008"}))
    assert "астана-2008" not in page
    assert "<input" not in page
    assert f'href="{reverse("account_login")}"' in page


@pytest.mark.parametrize(
    ("body", "kind"), [(b"\xff\xfe--x", "multipart/form-data; boundary=x"), (b"{}", "application/json")]
)
def test_a_body_that_cannot_be_read_is_left_out(away, visitor, body, kind):
    away()
    assert "<input" not in shown(visitor.post(reverse("public_complaint"), body, content_type=kind))


def test_a_device_of_the_hall_finds_its_start_again_by_itself(away):
    browser, _link = device_browser(DeviceKind.TABLET)
    browser.raise_request_exception = False
    away()
    assert 'content="60; url=/"' in shown(browser.post("/survey/", form_key()))


def test_health_is_told_the_same(away, visitor):
    away()
    shown(visitor.get(reverse("health")))


def test_a_fault_of_ours_is_still_a_fault(db, visitor, monkeypatch):
    monkeypatch.setattr("astana_employment.department.pages.home._front", lambda _standard: 1 / 0)
    response = visitor.get("/")
    assert response.status_code == 500
    assert "Бірдеңе дұрыс болмады" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_connection_cut_in_the_middle_is_an_outage_and_the_next_request_goes_on(visitor):
    assert visitor.get("/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    shown(visitor.get("/"))
    connection.close()
    assert visitor.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_connection_cut_while_it_rests_is_replaced_before_anybody_gets_it(visitor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    connection.close()  # it rests in the pool, as between two requests
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    assert visitor.get("/").status_code == 200


def test_an_outage_is_one_line_of_the_log_and_a_fault_has_its_path():
    def record(error):
        caught = raised(error)
        info = (type(caught), caught, sys.exc_info()[2])
        return logging.LogRecord("django.request", logging.ERROR, "", 0, "Error: /", None, info)

    outage, fault = record(errors.AdminShutdown()), record(ValueError())
    assert OneLine().filter(outage)
    assert OneLine().filter(fault)
    assert (outage.exc_info, fault.exc_info is None) == (None, False)
