"""Small answers that the views of requests and papers share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from astana_employment.department.models import Event
from astana_employment.department.pages.replies import Attempt, show_form
from astana_employment.department.records import subject_type
from certificates.models import CertificateRequest, Decision


def show_act(
    request: HttpRequest, subject: CertificateRequest, context: dict[str, Any], tried: Attempt | None = None
) -> HttpResponse:
    """Show the page of a small act on a request: what it is about, its form, its button."""
    usual = {"subject": subject, "person": subject.registration.person, "tone": "primary", "is_asked": False}
    back = reverse("request_detail", args=[subject.pk])
    return show_form(request, "certificates/act.html", {**usual, "back": back, **context}, tried)


def history_of(request: CertificateRequest, decisions: list[Decision]) -> list[Event]:
    """Return the acts on a request and its decisions, the newest first (two queries)."""
    of_request = Event.objects.filter(subject_type=subject_type(CertificateRequest), subject_id=request.pk)
    of_decisions = Event.objects.filter(
        subject_type=subject_type(Decision), subject_id__in=[row.pk for row in decisions]
    )
    return list((of_request | of_decisions).select_related("by", "allowed_by").order_by("-id"))
