"""The desk in real processes: started, looked for and waited for by tests of its bad days."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from astana_employment.launch.configuration import PROJECT


def environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DESK_DATA_DIR": str(folder), "DATABASE_URL": "", "DATABASE_OWNER_URL": "", **settings}


def launch(folder: Path, *words: str, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "astana_employment.launch", *words],
        cwd=PROJECT,
        env=environment(folder, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    return process.communicate(timeout=60)[0]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def processes_of(folder: Path) -> list[int]:
    """Every process with the data folder in its command line or its environment: the whole desk."""
    found = []
    for directory in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (directory / "cmdline").read_bytes() + (directory / "environ").read_bytes()
            if words and os.fsencode(folder) in words and int(directory.name) != os.getpid():
                found.append(int(directory.name))
    return found


def wait_until_gone(folder: Path) -> list[int]:
    give_up = time.monotonic() + 20
    while processes_of(folder) and time.monotonic() < give_up:
        time.sleep(0.1)
    return processes_of(folder)


def open_desk(folder: Path, port: int, **settings: str) -> "subprocess.Popen[str]":
    """Start the desk and return when it says that it is open."""
    process = launch(folder, "run", PORT=str(port), **settings)
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if "is open" in line:
            return process
    raise AssertionError("".join(lines))
