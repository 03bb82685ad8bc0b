"""The answers every form of the department gives: done, to be corrected (422), changed meanwhile (409)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from astana_employment.department.changes import changes_of
from astana_employment.department.models import Event, ServiceWindow, StaffMember
from astana_employment.department.records import as_json
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.violations import add_violation

AnyForm = TypeVar("AnyForm", bound=BaseForm)

PAGE_SIZE = 50
# Every number of so many digits fits a key of the database; Python itself refuses to read very long ones.
MOST_DIGITS = 18


def officer(request: HttpRequest) -> StaffMember:
    """Return the member of staff who is signed in; PermissionDenied for anybody else."""
    if not isinstance(request.user, StaffMember):
        raise PermissionDenied
    return request.user


def asked_part(request: HttpRequest, parts: int) -> int:
    """Return which part of a long list the address asks for, else the first; 404 for one there is not."""
    text = request.GET.get("part", "1")
    part = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if not 1 <= part <= parts:
        raise Http404
    return part


@dataclass(frozen=True)
class Attempt:
    """How an act that a form asked for went: what it gave back, or the events that came in between."""

    is_done: bool
    done: Any = None
    is_stale: bool = False
    changes: Sequence[Event] = ()


def attempt(
    form: BaseForm, act: Callable[[], Any], *, also: "Iterable[BaseForm | BaseFormSet[Any]]" = ()
) -> Attempt:
    """Act if the form, and each form that goes with it, is in order; what the act refuses is shown in it."""
    # Each is checked, also after a wrong one, so that everything that is wrong is said at once.
    checked = [each.is_valid() for each in (form, *also)]
    if not all(checked):
        return Attempt(is_done=False)
    try:
        return Attempt(is_done=True, done=act())
    except RuleViolation as error:
        add_violation(form, error)
        return Attempt(is_done=False)
    except StaleRecord as error:
        return Attempt(is_done=False, is_stale=True, changes=error.changes)


def show_form(
    request: HttpRequest, template: str, context: dict[str, Any], tried: Attempt | None = None
) -> HttpResponse:
    """Show a form: fresh (200), with its errors (422), or with what somebody else changed (409)."""
    if tried is None:
        return render(request, template, context)
    stale = [(event, changes_of(event)) for event in tried.changes]
    status = 409 if tried.is_stale else 422
    return render(request, template, {**context, "is_stale": tried.is_stale, "stale": stale}, status=status)


def merged(
    form: AnyForm,
    make: Callable[[QueryDict | None], AnyForm],
    originals: Mapping[str, Any],
    typed: Mapping[str, Any] | None = None,
) -> AnyForm:
    """Return a form after a 409: what was typed here stays, every other field shows the colleague's value.

    `make` builds the form over the row as it is now. `originals` are the logged values from before the
    colleague's act; a field that still has its original was left alone here. `typed` are the form's values
    as the log would have them, if its cleaned data are not fields of their own.
    """
    fresh, data = make(None), cast(QueryDict, form.data).copy()
    for name in originals.keys() & form.fields.keys():
        value = typed[name] if typed is not None else _logged(form.cleaned_data[name])
        if value == originals[name]:
            _put(data, fresh[name])
    return make(data)


def originals_of(changes: Iterable[Event]) -> dict[str, Any]:
    """Return the values that fields had before the first of some events (given newest first)."""
    originals: dict[str, Any] = {}
    for event in changes:
        originals.update(event.before)
    return originals


def _logged(value: Any) -> Any:
    """Return a typed value as the event log has it."""
    if isinstance(value, ServiceWindow):
        return value.number
    return ", ".join(map(str, value)) if isinstance(value, list) else as_json(value)


def _put(data: QueryDict, field: BoundField) -> None:
    """Write the value that a field shows into posted data."""
    value = field.value()
    if isinstance(value, bool):
        data.setlist(field.html_name, ["on"] if value else [])
        return
    shown = field.field.widget.format_value(value)
    data.setlist(field.html_name, shown if isinstance(shown, list) else [shown or ""])


def shown_version(request: HttpRequest, present: int, tried: Attempt | None = None) -> int:
    """Return the version a form carries: the present one, or the one it was shown at while being corrected.

    After a 409 it is the present one again: whoever sends the form once more has read what changed.
    """
    if tried is None or tried.is_stale:
        return present
    return posted_version(request)


def posted_version(request: HttpRequest) -> int:
    """Return the version under which a posted form was shown; -1, which no row has, when there is none."""
    version = number_in(request.POST.get("version", ""))
    return -1 if version is None else version


def number_in(text: str) -> int | None:
    """Return the number in an address or a hidden field; None for what is none, or longer than any key."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def say(request: HttpRequest, text: str, form: object = None) -> None:
    """Tell on the next page what was done, and what a form's fields mended in what was typed."""
    messages.success(request, text)
    for notice in getattr(form, "notices", ()):
        messages.info(request, notice)


def page_of(request: HttpRequest, rows: "QuerySet[Any]", size: int = PAGE_SIZE) -> "Page[Any]":
    """Return the page of a list that the address asks for; a wrong number gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def pdf_answer(pdf: bytes, name: str, *, is_download: bool = False) -> HttpResponse:
    """Answer with a PDF, shown in the page's frame or saved; browsers keep no copy of it."""
    response = HttpResponse(pdf, content_type="application/pdf")
    kind = "attachment" if is_download else "inline"
    response["Content-Disposition"] = f'{kind}; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    # The policy of our pages forbids plug-ins, which would stop a browser's own PDF viewer.
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response
