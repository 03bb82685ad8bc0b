"""Wall displays without a screen: each asks a running server as `static/wall.js` does, over one connection.

The loops end by themselves when they are told to stop; they ask this machine and no other.
"""

import asyncio
import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
# Seconds between an answer and the next question, as in wall.js.
EVERY = 1.0


@dataclass
class Watch:
    """What the displays saw: for each call the instant (perf_counter) at which each display showed it."""

    seen: dict[int, dict[int, float]] = field(default_factory=dict)
    answers: int = 0
    not_modified: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def note(self, display: int, calls: Sequence[int]) -> None:
        """Note the calls that a display shows; the first time counts."""
        instant = time.perf_counter()
        for call in calls:
            self.seen.setdefault(call, {}).setdefault(display, instant)


@contextmanager
def watching(port: int, cookies: Sequence[str]) -> Iterator[Watch]:
    """Let one display for each cookie ask the server on a port until the block ends."""
    watch = Watch()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(_all(port, cookies, watch))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.is_over.set()
        thread.join(timeout=30)
    if failures:
        raise failures[0]


async def _all(port: int, cookies: Sequence[str], watch: Watch) -> None:
    await asyncio.gather(*(_display(port, cookie, place, watch) for place, cookie in enumerate(cookies)))


async def _display(port: int, cookie: str, place: int, watch: Watch) -> None:
    await asyncio.sleep(random.Random(place).random() * EVERY)
    reader, writer = await asyncio.open_connection(HOST, port)
    etag = ""
    while not watch.is_over.is_set():
        known = f"If-None-Match: {etag}\r\n" if etag else ""
        question = f"GET /wall/state/ HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n{known}\r\n"
        writer.write(question.encode())
        status, etag, body = await _answer(reader)
        watch.answers += 1
        if status == 304:
            watch.not_modified += 1
        else:
            watch.note(place, [call["call"] for call in json.loads(body)["calls"]])
        await asyncio.sleep(EVERY)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str, bytes]:
    """Read an answer: its status, its ETag and its body; RuntimeError for a refusal."""
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode("latin-1")
    first, *lines = head.split("\r\n")
    status = int(first.split()[1])
    if status not in {200, 304}:
        raise RuntimeError(f"a display was refused: {first}")
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    length = 0 if status == 304 else int(headers["content-length"])
    return status, headers["etag"], await reader.readexactly(length)
