"""Our own PostgreSQL: made, started, killed and mended, on a real server each time."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from astana_employment.launch.account import server_account
from astana_employment.launch.configuration import default_data_folder
from astana_employment.launch.postgres import OWNER_ROLE, WEB_ROLE, Cluster, PostgresError, Programs
from astana_employment.launch.programs import choose_major, find_programs


@pytest.fixture(scope="module")
def programs() -> Programs:
    """The programs that `make run` would take."""
    folder = default_data_folder(os.environ)
    found = find_programs(folder)
    return found[choose_major(set(), found, folder)]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's account may pass through, as pytest's own is not when root runs it."""
    path = Path(tempfile.mkdtemp(prefix="desk-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def cluster(folder, programs) -> Iterator[Cluster]:
    """A cluster, made and not yet started; stopped at the end."""
    made = Cluster(folder / f"pg{programs.major}", programs, server_account())
    made.create()
    yield made
    made.stop()


def again(cluster: Cluster) -> Cluster:
    """What the next start would build for the same folder, with no memory of the last."""
    return Cluster(cluster.folder, cluster.programs, cluster.account)


def family(pid: int) -> list[int]:
    """The server's process and those it forked."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def kill(pids: list[int]) -> None:
    for pid in pids:
        # The first is the server itself: its children end with it, some before their turn comes.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_a_new_cluster_is_safe_and_private(cluster):
    cluster.start()
    cluster.prepare()
    with cluster.connect() as connection:
        shown = {
            name: connection.execute(f"SHOW {name}").fetchone()[0]
            for name in ("data_checksums", "fsync", "full_page_writes", "listen_addresses", "server_encoding")
        }
        rules = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert shown == {
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "listen_addresses": "",
        "server_encoding": "UTF8",
    }
    assert rules == [("scram-sha-256",)]
    assert cluster.data.stat().st_mode & 0o077 == 0
    assert cluster.socket_folder.stat().st_mode & 0o077 == 0
    assert (cluster.folder / "passwords.json").stat().st_mode & 0o077 == 0
    assert not (cluster.folder / "initial-password").exists()


def test_the_server_runs_as_nobody_of_importance(cluster):
    cluster.start()
    process = Path(f"/proc/{cluster.process.pid}/status").read_text().splitlines()
    fields = dict(line.split(":\t", 1) for line in process if ":\t" in line)
    assert "0" not in fields["Uid"].split()
    assert "0" not in fields["Gid"].split()
    assert "0" not in fields["Groups"].split()


def test_the_web_role_may_not_change_the_schema_nor_the_owner_the_server(cluster):
    cluster.start()
    cluster.prepare()
    cluster.prepare()  # a second start finds everything there
    with psycopg.connect(cluster.url(OWNER_ROLE)) as owner:
        owner.execute("CREATE TABLE papers (number int)")
    with psycopg.connect(cluster.url(WEB_ROLE)) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("CREATE TABLE mine (number int)")
    with (
        psycopg.connect(cluster.url(OWNER_ROLE)) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        owner.execute("CREATE ROLE friend")


def test_a_wrong_password_is_refused(cluster):
    cluster.start()
    right = cluster.url(OWNER_ROLE, "postgres")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(right.replace(":", ":x", 2).replace("x//", "//", 1))


def test_kazakh_letters_fold_case_in_the_database(cluster):
    cluster.start()
    cluster.prepare()
    with psycopg.connect(cluster.url(OWNER_ROLE)) as owner:
        found = owner.execute(
            "SELECT 'ҚҰРМАНҒАЗЫ ӘБІШҰЛЫ' ILIKE '%ғазы әбіш%', lower('ӘҒҚҢӨҰҮҺІ')"
        ).fetchone()
    assert found == (True, "әғқңөұүһі")


def test_nothing_committed_is_lost_when_every_process_is_killed(cluster):
    cluster.start()
    cluster.prepare()
    server = cluster.process.pid
    acknowledged = 0
    with psycopg.connect(cluster.url(OWNER_ROLE), autocommit=True) as owner:
        owner.execute("CREATE TABLE papers (number int)")
        killer = threading.Timer(1.0, kill, [family(server)])
        killer.start()
        try:
            while True:
                owner.execute("INSERT INTO papers VALUES (%s)", [acknowledged])
                acknowledged += 1
        except psycopg.OperationalError:
            killer.join()
    assert acknowledged > 0
    following = again(cluster)  # the killed server is a zombie: its launcher, this test, has not reaped it
    following.start()
    try:
        with psycopg.connect(following.url(OWNER_ROLE)) as owner:
            assert owner.execute("SELECT count(DISTINCT number) FROM papers").fetchone()[0] >= acknowledged  # type: ignore[index]
    finally:
        following.stop()


def test_a_server_left_behind_is_stopped_and_a_new_one_started(cluster):
    cluster.start()
    left_behind = cluster.process
    following = again(cluster)
    following.start()
    try:
        assert left_behind.wait(10) == 0
        assert following.process.pid != left_behind.pid
    finally:
        following.stop()


def test_a_server_left_behind_that_hears_no_request_is_ended_all_the_same(cluster):
    """As one that was asked to stop while it recovered from a crash, and waits for good."""
    cluster.start()
    left_behind = cluster.process
    left_behind.send_signal(signal.SIGSTOP)
    following = again(cluster)
    following.start(patience=6)
    try:
        assert left_behind.wait(1) == -signal.SIGKILL
        with following.connect() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        following.stop()


def test_a_strangers_process_number_does_not_hold_up_the_start(cluster):
    """After a reboot the noted number may belong to any process."""
    cluster.start()
    cluster.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (cluster.data / "postmaster.pid").write_text(f"{stranger.pid}\n{cluster.data}\n")
        shutil.chown(cluster.data / "postmaster.pid", cluster.data.stat().st_uid)
        began = time.monotonic()
        cluster.start()
        assert time.monotonic() - began < 10
        assert stranger.poll() is None
        stranger.kill()


def test_stopping_twice_does_no_harm(cluster):
    cluster.start()
    cluster.stop()
    cluster.stop()
    assert not (cluster.data / "postmaster.pid").exists()


def test_a_broken_setting_ends_with_the_servers_own_word(cluster):
    with (cluster.data / "postgresql.conf").open("a") as file:
        file.write("shared_buffers = nonsense\n")
    with pytest.raises(PostgresError, match=r"does not start.*configuration file"):
        cluster.start()


def test_an_unfinished_making_is_made_again(folder, programs):
    unfinished = Cluster(folder / "pg", programs, server_account())
    (unfinished.folder / "making").mkdir(parents=True)
    unfinished.folder.chmod(0o711)
    (unfinished.folder / "making" / "PG_VERSION").write_text("half")
    assert not unfinished.exists()
    unfinished.create()
    assert unfinished.exists()
    with pytest.raises(PostgresError, match="already"):
        unfinished.create()


def test_a_long_path_gets_a_short_private_socket_folder(folder, programs):
    long = folder / ("a folder with a long name, a comma and spaces " * 2)
    long.mkdir(mode=0o711)
    cluster = Cluster(long / "pg", programs, server_account(), durable=False)
    assert len(os.fsencode(cluster.socket_folder)) < 80
    cluster.create()
    cluster.start()
    try:
        cluster.prepare()
        with psycopg.connect(cluster.url(WEB_ROLE)) as web:
            assert web.execute("SELECT current_user").fetchone() == (WEB_ROLE,)
        assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.stop()
        shutil.rmtree(cluster.socket_folder)


def test_a_socket_folder_that_others_may_enter_is_refused(folder, programs):
    cluster = Cluster(folder / "pg", programs, server_account(), durable=False)
    cluster.create()
    cluster.socket_folder.mkdir(mode=0o777)
    cluster.socket_folder.chmod(0o777)
    with pytest.raises(PostgresError, match="not a private folder"):
        cluster.start()


def test_lost_passwords_are_named(cluster):
    (cluster.folder / "passwords.json").unlink()
    with pytest.raises(PostgresError, match="passwords cannot be read"):
        cluster.start()
