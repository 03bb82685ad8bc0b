"""The event log: who did what and when, for the head of division and the administrator."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from astana_employment.department.changes import (
    changed_labels,
    changes_of,
    subject_kind,
    subject_names,
)
from astana_employment.department.confidential import is_confidential
from astana_employment.department.forms.logs import EventFilter
from astana_employment.department.models import Event
from astana_employment.department.pages.tables import event_table
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def event_list(request: HttpRequest) -> HttpResponse:
    """Show the log, the latest first, filtered as asked; a filter that cannot be read gives 422."""
    form = EventFilter(request.GET)
    is_readable = form.is_valid()
    events = Event.objects.select_related("by", "allowed_by")
    found = _filtered(events, form.cleaned_data) if is_readable else events.none()
    is_filtered = any(form.data.get(name) for name in form.fields)
    table = screen_page(event_table(found, _all_described, is_filtered=is_filtered), request.GET)
    context = {"form": form, "table": table, "is_filtered": is_filtered}
    return render(
        request, "astana_employment/department/event_list.html", context, status=200 if is_readable else 422
    )


def _filtered(events: "QuerySet[Event]", wanted: dict[str, Any]) -> "QuerySet[Event]":
    if wanted["by"]:
        events = events.filter(by=wanted["by"])
    if wanted["verb"]:
        events = events.filter(verb=wanted["verb"])
    if wanted["since"]:
        events = events.filter(at__gte=_start_of(wanted["since"]))
    if wanted["until"]:
        events = events.filter(at__lt=_start_of(wanted["until"] + timedelta(days=1)))
    return events


def _start_of(day: date) -> datetime:
    """Return the instant at which a day begins in Astana."""
    return timezone.make_aware(datetime.combine(day, time()))


def _all_described(events: list[Event]) -> list[dict[str, Any]]:
    """Return the events of a page, their subjects named by a query a kind."""
    subjects = subject_names(events)
    return [_described(event, subjects) for event in events]


def _described(event: Event, subjects: dict[tuple[str, int], str]) -> dict[str, Any]:
    """Return an event with what it changed; values of people's cards are not for this page (clause 18(8)).

    Whoever may read a card finds its whole history there, and the read log says so. Of a confidential file
    not even the reasons are: its reader here may be the one who is complained of.
    """
    is_own = event.subject_type.startswith("department.")
    told: dict[str, Any] = {"reason": "", "changes": [], "fields": []}
    if not is_confidential(event.case_file):
        told = {
            "reason": event.reason,
            "changes": changes_of(event) if is_own else [],
            "fields": [] if is_own else changed_labels(event),
        }
    subject = subjects[event.subject_type, event.subject_id]
    return {"event": event, "kind": subject_kind(event), "subject": subject, **told}
