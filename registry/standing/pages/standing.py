"""Suspending, resuming and ending a registration, and the person's notice of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import AccessRecord, StaffMember
from astana_employment.department.models.paper import stored_pdf
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import (
    attempt,
    officer,
    pdf_answer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.records import record_access
from astana_employment.department.states import cannot_now
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from registry.people.loaders import VIEW_ROLES
from registry.people.models import UnemploymentRegistration
from registry.standing.acts import decide_standing, issue_notice
from registry.standing.facts import findings_of
from registry.standing.forms import StandingForm
from registry.standing.models import StandingDecision
from registry.standing.panels import shown_findings
from registry.standing.states import DECIDERS, GROUNDS_FOR, acts_from

Act = StandingDecision.Act


@require_http_methods(["GET", "HEAD", "POST"])
def standing_decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Decide on a registration; once that is kept, make the notice, with no transaction open.

    A repeat of the same form is led to the first one's answer and finishes the notice if it is missing.
    """
    if act not in Act.values:
        raise Http404
    response = _decide(request, pk, act)
    if request.method == "POST" and isinstance(response, HttpResponseRedirect):
        for decision in StandingDecision.objects.filter(registration=pk, paper__isnull=True):
            _make_notice(request, decision)
    return response


@once
def _decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    user = officer(request)
    registration = _registration_for(user, pk)
    if request.method != "POST" and act not in acts_from(registration.state):
        messages.error(request, " ".join(cannot_now(registration).messages))
        return redirect("person_detail", registration.person_id)
    found = findings_of(registration, today())
    form = StandingForm(request.POST or None, act=act, found=found)
    context = {
        "form": form,
        "act": Act(act),
        "registration": registration,
        "person": registration.person,
        "found": shown_findings(found, registration.person_id, GROUNDS_FOR[act]),
        "version": shown_version(request, registration.version),
    }
    if request.method != "POST":
        return show_form(request, "registry/standing/decide.html", context)
    tried = attempt(
        form,
        lambda: decide_standing(
            registration=registration, ruling=form.ruling, by=user, version=posted_version(request)
        ),
    )
    if not tried.is_done:
        context["version"] = shown_version(request, registration.version, tried)
        return show_form(request, "registry/standing/decide.html", context, tried)
    decision = registration.standing_decisions.latest("pk")
    say(request, _("Decided: registration %(number)s.") % {"number": registration.number})
    return redirect("standing_detail", decision.pk)


@require_safe
def standing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision on a registration with what it rests on, and its notice."""
    user = officer(request)
    decision = _decision_for(user, pk, AccessRecord.Act.VIEW)
    context = {
        "decision": decision,
        "registration": decision.registration,
        "person": decision.registration.person,
        "may_finish": decision.paper is None and bool(user.roles & DECIDERS),
    }
    return render(request, "registry/standing/detail.html", context)


@require_safe
def standing_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the stored notice for the printer, or with `save` as a file, byte for byte as it was made."""
    is_saved = "save" in request.GET
    act = AccessRecord.Act.DOWNLOAD if is_saved else AccessRecord.Act.PRINT
    decision = _decision_for(officer(request), pk, act)
    if decision.paper is None:
        raise Http404
    return pdf_answer(stored_pdf(decision.paper), decision.paper.number, is_download=is_saved)


@require_http_methods(["GET", "HEAD", "POST"])
def standing_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the notice of a decision whose making was cut short; a repeat finds the one that was made."""
    if request.method == "POST":
        decision = _decision_for(officer(request), pk, AccessRecord.Act.VIEW)
        _make_notice(request, decision, _("The notice is made: %(number)s"))
    return redirect("standing_detail", pk)


def _make_notice(request: HttpRequest, decision: StandingDecision, done: str = "") -> None:
    user = officer(request)
    issue_on_page(request, decision, lambda: issue_notice(decision=decision, by=user), done)


def _registration_for(user: StaffMember, pk: int) -> UnemploymentRegistration:
    if not user.roles & DECIDERS:
        raise PermissionDenied
    row = get_object_or_404(UnemploymentRegistration.objects.select_related("person"), pk=pk)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=row.person, detail=row.number)
    return row


def _decision_for(user: StaffMember, pk: int, act: str) -> StandingDecision:
    """Return a decision with its person and notice; the look is logged on the notice or the person."""
    if not user.has_role(*VIEW_ROLES):
        raise PermissionDenied
    rows = StandingDecision.objects.select_related("registration__person", "paper", "by")
    row = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=act, subject=row.paper or row.registration.person, detail=row.number)
    return row
