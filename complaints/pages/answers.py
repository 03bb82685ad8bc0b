"""Deciding on a complaint, looking at the answer before it is signed, signing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import working_calendar
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
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from complaints.acts.answers import answer_snapshot, decide, issue_answer, sign_answer
from complaints.answers import render_answer
from complaints.forms import DecisionForm
from complaints.lists import left_of
from complaints.loaders import get_complaint_for, require_decides
from complaints.models import Answer, Complaint


def _typed(complaint: Complaint) -> dict[str, object]:
    """Return what a decision that was taken back had, so that it is corrected, not typed again."""
    answer = getattr(complaint, "answer", None)
    if answer is None:
        return {}
    return {
        "outcome": answer.outcome,
        "is_justified": "yes" if answer.is_justified else "no",
        "text": answer.text,
        "measures": answer.measures,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@once
def complaint_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide, and write the answer; it is signed on the complaint's page, after a look at it."""
    user = officer(request)
    complaint = get_complaint_for(user, pk)
    require_decides(complaint, user)
    form = DecisionForm(request.POST or None, initial=_typed(complaint))
    context = {
        "complaint": complaint,
        "form": form,
        "left": left_of(complaint, working_calendar(), today()),
        "version": shown_version(request, complaint.version),
    }
    if request.method != "POST":
        return show_form(request, "complaints/decide.html", context)
    tried = attempt(
        form,
        lambda: decide(complaint=complaint, ruling=form.ruling, by=user, version=posted_version(request)),
    )
    if not tried.is_done:
        context["version"] = shown_version(request, complaint.version, tried)
        return show_form(request, "complaints/decide.html", context, tried)
    say(request, _("Decided. Look through the answer and sign it."))
    return redirect("complaint_detail", pk)


@require_safe
def complaint_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the answer as it will be printed, with «ЖОБА» across it and no number."""
    complaint = get_complaint_for(officer(request), pk, detail="preview")
    answer = getattr(complaint, "answer", None)
    if answer is None:
        raise Http404
    return pdf_answer(render_answer(answer_snapshot(complaint, answer).to_json(), None), "draft")


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the answer; once it has its number, make the paper, with no transaction open."""
    if request.method != "POST":
        return redirect("complaint_detail", pk)
    response = _sign(request, pk)
    user = officer(request)
    waiting = Answer.objects.filter(complaint=pk, decided_by=user, issue_block__isnull=False, paper=None)
    if isinstance(response, HttpResponseRedirect) and (answer := waiting.first()):
        complaint = get_complaint_for(user, pk)
        issue_on_page(
            request, answer, lambda: issue_answer(complaint=complaint, by=user), _("Signed: %(number)s")
        )
    return response


@once
def _sign(request: HttpRequest, pk: int) -> HttpResponse:
    user = officer(request)
    complaint = get_complaint_for(user, pk)
    try:
        sign_answer(complaint=complaint, by=user, version=posted_version(request))
    except RuleViolation as error:
        messages.error(request, " ".join(error.messages))
    except StaleRecord:
        messages.error(request, _("The complaint was changed meanwhile. Look at the answer again."))
    return redirect("complaint_detail", pk)
