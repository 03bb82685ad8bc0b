"""The database of a start: our own server, a throw-away one, or the one of `DATABASE_URL`."""

import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import environ
import psycopg

from astana_employment.launch.account import check_reachable, server_account
from astana_employment.launch.configuration import APPLICATION, Configuration
from astana_employment.launch.errors import StartError
from astana_employment.launch.postgres import OWNER_ROLE, SUPERUSER, WEB_ROLE, Cluster, write_secret
from astana_employment.launch.programs import choose_major, find_programs

OLDEST_MAJOR = 14  # Django 5.2's
_DESK = "run"


@dataclass(frozen=True)
class Database:
    """Addresses of the database: for the web process and for the owner of its tables.

    `cluster` is our own server, when it is ours.
    """

    web_url: str
    owner_url: str
    cluster: Cluster | None = None

    def environment(self, *, owner: bool) -> dict[str, str]:
        """What a management command needs to find the database, as its owner or as the web process."""
        url = self.owner_url if owner else self.web_url
        return {"DATABASE_URL": url, "DATABASE_OWNER_URL": self.owner_url}


@contextlib.contextmanager
def data_lock(configuration: Configuration, command: str = _DESK) -> Iterator[None]:
    """Hold the data folder for this process alone, when the data is ours. Raises StartError if it is held.

    `command` is what others are told holds it: the desk, or such as «database -- psql».
    """
    if configuration.database_url:
        yield
        return
    make_data_folder(configuration.data_folder)
    with _lock_file(configuration.data_folder, command):
        yield


@contextlib.contextmanager
def desk_database(configuration: Configuration) -> Iterator[Database]:
    """The desk's own data: the server of `DATABASE_URL`, or ours, started here and stopped at the end.

    For ours the caller holds `data_lock`. Raises StartError when the database cannot be had.
    """
    if configuration.database_url:
        owner_url = configuration.owner_url or configuration.database_url
        for url in dict.fromkeys((configuration.database_url, owner_url)):
            check_answers(url)
        yield Database(configuration.database_url, owner_url)
        return
    cluster = _cluster(configuration.data_folder)
    if not cluster.exists():
        cluster.create()
    with _running(cluster):
        yield Database(cluster.url(WEB_ROLE), cluster.url(OWNER_ROLE), cluster)


@contextlib.contextmanager
def desk_database_shared(configuration: Configuration, command: str) -> Iterator[Database]:
    """As `desk_database`, but a server that runs already is used and left running. `command` is our name."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(data_lock(configuration, command))
        except DataFolderInUseError as in_use:
            cluster = _cluster(configuration.data_folder)
            try:
                check_answers(cluster.url(OWNER_ROLE), patience=30.0)
            except StartError:
                raise StartError(f"{in_use} Its database does not answer.") from None
            yield Database(cluster.url(WEB_ROLE), cluster.url(OWNER_ROLE), cluster)
        else:
            yield stack.enter_context(desk_database(configuration))


@contextlib.contextmanager
def throw_away_database(configuration: Configuration, *, durable: bool = False) -> Iterator[Database]:
    """An empty server of its own in a temporary folder, gone at the end.

    Both addresses are the superuser's, since tests make databases, extensions and roles. `durable` keeps the
    safe settings of a real server, for a benchmark that should not flatter. A `DATABASE_URL` is used instead.
    """
    if configuration.database_url:
        check_answers(configuration.database_url)
        yield Database(configuration.database_url, configuration.owner_url or configuration.database_url)
        return
    base = _temporary_folder(configuration.data_folder)
    _sweep(base)
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=base))
    try:
        folder.chmod(0o711)  # as root, the server's account passes through
        with _lock_file(folder):
            programs = find_programs(configuration.data_folder)
            major = choose_major(set(), programs, configuration.data_folder)
            cluster = Cluster(folder / f"pg{major}", programs[major], server_account(), durable=durable)
            check_reachable(folder, cluster.account)
            cluster.create()
            with _running(cluster):
                url = cluster.url(SUPERUSER)
                yield Database(url, url, cluster)
    finally:
        with contextlib.suppress(FileNotFoundError):  # another run's sweep was faster
            shutil.rmtree(folder)


def check_answers(url: str, patience: float = 0.0) -> None:
    """Raise StartError, without the password, unless the server of `url` answers in `patience` seconds."""
    settings = environ.Env.db_url_config(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    arguments = {theirs: settings[ours] for ours, theirs in names.items() if settings.get(ours)}
    arguments |= settings.get("OPTIONS", {})
    give_up = time.monotonic() + patience
    while True:
        try:
            with psycopg.connect(**{"connect_timeout": 5, **arguments}) as connection:
                version = connection.info.server_version // 10000
            break
        except psycopg.Error as error:
            if time.monotonic() > give_up:
                said = " ".join(str(error).split())
                raise StartError(f"The database of DATABASE_URL cannot be reached: {said}") from None
        time.sleep(0.2)
    if version < OLDEST_MAJOR:
        raise StartError(f"The database is PostgreSQL {version}; the desk needs {OLDEST_MAJOR} or newer.")


class DataFolderInUseError(StartError):
    """Another start holds the data folder."""


def make_data_folder(folder: Path) -> None:
    """Make the data folder; others may pass through, as the database's account must, but not look."""
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from error


def _unusable(folder: Path, error: OSError) -> StartError:
    why = error.strerror or "unknown reason"
    return StartError(f"The data folder {folder} cannot be used ({why}); set DESK_DATA_DIR to another.")


@contextlib.contextmanager
def _lock_file(folder: Path, command: str = _DESK) -> Iterator[IO[str]]:
    """The kernel drops the lock with the process, so a killed start leaves none behind.

    Who is refused reads in the file which process has it and what for.
    """
    try:
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(folder, error) from error
    with open(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataFolderInUseError(_held(folder, *file.read().strip().partition(" ")[::2])) from None
        file.truncate(0)
        file.write(f"{os.getpid()} {command}\n")
        file.flush()
        yield file


def _held(folder: Path, process: str, command: str) -> str:
    """Say who has the data folder. A command on it may outlive the database that it started."""
    if command == _DESK:
        return f"The desk runs already on the data in {folder} (process {process}); stop it first."
    return (
        f"The command “{command}” has the data in {folder} (process {process}); end it first: kill {process}."
    )


@contextlib.contextmanager
def _running(cluster: Cluster) -> Iterator[None]:
    cluster.start()
    try:
        cluster.prepare()
        yield
    finally:
        cluster.stop()


def _cluster(data_folder: Path) -> Cluster:
    """The cluster of the data folder in the right major version, existing or to be made."""
    programs = find_programs(data_folder)
    with_data = {
        int(folder.name.removeprefix("pg"))
        for folder in data_folder.glob("pg[0-9]*")
        if folder.name.removeprefix("pg").isdigit() and (folder / "data" / "PG_VERSION").exists()
    }
    major = choose_major(with_data, programs, data_folder)
    cluster = Cluster(data_folder / f"pg{major}", programs[major], server_account())
    check_reachable(data_folder, cluster.account)
    return cluster


def _temporary_folder(data_folder: Path) -> Path:
    """Where throw-away servers live: for root where the server's account surely may go, else `TMPDIR`."""
    if os.geteuid() == 0:
        folder = data_folder / "throw-away"
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        return folder
    folder = Path(tempfile.gettempdir()) / f"{APPLICATION}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.lstat().st_uid != os.getuid():
        raise StartError(f"{folder} belongs to somebody else; set TMPDIR to another folder.")
    return folder


def _sweep(base: Path) -> None:
    """Remove what killed runs left; their servers went with them or end now that their files are gone."""
    for folder in base.glob("pg-*"):
        # Another run may use the folder, or sweep it at this very moment.
        with contextlib.suppress(StartError, FileNotFoundError):
            if time.time() - folder.stat().st_mtime < 60:  # perhaps being made this very moment
                continue
            with _lock_file(folder):
                shutil.rmtree(folder)


def own_secret_key(data_folder: Path) -> str:
    """The secret key kept in the data folder, made at the first start."""
    file = data_folder / "secret_key"
    make_data_folder(data_folder)
    if not file.exists():
        write_secret(file, secrets.token_urlsafe(50))
    return file.read_text().strip()
