"""The commands of the launcher: each takes the configuration and its words and returns an exit code."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from astana_employment.launch import machine
from astana_employment.launch.build import prepare
from astana_employment.launch.checks import failing_checks
from astana_employment.launch.configuration import PROJECT, Configuration
from astana_employment.launch.database import (
    Database,
    data_lock,
    desk_database,
    desk_database_shared,
    own_secret_key,
    throw_away_database,
)
from astana_employment.launch.errors import StartError
from astana_employment.launch.postgres import die_with_parent
from astana_employment.launch.supervise import (
    Child,
    StopAsked,
    check_port_free,
    supervise,
    wait_until_answers,
)

# What asserts a time runs alone; a browser is a heavy guest and has a run of its own.
TEST_PARTS = (
    ("-n", "2", "-m", "not browser and not measured"),
    ("-n", "0", "-m", "measured"),
    ("-n", "2", "-m", "browser"),
)


def serve(configuration: Configuration, _words: list[str]) -> int:
    """serve the desk on 127.0.0.1 until Ctrl-C"""
    machine.need_libraries()
    with data_lock(configuration):
        check_port_free(configuration.port)
        secret_key = configuration.secret_key or own_secret_key(configuration.data_folder)
        with desk_database(configuration) as database:
            environment = _environment(configuration, database, secret_key)
            machine.say("Preparing the desk …")
            greeting = prepare(environment, _first_steps(configuration, database))
            supervise(
                [
                    _web_server(configuration, database, secret_key),
                    _worker(configuration, database, secret_key),
                ],
                lambda: _greet(configuration, greeting),
                database.cluster.process if database.cluster else None,
            )
    return 0


def test(configuration: Configuration, words: list[str]) -> int:
    """run every check and every test; with words, only pytest with these words"""
    machine.need_libraries()
    machine.need_test_programs()
    with throw_away_database(configuration) as database:
        environment = _environment(configuration, database)
        prepare(environment)
        if words:
            return run(["pytest", *words], environment)
        failed = failing_checks(environment)
        for part in TEST_PARTS:
            if run(["pytest", *part], environment):
                failed.append(f"pytest {' '.join(part)}")
    if failed:
        raise StartError(f"Failed: {'; '.join(failed)}")
    return 0


def check(configuration: Configuration, _words: list[str]) -> int:
    """run every check that is not a test"""
    machine.need_libraries()
    machine.need_gettext()
    with throw_away_database(configuration) as database:
        environment = _environment(configuration, database)
        prepare(environment)
        if failed := failing_checks(environment):
            raise StartError(f"Failed: {'; '.join(failed)}")
    return 0


def messages(configuration: Configuration, _words: list[str]) -> int:
    """collect the texts to translate into locale/"""
    machine.need_gettext()
    return execute(configuration, ["python", "manage.py", "makemessages"])


def bench(configuration: Configuration, words: list[str]) -> int:
    """measure the desk against its targets, in a database of its own with a real server's safe settings"""
    machine.need_libraries()
    with throw_away_database(configuration, durable=True) as database:
        environment = _environment(configuration, database)
        prepare(environment)
        return run(["python", "manage.py", "bench", *words], environment)


def execute(configuration: Configuration, words: list[str]) -> int:
    """run any command with an empty throw-away database: exec -- pytest -x tests/registry"""
    if not words:
        raise StartError("Which command? Such as: exec -- pytest -x tests/registry")
    with throw_away_database(configuration) as database:
        return run(words, _environment(configuration, database))


def manage(configuration: Configuration, words: list[str]) -> int:
    """run a management command on the desk's own data: manage -- import_register FILE.csv"""
    return _on_data(configuration, ["python", "manage.py", *words], f"manage -- {' '.join(words[:1])}")


def with_database(configuration: Configuration, words: list[str]) -> int:
    """run any program on the desk's own data: database -- pg_dump --format=custom --file=desk.dump"""
    if not words:
        raise StartError("Which program? Such as: database -- psql")
    return _on_data(configuration, words, f"database -- {words[0]}")


def _on_data(configuration: Configuration, words: list[str], command: str) -> int:
    """Run a program on the desk's own data; `command` names us, without arguments that may be secret."""
    secret_key = configuration.secret_key or own_secret_key(configuration.data_folder)
    with desk_database_shared(configuration, command) as database:
        return run(words, _environment(configuration, database, secret_key))


def run(words: list[str], environment: dict[str, str]) -> int:
    """Run a program to its end and return its exit code; a stop asked of us is handed on to it."""
    try:
        process = subprocess.Popen(
            words,
            cwd=PROJECT,
            env=environment,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - the launcher has one thread
        )
    except OSError as error:
        raise StartError(f"{words[0]} cannot be run: {error.strerror}") from error
    try:
        return process.wait()
    except StopAsked as stop:
        if stop.signal_number != signal.SIGINT:  # Ctrl-C reached it by itself
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()
        raise


def _environment(
    configuration: Configuration, database: Database, secret_key: str | None = None, *, owner: bool = True
) -> dict[str, str]:
    """The environment of a child: our settings made plain, the programs of `.venv` and PostgreSQL first."""
    key = secret_key or configuration.secret_key or secrets.token_urlsafe(50)
    environment = {
        **os.environ,
        "SECRET_KEY": key,
        "PUBLIC_URL": configuration.public_url,
        "MAIL_FOLDER": str(configuration.data_folder / "mail"),
        **database.environment(owner=owner),
    }
    if configuration.demo:
        environment["EMAIL_URL"] = ""  # the made-up people's addresses may be somebody's
    folders = [str(Path(sys.executable).parent)]
    if owner and database.cluster:
        folders.append(str(database.cluster.programs.folder))
        environment |= _libpq(database.owner_url, database.cluster.socket_folder)
    environment["PATH"] = os.pathsep.join([*folders, os.environ.get("PATH", "/usr/bin:/bin")])
    return environment


def _libpq(url: str, socket_folder: Path) -> dict[str, str]:
    """What `psql` and `pg_dump` read, so that they need no address on their command line."""
    parts = urlsplit(url)
    return {
        "PGHOST": str(socket_folder),
        "PGUSER": parts.username or "",
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.removeprefix("/"),
    }


def _first_steps(configuration: Configuration, database: Database) -> tuple[str, ...]:
    """The management commands of a start, in order, in the words of `steps`."""
    web_role = urlsplit(database.web_url).username or ""
    steps = ("migrate", f"grant_web_role:{web_role}", "load_reference")
    if database.cluster is None:
        return (*steps, "administrator_link")
    return (*steps, "load_sample" if configuration.demo else "load_sample:--staff-only")


def _web_server(configuration: Configuration, database: Database, secret_key: str) -> Child:
    words = [sys.executable, "-m", "astana_employment.launch.web", "--port", str(configuration.port)]
    words += ["--workers", str(configuration.web_workers), "--threads", str(configuration.web_threads)]
    return Child("web server", words, _unprivileged(configuration, database, secret_key))


def _worker(configuration: Configuration, database: Database, secret_key: str) -> Child:
    words = [sys.executable, "-m", "astana_employment.department.worker"]
    environment = _unprivileged(configuration, database, secret_key)
    # Half a minute for a mail server's word, and a little to write down what it said.
    return Child("mail worker", words, environment, seconds_to_stop=40.0, is_vital=False)


def _unprivileged(configuration: Configuration, database: Database, secret_key: str) -> dict[str, str]:
    """The environment of who works at the desk: it has no business with the owner's password."""
    environment = _environment(configuration, database, secret_key, owner=False)
    environment.pop("DATABASE_OWNER_URL")
    return environment


def _greet(configuration: Configuration, greeting: str) -> None:
    wait_until_answers(configuration.port)
    if greeting:
        machine.say(f"\n{greeting}")
    machine.say(f"\nThe desk is open: {configuration.public_url}\nCtrl-C stops it, its database included.")


COMMANDS: dict[str, Callable[[Configuration, list[str]], int]] = {
    "run": serve,
    "test": test,
    "check": check,
    "messages": messages,
    "bench": bench,
    "exec": execute,
    "manage": manage,
    "database": with_database,
}


def describe() -> str:
    """What each command does, for `--help`."""
    return "; ".join(f"{name}: {function.__doc__}" for name, function in COMMANDS.items())
