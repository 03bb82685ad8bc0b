"""The answers every form of the department gives: done, to be corrected (422), changed meanwhile (409)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from astana_employment.changes import changes_of
from astana_employment.errors import RuleViolation, StaleRecord
from astana_employment.models import Event, StaffMember
from astana_employment.violations import add_violation

PAGE_SIZE = 50


def officer(request: HttpRequest) -> StaffMember:
    """Return the member of staff who is signed in; PermissionDenied for anybody else."""
    if not isinstance(request.user, StaffMember):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Attempt:
    """How an act that a form asked for went; `changes` are the events that came in between."""

    is_done: bool
    is_stale: bool = False
    changes: Sequence[Event] = ()


def attempt(form: BaseForm, act: Callable[[], object]) -> Attempt:
    """Act if the form is in order; what the act refuses is shown in the form."""
    if not form.is_valid():
        return Attempt(is_done=False)
    try:
        act()
    except RuleViolation as error:
        add_violation(form, error)
        return Attempt(is_done=False)
    except StaleRecord as error:
        return Attempt(is_done=False, is_stale=True, changes=error.changes)
    return Attempt(is_done=True)


def show_form(
    request: HttpRequest, template: str, context: dict[str, Any], tried: Attempt | None = None
) -> HttpResponse:
    """Show a form: fresh (200), with its errors (422), or with what somebody else changed (409)."""
    if tried is None:
        return render(request, template, context)
    stale = [(event, changes_of(event)) for event in tried.changes]
    status = 409 if tried.is_stale else 422
    return render(request, template, {**context, "is_stale": tried.is_stale, "stale": stale}, status=status)


def shown_version(request: HttpRequest, present: int, tried: Attempt | None = None) -> int:
    """Return the version a form carries: the present one, or the one it was shown at while being corrected.

    After a 409 it is the present one again: whoever sends the form once more has read what changed.
    """
    if tried is None or tried.is_stale:
        return present
    return posted_version(request)


def posted_version(request: HttpRequest) -> int:
    """Return the version under which a posted form was shown; -1, which no row has, when there is none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else -1


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
