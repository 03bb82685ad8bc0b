"""The database is away for a moment, after a crash or a restart: told apart from a fault of the desk.

Nothing of the desk's is imported: the log asks here before the apps are loaded.
"""

import logging

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg import errors

# SQLSTATE: the connection failed; the server is shut down, crashed, not ready yet, has no place left.
_CONNECTION = "08"
_GOES_AWAY = {
    error.sqlstate
    for error in (
        errors.AdminShutdown,
        errors.CrashShutdown,
        errors.CannotConnectNow,
        errors.TooManyConnections,
    )
}


def is_outage(error: BaseException | None) -> bool:
    """Tell whether an error is, or came of, a database that cannot be reached just now.

    A deadlock, a full disk or a statement that ran too long are faults: the server itself said so.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _lost_connection(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _lost_connection(error: BaseException) -> bool:
    if isinstance(error, psycopg.OperationalError):
        code = error.sqlstate  # none: the server did not come to say anything
        return code is None or code.startswith(_CONNECTION) or code in _GOES_AWAY
    # Django's own word for a connection that was lost inside a transaction.
    is_djangos = isinstance(error, OperationalError | InterfaceError) and error.__cause__ is None
    return is_djangos and "connection already closed" in str(error)


class OneLine(logging.Filter):
    """Logs an outage without the path through the code, which tells nothing: one line for each request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, that of an outage shortened."""
        if record.exc_info and is_outage(record.exc_info[1]):
            record.exc_info, record.exc_text = None, None
        return True
