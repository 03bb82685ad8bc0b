"""One migrated database, of which every test database is a copy.

Running all migrations costs about half a minute of one core, a copy less than a second; each worker of a
test run needs a database of its own. What the migrations made is kept as a dump in `build/`, under a name
that changes with every migration and every package they were run with.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
_LOCK = 0x1337_7E57


def template_database() -> str:
    """Return the name of the migrated database on this server; whoever comes first makes it."""
    key = _key()
    name = f"test_desk_template_{key}"
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        found = server.execute("SELECT datistemplate FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found != (True,):
            _make(server, name, ROOT / "build" / f"test-database-{key}.dump")
    return name


def _key() -> str:
    """Return a digest of everything that the migrations are made of."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py"), *_locks()]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _locks() -> Iterator[Path]:
    for pattern in ("uv.lock", "requirements*.txt", "requirements/*.txt"):
        yield from ROOT.glob(pattern)


@contextmanager
def _server() -> Iterator["psycopg.Connection[Any]"]:
    """Connect to the server's maintenance database; the lock that is taken there goes with the connection."""
    with psycopg.connect(_address("postgres"), autocommit=True) as connection:
        yield connection


def _address(database: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def _make(server: "psycopg.Connection[Any]", name: str, dump: Path) -> None:
    identifier = sql.Identifier(name)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
    server.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
    # Only a server of our own has its programs at hand, in its own version.
    if "PGHOST" not in os.environ:
        _migrate(name)
    elif dump.exists():
        _run("pg_restore", "--exit-on-error", f"--dbname={name}", str(dump))
    else:
        _migrate(name)
        unfinished = dump.with_suffix(f".{os.getpid()}")
        dump.parent.mkdir(exist_ok=True)
        _run("pg_dump", "--format=custom", f"--dbname={name}", f"--file={unfinished}")
        unfinished.replace(dump)
    server.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(identifier))


def _migrate(name: str) -> None:
    addresses = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL"), _address(name))
    _run(sys.executable, "manage.py", "migrate", "--verbosity=0", **addresses)


def _run(*words: str, **environment: str) -> None:
    subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, check=True)
