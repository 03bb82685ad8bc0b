"""A PostgreSQL server of our own: made, started, mended after a crash and stopped with the desk.

Knows nothing of Django and nothing of settings: `astana_employment.launch` tells it which folder and which
programs to use. The server listens on a Unix socket only and keeps page checksums; every role signs in by
SCRAM. Decision 0001 says why it is built like this.
"""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import contextlib
import ctypes
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

DATABASE = "desk"
SUPERUSER = "postgres"
OWNER_ROLE = "desk_owner"
WEB_ROLE = "desk_web"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "citext")

# A Unix socket's path may have 107 bytes on Linux and 103 on macOS; the server adds its file's name.
_SOCKET_FOLDER_BYTES = 100 - len("/.s.PGSQL.5432.lock")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+-]+")  # safe in a list of folders and as a host name for libpq
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_STILL_DYING = ('lock file "postmaster.pid" already exists', "pre-existing shared memory block")
_SECONDS_FOR_THE_DEAD = 30.0
_SECONDS_TO_RECOVER = 600.0
_STOPPING = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fast, at once, dead
_LOG_BYTES = 10_000_000
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


class PostgresError(Exception):
    """The server cannot be made, started or stopped; the text is for the person at the terminal."""


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs: the folder with `postgres` and `initdb`, and their version, such as 15.18."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The version that a data folder belongs to: 15 of 15.18."""
        return int(self.version.split(".")[0])


@dataclass(frozen=True)
class Account:
    """The operating system's account that the server runs as when the launcher is root."""

    name: str
    uid: int
    gid: int

    def process_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that drop to this account, its groups of root included."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """A `preexec_fn` by which the kernel sends the child `signal_number` when this process dies.

    However it dies. Linux only; elsewhere the next start cleans up. The kernel looks at the thread that
    forked, so start children from a thread that lives as long as they should.
    """
    parent = os.getpid()

    def ask_kernel() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
            if os.getppid() != parent:  # it died between the fork and the line above
                os.kill(os.getpid(), signal_number)

    return ask_kernel


class Cluster:
    """One database cluster in `folder`, which holds `data/`, the passwords and the server's log."""

    def __init__(
        self, folder: Path, programs: Programs, account: Account | None = None, *, durable: bool = True
    ) -> None:
        """`account` must be given when this process is root; `durable=False` is for throw-away clusters."""
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.programs = programs
        self.account = account
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None

    # --- addresses -------------------------------------------------------------------------------

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket lies: beside the data, or in a short folder if that is too long."""
        beside = self.folder / "run"
        if len(os.fsencode(beside)) <= _SOCKET_FOLDER_BYTES and _PLAIN_PATH.fullmatch(str(beside)):
            return beside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        if os.geteuid() == 0:
            return Path("/run") / f"astana-employment-{name}"
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        if runtime and _PLAIN_PATH.fullmatch(runtime) and len(runtime) <= 40:
            return Path(runtime) / f"astana-employment-{name}"
        # _own_folder makes it 0700 and refuses one that somebody else made first.
        return Path("/tmp") / f"astana-employment-{os.getuid()}-{name}"  # noqa: S108 # nosec B108

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of `database` for `role`, password included, as libpq and Django both read it."""
        password = quote(self._passwords()[role], safe="")
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection as superuser, each statement its own transaction."""
        return psycopg.connect(self.url(SUPERUSER, database), autocommit=True, connect_timeout=10)

    # --- making ----------------------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether the folder holds a finished cluster."""
        return (self.data / "PG_VERSION").is_file()

    def create(self) -> None:
        """Make the cluster. A crash half-way leaves nothing that a later start takes for a cluster.

        Raises PostgresError when there is one already or `initdb` fails.
        """
        if self.exists():
            raise PostgresError(f"There is a database in {self.data} already.")
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        self._write_passwords()
        making = self.folder / "making"
        if making.exists():
            shutil.rmtree(making)
        self._own_folder(making)
        password_file = self.folder / "initial-password"
        password_file.unlink(missing_ok=True)
        with open(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self._passwords()[SUPERUSER])
            if self.account:
                os.fchown(file.fileno(), self.account.uid, self.account.gid)
        try:
            command = self._initdb(making, password_file)
            made = subprocess.run(
                command, capture_output=True, text=True, check=False, **self._process_options()
            )
        finally:
            password_file.unlink()
        if made.returncode:
            raise PostgresError(f"PostgreSQL could not make its data folder: {_last_line(made.stderr)}")
        making.rename(self.data)

    def _initdb(self, target: Path, password_file: Path) -> list[str]:
        command = [str(self.programs.folder / "initdb"), "-D", str(target), "-U", SUPERUSER, "-E", "UTF8"]
        command += ["-A", "scram-sha-256", f"--pwfile={password_file}", "--locale=C.UTF-8"]
        if self.programs.major >= 17:  # its own C.UTF-8, the same on every machine
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*command, "--data-checksums"] if self.durable else [*command, "--no-sync"]

    def _write_passwords(self) -> None:
        """Choose the passwords before the cluster exists, so that no cluster is ever without them."""
        if self._password_file.exists():
            return
        passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER_ROLE, WEB_ROLE)}
        write_secret(self._password_file, json.dumps(passwords))

    @property
    def _password_file(self) -> Path:
        return self.folder / "passwords.json"

    def _passwords(self) -> dict[str, str]:
        try:
            passwords: dict[str, str] = json.loads(self._password_file.read_text())
        except (OSError, ValueError) as error:
            raise PostgresError(f"The database's passwords cannot be read: {error}") from error
        return passwords

    def prepare(self) -> None:
        """Make the roles, the database and its extensions where missing. The server must be running."""
        with self.connect() as connection:
            known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in (OWNER_ROLE, WEB_ROLE):
                if role not in known:
                    statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
                    connection.execute(statement.format(sql.Identifier(role), self._passwords()[role]))
            databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)))
        with self.connect(DATABASE) as connection:
            for extension in EXTENSIONS:
                statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}")
                connection.execute(statement.format(sql.Identifier(extension)))
            connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            statement = sql.SQL("GRANT ALL ON SCHEMA public TO {}")
            connection.execute(statement.format(sql.Identifier(OWNER_ROLE)))

    # --- running ---------------------------------------------------------------------------------

    def start(self, patience: float = _SECONDS_FOR_THE_DEAD) -> None:
        """Start the server and wait until it answers; after a crash this includes its recovery.

        `patience` is how many seconds to try again while processes of a killed server are still dying.
        Raises PostgresError with the server's own last word when it will not start.
        """
        self._own_folder(self.socket_folder)
        self._end_leftover(patience)
        give_up = time.monotonic() + patience
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):  # a dead server's: the folder is ours alone
            (self.socket_folder / name).unlink(missing_ok=True)
        while True:
            log_from = self._launch()
            if self._wait_until_ready():
                return
            said = self.log.read_bytes()[log_from:].decode(errors="replace")
            if time.monotonic() > give_up or not any(text in said for text in _STILL_DYING):
                raise PostgresError(f"The database does not start: {_last_line(said)} (log: {self.log})")
            time.sleep(0.5)

    def _launch(self) -> int:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "logging_collector": "off",
            "log_destination": "stderr",
            "timezone": "UTC",
            **({} if self.durable else _THROW_AWAY),
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.old"))
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            log_from = os.fstat(log.fileno()).st_size
            self.process = subprocess.Popen(
                [str(self.programs.folder / "postgres"), "-D", str(self.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the launcher, which stops the database last
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - the launcher has one thread
                **self._process_options(),
            )
        return log_from

    def _wait_until_ready(self) -> bool:
        """Whether the server came to answer; False when its process ended instead."""
        process = self.process
        give_up = time.monotonic() + _SECONDS_TO_RECOVER
        while process is not None and process.poll() is None:
            try:
                with self.connect():
                    return True
            except psycopg.OperationalError as error:
                if "authentication failed" in str(error):
                    self.stop()
                    raise PostgresError(
                        f"The database refuses the password in {self._password_file}"
                    ) from None
            if time.monotonic() > give_up:
                self.stop()
                raise PostgresError(f"The database is not ready after ten minutes; see {self.log}")
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """Stop the server: current transactions are rolled back, everything committed is on the disk."""
        if self.process is None:
            return
        process, self.process = self.process, None
        for number, seconds in _STOPPING:
            if process.poll() is None:
                process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                return
        raise PostgresError(f"The database (process {process.pid}) does not stop; see {self.log}")

    # --- after a kill ----------------------------------------------------------------------------

    def _end_leftover(self, patience: float) -> None:
        """End the server that a killed launcher left behind, or disown the process number of a dead one.

        The caller holds the lock of the data folder, so a server that runs here is nobody's. One asked
        to stop while it recovered from a crash may wait for good (seen with 15.18): each third of `patience`
        it is told more firmly. What was committed is safe with any of them.
        """
        begun = time.monotonic()
        while (pid := self._noted_pid()) is not None:
            if not self._is_our_server(pid):
                self._disown(pid)
                return
            third = int(3 * (time.monotonic() - begun) / patience)
            if third >= len(_STOPPING):
                raise PostgresError(f"Process {pid} still runs a database in {self.data} and does not stop.")
            number, _seconds = _STOPPING[third]
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            time.sleep(0.2)

    def _noted_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _is_our_server(self, pid: int) -> bool:
        """Whether `pid` lives and serves this folder; a zombie's command line is empty."""
        if Path("/proc/self/cmdline").exists():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except (FileNotFoundError, ProcessLookupError):
                return False
            return os.fsencode(self.data) in words
        command = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
        listed = subprocess.run(command, capture_output=True, text=True, check=False)
        return f"-D {self.data} " in listed.stdout

    def _disown(self, pid: int) -> None:
        """Write our own number in place of a dead server's.

        A new server refuses to start while the noted number belongs to a process, be it a zombie nobody reaps
        or a stranger after a reboot; the number of its own parent it takes for stale. Its second check, for
        processes still attached to the old shared memory, stays in force, which deleting the file would lose.
        """
        file = self.data / "postmaster.pid"
        with open(os.open(file, os.O_RDWR | os.O_NOFOLLOW), "r+b") as stream:
            rest = stream.read().removeprefix(str(pid).encode())
            stream.seek(0)
            stream.write(str(os.getpid()).encode() + rest)
            stream.truncate()

    # --- the account -----------------------------------------------------------------------------

    def _process_options(self) -> dict[str, Any]:
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}
        dropped = self.account.process_options() if self.account else {}
        return {"cwd": self.folder, "env": environment, "umask": 0o077, **dropped}

    def _own_folder(self, folder: Path) -> None:
        """Make `folder` for the server alone; an existing one must be a real folder of the right owner."""
        owner = self.account.uid if self.account else os.geteuid()
        try:
            folder.mkdir(mode=0o700)
            if self.account:
                os.chown(folder, self.account.uid, self.account.gid)
        except FileExistsError:
            state = folder.lstat()
            if not folder.is_dir() or folder.is_symlink() or state.st_uid != owner or state.st_mode & 0o077:
                raise PostgresError(f"{folder} is not a private folder of the database; remove it.") from None


def write_secret(file: Path, text: str) -> None:
    """Write `text` so that only the owner may read it, and so that a crash leaves no half of it."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in reversed(lines):
        if "FATAL:" in line or "error:" in line:
            return line
    return lines[-1] if lines else "it says nothing"
