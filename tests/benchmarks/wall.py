"""Fifty wall displays on a server of its own: how soon they follow a call, and what they cost the server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from astana_employment.department.acts.devices import make_device_link
from astana_employment.department.models import Role, StaffMember
from astana_employment.department.web.devices import COOKIE, mark
from registry.hall.acts.calls import call_next, finish
from registry.hall.acts.tickets import take_ticket
from registry.hall.reception_hours import Reception
from registry.models import QueueTicket, TicketCall
from tests.benchmarks.displays import Watch, watching
from tests.benchmarks.measures import Measure, measure
from tests.factories import make_staff

# Seconds between two calls: with four clerks each number is on the wall for four times as long.
BETWEEN_CALLS = 0.75
LETTERS = {1: "А", 2: "Д", 3: "Л", 4: "С"}
_TICKS = os.sysconf("SC_CLK_TCK")


def displays(count: int, calls: int) -> list[Measure]:
    """Measure the display's way of asking with so many displays and calls."""
    cookies = cookies_for(count, make_staff(role=Role.ADMINISTRATOR))
    clerks = [make_staff(role=Role.CLERK, window=number) for number in LETTERS]
    with server() as (port, pid), watching(port, cookies) as watch:
        time.sleep(2)
        start = _spent(pid), _spent(_postmaster()), time.perf_counter(), watch.answers
        called_at = call_all(clerks, calls)
        time.sleep(2)
        seconds = time.perf_counter() - start[2]
        on_server, in_database = _spent(pid) - start[0], _spent(_postmaster()) - start[1]
    answers = watch.answers - start[3]
    taken = delays(watch, called_at, count)
    return [
        measure(f"wall: from a call to each of {count} displays", taken, None),
        _one("· the slowest of them", max(taken), 2000),
        _one(f"server, each second of {answers / seconds:.0f} questions", on_server / seconds * 1000, 1000),
        _one("· and the database", in_database / seconds * 1000, None),
    ]


def _one(name: str, milliseconds: float, target: float | None) -> Measure:
    """Return a figure taken once; of a second of processor time a thousand is a whole core."""
    return Measure(name, milliseconds, milliseconds, target, 1)


def cookies_for(count: int, by: StaffMember) -> list[str]:
    """Make links for so many displays; return the cookie of each, as its browser sends it."""
    cookies = []
    for number in range(count):
        link, _secret = make_device_link(kind="display", place=f"Зал {number}", settings={}, by=by)
        response = HttpResponse()
        mark(response, link)
        cookies.append(f"{COOKIE}={response.cookies[COOKIE].value}")
    return cookies


@dataclass(frozen=True)
class Called:
    """A call and the instant (perf_counter) before it was made."""

    call: int
    at: float


def call_all(clerks: Sequence[StaffMember], calls: int) -> list[Called]:
    """Let the clerks call in turn, whatever the hour: each finishes with one person and calls the next."""
    made = []
    with patch("registry.hall.acts.tickets.reception_for", lambda *_args: Reception(None)):
        for number in range(calls):
            clerk = clerks[number % len(clerks)]
            made.append(_call(clerk))
            time.sleep(BETWEEN_CALLS)
    return made


def _call(clerk: StaffMember) -> Called:
    window = clerk.home_window
    if window is None:
        raise RuntimeError("a clerk without a window calls nobody")
    for present in QueueTicket.objects.filter(clerk=clerk, state="called"):
        finish(ticket=present, by=clerk)
    take_ticket(letter=LETTERS[window.number], purpose="receive", by=clerk)
    start = time.perf_counter()
    ticket = call_next(point=window.number, by=clerk)
    return Called(TicketCall.objects.get(ticket=ticket).pk, start)


def delays(watch: Watch, made: Sequence[Called], count: int) -> list[float]:
    """Return the milliseconds from each call to each display; RuntimeError if one never showed a call."""
    found = []
    for called in made:
        seen = watch.seen.get(called.call, {})
        if len(seen) != count:
            raise RuntimeError(f"call {called.call} reached {len(seen)} of {count} displays")
        found += [(instant - called.at) * 1000 for instant in seen.values()]
    return found


# --- a server of its own --------------------------------------------------------------------------
@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Serve the desk as `make run` does, on the database of this process; yield its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "astana_employment.launch.web", "--port", str(port)]
    command += ["--workers", "2", "--threads", "4"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _once in range(150):
        if process.poll() is not None:
            raise RuntimeError("the server ended before it was asked anything")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not begin to serve within half a minute")


def _postmaster() -> int:
    """Return the process above all connections of the database, which runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return _parent(cursor.fetchone()[0])


def _spent(pid: int) -> float:
    """Return the processor time in seconds of a process and its children so far, dead ones included."""
    own = [pid, *(int(path.name) for path in Path("/proc").iterdir() if _is_child(path, pid))]
    return sum(_ticks(number) for number in own) / _TICKS


def _is_child(path: Path, pid: int) -> bool:
    return path.name.isdecimal() and path.exists() and _parent(int(path.name)) == pid


def _stat(pid: int) -> list[str]:
    """Return the fields of a process behind its name, which may hold blanks; none when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return []


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _ticks(pid: int) -> int:
    return sum(int(number) for number in _stat(pid)[11:15])
