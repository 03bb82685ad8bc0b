"""Requests: the list, a new one, its page, waiting and withdrawing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import working_calendar
from astana_employment.department.pages.replies import (
    attempt,
    officer,
    page_of,
    posted_version,
    say,
    show_form,
)
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.fields import ReasonForm
from certificates.acts.requests import begin_pause, end_pause, request_certificate, withdraw_request
from certificates.forms import PauseForm, RequestForm, ResumeForm
from certificates.lists import chosen_window, undecided_requests
from certificates.loaders import get_registration_for, get_request_for
from certificates.models import CertificateRequest, Decision
from certificates.pages.replies import history_of, show_act
from certificates.states import PREPARERS
from registry.people.forms.late import LateEntryForm

FORM = ["GET", "HEAD", "POST"]


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """List the undecided requests of a window or of all, the most urgent first."""
    choice = chosen_window(request, officer(request))
    page = page_of(request, undecided_requests(choice.window).prefetch_related("decisions"))
    calendar, day = working_calendar(), today()
    rows = [(row, _live(row), left_until(row.due_on, day, calendar)) for row in page]
    context = {"page": page, "rows": rows, "choice": choice}
    return render(request, "certificates/request_list.html", context)


@require_http_methods(FORM)
@once
def request_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request of a person who is at the window (clauses 15, 16)."""
    user = officer(request)
    registration = get_registration_for(user, pk)
    form, late = RequestForm(request.POST or None), LateEntryForm(request.POST or None)
    made: list[CertificateRequest] = []
    context = {
        "form": form,
        "late": late,
        "registration": registration,
        "person": registration.person,
    }
    if request.method != "POST":
        return show_form(request, "certificates/request_new.html", context)

    def act() -> None:
        values = {**form.cleaned_data, "requested_on": late.day, "allowed_by": late.officer}
        made.append(request_certificate(registration=registration, by=user, **values))

    is_late_right = late.is_valid()
    tried = attempt(form, act if is_late_right else lambda: None)
    if not tried.is_done or not is_late_right:
        return show_form(request, "certificates/request_new.html", context, tried)
    say(request, _("The request is taken. Decide by %(day)s.") % {"day": numeric_date(made[0].due_on)})
    return redirect("request_detail", made[0].pk)


@require_safe
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request: what is prepared, the exact paper as a preview, and what can be done next."""
    user = officer(request)
    subject = get_request_for(user, pk)
    rows = subject.decisions.with_person()
    decisions = list(rows.select_related("returned_by", "signed_by", "corrects", "override_by"))
    live = next((row for row in decisions if row.state in ("prepared", "returned", "signing")), None)
    context: dict[str, Any] = {
        "subject": subject,
        "person": subject.registration.person,
        "registration": subject.registration,
        "live": live,
        "issued": [row for row in decisions if row.paper is not None],
        "pauses": list(subject.pauses.all()),
        "history": history_of(subject, decisions),
        "left": left_until(subject.due_on, today(), working_calendar()),
        "may_work": bool(user.roles & PREPARERS),
        "is_undecided": subject.state in ("open", "waiting"),
    }
    return render(request, "certificates/request_detail.html", context)


@require_http_methods(FORM)
@once
def request_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a request wait for a vacancy or a referral (reading 40)."""
    page = {
        "form": PauseForm(request.POST or None),
        "title": _("Let the request wait"),
        "lead": _(
            "While a suitable vacancy or a referral is open, neither the certificate nor a refusal can be "
            "issued. What is prepared is withdrawn."
        ),
        "button": _("Let it wait"),
    }
    return _act_on(request, pk, page, begin_pause, lambda _subject: _("The request waits."))


@require_http_methods(FORM)
@once
def request_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of the waiting; the due date is counted anew."""
    page = {
        "form": ResumeForm(request.POST or None),
        "title": _("End the waiting"),
        "lead": _(
            "After the employer's reasoned refusal the term runs anew from that day (clause 7). "
            "If the person was hired, the request is closed."
        ),
        "button": _("End the waiting"),
    }
    return _act_on(request, pk, page, end_pause, _said_of_resuming)


def _said_of_resuming(subject: CertificateRequest) -> str:
    if subject.state == CertificateRequest.State.WITHDRAWN:
        return _("The person was hired: the request is closed.")
    return _("The request is open again. Decide by %(day)s.") % {"day": numeric_date(subject.due_on)}


@require_http_methods(FORM)
@once
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a request without a decision."""
    page = {
        "form": ReasonForm(request.POST or None),
        "title": _("Withdraw the request"),
        "lead": _("The request is closed without a certificate and without a refusal."),
        "button": _("Withdraw the request"),
        "tone": "danger",
    }
    return _act_on(request, pk, page, withdraw_request, lambda _subject: _("The request is withdrawn."))


def _act_on(
    request: HttpRequest,
    pk: int,
    page: dict[str, Any],
    act: Callable[..., object],
    said: Callable[[CertificateRequest], str],
) -> HttpResponse:
    """Show the page of a small act on a request, or do it with what its form says and tell so."""
    user = officer(request)
    subject = get_request_for(user, pk)
    form = page["form"]
    if request.method != "POST":
        return show_act(request, subject, page)
    tried = attempt(
        form, lambda: act(request=subject, by=user, version=posted_version(request), **form.cleaned_data)
    )
    if not tried.is_done:
        return show_act(request, subject, page, tried)
    subject.refresh_from_db()
    say(request, said(subject))
    return redirect("request_detail", pk)


def _live(request: CertificateRequest) -> Decision | None:
    """Return what is prepared on a request whose decisions were fetched along."""
    states = ("prepared", "returned", "signing")
    return next((row for row in request.decisions.all() if row.state in states), None)
