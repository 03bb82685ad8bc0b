"""What every test stands on: a strict Django, the reference data, and the people of the desk."""

import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

# Playwright runs an event loop in the thread of the test; Django would refuse the ORM there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

from astana_employment.department.models import CalendarYear, Role, ServiceWindow, StaffMember
from astana_employment.department.reference import CONFIRMED_YEARS, load_reference
from astana_employment.toolbox.clock import today
from tests.factories import give_password, make_staff
from tests.template_database import template_database


def pytest_configure() -> None:
    """Serve static files as they lie in the tree: the manifest is made when the desk is started.

    Property tests have no deadline of their own: a busy machine is no fault of the code.
    """
    hypothesis_settings.register_profile("desk", deadline=None)
    hypothesis_settings.load_profile("desk")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Make each test database a copy of the migrated one.

    Several runs can share one server: PYTEST_DB_SUFFIX is added to the test database's name.
    """
    test = settings.DATABASES["default"].setdefault("TEST", {})
    test |= {"TEMPLATE": template_database(), "MIGRATE": False}
    suffix = os.environ.get("PYTEST_DB_SUFFIX", "")
    if suffix:
        test["NAME"] = f"{test.get('NAME') or 'test_desk'}_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the reference data for all tests; at the end send away who is still connected, for the drop."""
    with django_db_blocker.unblock():
        load_reference()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """No test reaches the network: only this machine and its sockets may be connected to."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise RuntimeError(f"a test tried to reach {address}")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign,assignment]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _reference_data(request: pytest.FixtureRequest) -> None:
    """Load editions, windows and calendar again where a test with real transactions flushed them away."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        transactional = "live_server" in request.fixturenames or "transactional_db" in request.fixturenames
        request.getfixturevalue("transactional_db" if transactional else "db")
        if not ServiceWindow.objects.exists():
            load_reference()
        # A department confirms each year before it begins: so it is in whatever year the tests are run.
        for year in range(CONFIRMED_YEARS[-1] + 1, today().year + 2):
            CalendarYear.objects.get_or_create(year=year)


@pytest.fixture
def clerk(db: None) -> StaffMember:
    """A clerk at window 1 (letters А to Ғ)."""
    return make_staff(role=Role.CLERK, window=1)


@pytest.fixture
def other_clerk(db: None) -> StaffMember:
    """The near miss: a clerk as well, at window 3."""
    return make_staff(role=Role.CLERK, window=3)


@pytest.fixture
def head(db: None) -> StaffMember:
    """The head of division."""
    return make_staff(role=Role.HEAD_OF_DIVISION)


@pytest.fixture
def deputy(db: None) -> StaffMember:
    """The deputy director, who signs."""
    return make_staff(role=Role.DEPUTY_DIRECTOR)


@pytest.fixture
def director(db: None) -> StaffMember:
    """The director."""
    return make_staff(role=Role.DIRECTOR)


@pytest.fixture
def administrator(db: None) -> StaffMember:
    """The administrator of the desk."""
    return make_staff(role=Role.ADMINISTRATOR)


@pytest.fixture
def chancellery(db: None) -> StaffMember:
    """The chancellery."""
    return make_staff(role=Role.CHANCELLERY)


@pytest.fixture
def monitoring(db: None) -> StaffMember:
    """The monitoring department."""
    return make_staff(role=Role.MONITORING)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """Return a function that gives a browser in which somebody is signed in, the password given just now.

    `password_age` are the seconds since then; None for a session in which it was never given.
    """

    def signed_in(user: StaffMember, *, password_age: float | None = 0) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if password_age is not None:
            give_password(client, user, seconds_ago=password_age)
        return client

    return signed_in
