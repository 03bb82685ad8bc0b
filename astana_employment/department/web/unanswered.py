"""What a request brought that could not be answered, for the page that sends it once more."""

from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from astana_employment.department.web.devices import COOKIE
from astana_employment.toolbox.web.uploads import refused_uploads

RETRY_AFTER = 5  # seconds; PostgreSQL recovers from a crash in one or two
# A device of the hall is left alone with what somebody typed for so long, then its start is opened.
_SECONDS_AT_A_DEVICE = 60


@dataclass(frozen=True)
class Unanswered:
    """A request that could not be answered: where it went and what it brought, to be sent once more."""

    path: str
    is_form: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, list[str]]] = field(default_factory=list)
    seconds_until_next: int = RETRY_AFTER
    next: str = ""


def unanswered(request: HttpRequest) -> Unanswered:
    """Return what a request asked for; a form is kept only if all of it can be sent again.

    A password is put on no page. Files have to be chosen again: their names are told by field.
    """
    here = request.get_full_path()
    if request.method in {"GET", "HEAD"}:
        return Unanswered(here, next=here)
    fields, files = _brought(request)
    # Nobody is led off a form that is to be sent again, but from a device whoever typed may have gone.
    seconds, then = (_SECONDS_AT_A_DEVICE, "/") if COOKIE in request.COOKIES else (0, "")
    is_secret = any("password" in name for name, _value in fields)
    if is_secret or not fields:
        return Unanswered(here, next=then, seconds_until_next=seconds)
    return Unanswered(here, True, fields, files, next=then, seconds_until_next=seconds)


def _brought(request: HttpRequest) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """Return the fields of a form in their order, and the names of its files by field."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return [], []
    named = [(name, each.name or "") for name, several in request.FILES.lists() for each in several]
    named += [(each.field, each.name) for each in refused_uploads(request)]
    by_field = groupby(sorted(named), key=lambda pair: pair[0])
    return fields, [(name, [each for _field, each in pairs]) for name, pairs in by_field]
