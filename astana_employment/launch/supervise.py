"""Keeps the processes of the desk running until it is told to stop, and then stops them in order."""
# ruff: noqa: S603 - every command here is built from our own words, none from a request

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from astana_employment.launch.configuration import PROJECT
from astana_employment.launch.errors import StartError
from astana_employment.launch.machine import say
from astana_employment.launch.postgres import die_with_parent

_DEATHS_ALLOWED = 3  # within _DEATHS_SECONDS; more means that it cannot run
_DEATHS_SECONDS = 60.0
_SECONDS_TO_ANSWER = 60.0


class StopAsked(KeyboardInterrupt):
    """Somebody asked this process to stop; `signal_number` says how."""

    def __init__(self, signal_number: int) -> None:
        """Remember which signal it was."""
        super().__init__()
        self.signal_number = signal_number


def listen_for_stop() -> None:
    """From now on Ctrl-C, a closed terminal or SIGTERM raises StopAsked, once: stopping is not disturbed."""

    def stop(number: int, _frame: FrameType | None) -> None:
        for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(other, signal.SIG_IGN)
        raise StopAsked(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


@dataclass(frozen=True, eq=False)
class Child:
    """One long-running process of the desk and how long it may take to finish what it is doing.

    The desk stays open without one that is not vital: that one is started again every minute if need be.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    seconds_to_stop: float = 15.0
    is_vital: bool = True

    def start(self) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, so that Ctrl-C reaches only us and we stop it in order."""
        return subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env=self.environment,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - the launcher has one thread
        )


def supervise(
    children: list[Child], on_started: Callable[[], None], database: subprocess.Popen[bytes] | None
) -> None:
    """Run `children` until StopAsked; then stop them, the last first. `on_started` is called once they run.

    A child that dies is started again. Raises StartError when one keeps dying or our database ends.
    """
    running: dict[Child, subprocess.Popen[bytes]] = {}
    deaths: dict[Child, list[float]] = {child: [] for child in children}
    try:
        for child in children:
            running[child] = child.start()
        on_started()
        while True:
            time.sleep(0.5)
            if database is not None and database.poll() is not None:
                raise StartError("The database ended by itself; start the desk again. Its log says why.")
            for child, process in list(running.items()):
                if process.poll() is not None and _may_start_again(deaths[child], child, process):
                    running[child] = child.start()
    except StopAsked:
        say("Stopping …")
    finally:
        for child, process in reversed(running.items()):
            _stop(child, process)


def _may_start_again(deaths: list[float], child: Child, process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a dead child is to be started now. Raises StartError when a vital one keeps dying.

    `deaths` are the moments of its former deaths; one that is not vital is left in peace until the first of
    them is a minute old.
    """
    now, code = time.monotonic(), process.returncode
    _end_group(process, signal.SIGKILL)
    deaths[:] = [moment for moment in deaths if now - moment < _DEATHS_SECONDS]
    if len(deaths) < _DEATHS_ALLOWED:
        deaths.append(now)
        say(f"The {child.name} ended (code {code}) and is started again.")
        return True
    if child.is_vital:
        raise StartError(f"The {child.name} keeps ending (code {code}); see its messages above.")
    return False


def _stop(child: Child, process: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then insist; the whole group, for a server may have workers of its own."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(child.seconds_to_stop)
    _end_group(process, signal.SIGKILL)
    process.wait()


def _end_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left in it
        os.killpg(process.pid, number)


def check_port_free(port: int) -> None:
    """Raise StartError when something listens on 127.0.0.1:`port` already."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except PermissionError:
            raise StartError(f"Port {port} is for root only; choose another: PORT=8001 make run") from None
        except OSError:
            raise StartError(
                f"Port {port} is taken; choose another: PORT={port % 65535 + 1} make run"
            ) from None


def wait_until_answers(port: int) -> None:
    """Return when the desk answers on 127.0.0.1:`port`, whatever it says. Raises StartError after a minute.

    A connection alone would not do: granian accepts them before its workers have loaded the desk.
    """
    give_up = time.monotonic() + _SECONDS_TO_ANSWER
    while time.monotonic() < give_up:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS_TO_ANSWER)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/")
            connection.getresponse()
            return
        time.sleep(0.05)
    raise StartError("The web server does not answer; see its messages above.")
