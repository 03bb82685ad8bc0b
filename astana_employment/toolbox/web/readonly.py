"""A GET changes no record: a write during one is an error of the code, and is refused.

Only the logs that looking itself writes may grow, and what sessions and the sign-in lock need.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from astana_employment.toolbox.reading import reading

_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)"?', re.IGNORECASE)
_GROWS_BY_LOOKING = frozenset(
    {
        "department_accessrecord",
        "department_devicesighting",
        "certificates_verification",
        "indicators_surveyguess",
        "django_session",
        "axes_accesslog",
    }
)


class WriteDuringRead(RuntimeError):
    """A view tried to change a record while answering a GET."""


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Database wrapper: pass reads and the logs of looking on, raise WriteDuringRead otherwise."""
    match = _WRITE.match(sql)
    if match and match["table"].lower() not in _GROWS_BY_LOOKING:
        raise WriteDuringRead(match["table"])
    return execute(sql, params, many, context)


@contextmanager
def only_reading() -> Iterator[None]:
    """Refuse writes in a block, which therefore may keep what it has read."""
    with connection.execute_wrapper(refuse_writes), reading():
        yield


class ReadOnlyGetMiddleware:
    """Makes every GET and HEAD one that only reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; writes are refused while it only reads."""
        reads = request.method in {"GET", "HEAD"}
        with only_reading() if reads else nullcontext():
            return self.get_response(request)
