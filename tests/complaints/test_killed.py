"""A complaint that is being stored when the process is killed with -9 is whole or not there at all."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from complaints.models import Attachment, Complaint, PageArrival

STORE = """
import io, django
django.setup()
from astana_employment.toolbox.clock import now
from complaints.acts.intake import Arrival, Author
from complaints.acts.public import arrive_by_page
from complaints.files import CheckedFile
from complaints.inspection import Kind

author = Author(name="Ахметов Ерлан", address="Астана")
while True:
    files = [
        CheckedFile(f"{n}.pdf", Kind.PDF, 300_000, "0" * 64, io.BytesIO(bytes(300_000))) for n in range(4)
    ]
    arrival = Arrival(channel="page", text="Мәтін", received_at=now(), authors=[author])
    arrive_by_page(arrival=arrival, files=files, visitor="x")
    print(".", end="", flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_no_half_complaint_remains():
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "astana_employment.settings",
        "DATABASE_URL": _address_of_tests(),
    }
    stored = 0
    for tenth in (1, 2, 3, 4, 5):
        process = subprocess.Popen(
            [sys.executable, "-c", STORE], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.read(3)
        time.sleep(tenth / 50)
        process.send_signal(signal.SIGKILL)
        stored += 3 + len(process.communicate()[0])
    _wait_for_the_dead()
    complaints = Complaint.objects.count()
    assert complaints >= stored >= 15
    assert PageArrival.objects.count() == complaints
    assert Attachment.objects.filter(content__isnull=False).count() == complaints * 4


def _address_of_tests() -> str:
    """Return the address of the database that this test runs in."""
    url, _slash, query = os.environ["DATABASE_URL"].partition("?")
    name = str(connection.settings_dict["NAME"])
    return f"{url.rpartition('/')[0]}/{name}{_slash}{query}"


def _wait_for_the_dead() -> None:
    """Return when the server has noticed that the killed processes are gone."""
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise AssertionError("somebody is still at work")
