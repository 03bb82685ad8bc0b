"""The worker in real processes: killed at work, left by its database; nothing lost, nothing doubled."""

import contextlib
import functools
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from astana_employment.launch.account import server_account
from astana_employment.launch.postgres import OWNER_ROLE, WEB_ROLE, Cluster
from astana_employment.launch.programs import choose_major, find_programs
from tests.astana_employment.department.processes import (
    free_port,
    launch,
    open_desk,
    processes_of,
    said,
    wait_until_gone,
)
from tests.astana_employment.department.smtp_server import MailServer, mail_server

QUEUE = """
from astana_employment.department.acts.mail import queue_mail
for number in range(60):
    to = f"person{number}@example.kz"
    queue_mail(to=to, subject="Жауап", body="Мәтін", case_file="", by=None, key=to)
"""


@pytest.fixture
def their_server(desk_folder: Path) -> Iterator[Cluster]:
    """A department's own PostgreSQL, which may restart while the desk runs."""
    found = find_programs(desk_folder)
    server = Cluster(desk_folder / "theirs", found[choose_major(set(), found, desk_folder)], server_account())
    server.create()
    server.start()
    server.prepare()
    yield server
    server.stop()


def workers(folder: Path) -> list[int]:
    """Return the processes of the mail worker."""
    found = []
    for pid in processes_of(folder):
        with contextlib.suppress(OSError):
            if b"department.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


def wait_for(what: Callable[[], object], seconds: float = 90) -> None:
    give_up = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < give_up, "it never came"
        time.sleep(0.1)


def has_accepted(mailbox: MailServer, mails: int) -> bool:
    return len(mailbox.accepted) >= mails


def has_new_worker(folder: Path, old: int) -> bool:
    return workers(folder) not in ([], [old])


def states(server: Cluster) -> Counter[str]:
    with psycopg.connect(server.url(OWNER_ROLE)) as owner:
        return Counter(state for (state,) in owner.execute("SELECT state FROM department_outgoingmail"))


def has_settled(server: Cluster) -> bool:
    return not states(server).keys() & {"waiting", "sending", "handing_over"}


def test_killed_twice_and_left_by_its_database_it_loses_and_doubles_nothing(desk_folder, their_server):
    urls = {"DATABASE_URL": their_server.url(WEB_ROLE), "DATABASE_OWNER_URL": their_server.url(OWNER_ROLE)}
    with mail_server() as mailbox:
        mailbox.seconds_to_think = 0.15
        post = {"EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}", "EMAIL_FROM": "desk@example.kz"}
        desk = open_desk(desk_folder / "ours", free_port(), **urls, **post)
        queue = launch(
            desk_folder / "ours",
            "manage",
            "--",
            "shell",
            "-c",
            QUEUE,
            **urls,
            **post,
        )
        for mails in (6, 18):
            wait_for(functools.partial(has_accepted, mailbox, mails))
            (worker,) = workers(desk_folder)
            os.kill(worker, signal.SIGKILL)
            wait_for(functools.partial(has_new_worker, desk_folder, worker))
        wait_for(functools.partial(has_accepted, mailbox, 30))
        their_server.stop()
        time.sleep(3)
        their_server.start()
        queued = said(queue)
        assert queue.returncode == 0, queued
        wait_for(functools.partial(has_settled, their_server), 400)
        os.killpg(desk.pid, signal.SIGINT)
        text = said(desk)
        found = states(their_server)
    recipients = [recipient for recipient, _content in mailbox.accepted]
    assert len(recipients) == len(set(recipients)), "a mail was sent twice"
    assert sum(found.values()) == 60
    # Three at once are on their way when a worker is killed; what had its last word said is for people.
    assert found["uncertain"] <= 6 + 3
    assert len(recipients) >= found["sent"] >= 60 - 9
    assert set(found) <= {"sent", "uncertain"}
    assert len(recipients) + found["uncertain"] >= 60, "a mail was lost"
    assert "The worker waits for the database" in text
    assert "Traceback" not in text
    assert wait_until_gone(desk_folder / "ours") == []
