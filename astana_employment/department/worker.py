"""The worker's process: takes the jobs that the acts left in the database (mail), and those of set times.

It acts with the web process's unprivileged role. When the database goes away it waits and goes on; what was
being done when it was killed is given back by `rescue_stalled_jobs` of the next one.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys

import django
import django.db
import psycopg
from django.conf import settings
from procrastinate import PsycopgConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException

logger = logging.getLogger(__name__)

# A slow mail server may keep one job for half a minute; the others do not wait for it.
_JOBS_AT_ONCE = 3
_SECONDS_TO_FINISH = 35
_SECONDS_BETWEEN_TRIES = 2


async def work() -> None:
    """Do jobs until SIGTERM or SIGINT, then finish what was begun and return."""
    stop_asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop_asked.set)
    while not stop_asked.is_set():
        reason = "a connection was lost"
        try:
            await _work_until(stop_asked)
        except (ConnectorException, psycopg.OperationalError, django.db.OperationalError) as error:
            reason = str(error.__cause__ or error).partition("\n")[0]
        if not stop_asked.is_set():
            logger.warning("The worker waits for the database: %s", reason)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop_asked.wait(), _SECONDS_BETWEEN_TRIES)


async def _work_until(stop_asked: asyncio.Event) -> None:
    """Run one worker until a stop is asked or the database fails it."""
    from procrastinate.contrib.django import app  # filled by django.setup()

    seconds_until_stalled = settings.WORKER_SECONDS_UNTIL_STALLED
    # A pool that waits long for a database that is gone would make the stop wait, too.
    connector = PsycopgConnector(kwargs=connector_params(), max_size=_JOBS_AT_ONCE + 2, timeout=5)
    with app.replace_connector(connector) as own:
        async with own.open_async():
            working = asyncio.create_task(
                own.run_worker_async(
                    concurrency=_JOBS_AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=_SECONDS_TO_FINISH,
                    delete_jobs="successful",
                    update_heartbeat_interval=seconds_until_stalled / 3,
                    stalled_worker_timeout=seconds_until_stalled,
                )
            )
            stopping = asyncio.create_task(stop_asked.wait())
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            working.cancel()  # it finishes what it is at; nothing happens to one that has ended
            with contextlib.suppress(asyncio.CancelledError):
                await working


def says_more(record: logging.LogRecord) -> bool:
    """Tell whether a message is more than an echo of the lost database, of which we say one line."""
    error = record.exc_info[1] if record.exc_info else None
    is_echo = isinstance(error, ConnectorException) or "ConnectorException" in record.getMessage()
    return not is_echo and record.name != "psycopg.pool"


def main() -> int:
    """Set Django up and work; 0 after a stop in order."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "astana_employment.settings")
    django.setup()
    for handler in logging.getLogger().handlers:
        handler.addFilter(says_more)
    asyncio.run(work())
    return 0


if __name__ == "__main__":
    sys.exit(main())
