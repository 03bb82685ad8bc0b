"""Taking complaints in at the chancellery, and registering what came by the public page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.web.uploads import refused_uploads, takes_files
from complaints.acts.intake import issue_receipt, register, take_in
from complaints.forms import IntakeForm
from complaints.loaders import get_complaint_for, visible_to
from complaints.models import Complaint
from complaints.tables import arrived_table
from complaints.upload import ATTACHMENT_LIMITS


@takes_files(ATTACHMENT_LIMITS)
@require_http_methods(["GET", "HEAD", "POST"])
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Take a complaint in; once it is kept, make the receipt copy, with no transaction open.

    A repeat of the same form is led to the first one's answer and finishes the copy if it is missing.
    """
    response = _take_in(request)
    if request.method == "POST":
        make_missing_receipt(request, response)
    return response


@once
def _take_in(request: HttpRequest) -> HttpResponse:
    user = officer(request)
    made: list[Complaint] = []
    if request.method != "POST":
        return show_form(request, "complaints/intake.html", {"form": IntakeForm()})
    refused = refused_uploads(request)
    form = IntakeForm(request.POST, request.FILES, refused=refused)

    def act() -> None:
        files = form.cleaned_data["attachments"]
        made.append(take_in(arrival=form.arrival, files=files, by=user))

    tried = attempt(form, act)
    if not tried.is_done:
        context = {"form": form, "had_files": bool(request.FILES or refused)}
        return show_form(request, "complaints/intake.html", context, tried)
    say(request, _registered(made[0]), form)
    return redirect("complaint_detail", made[0].pk)


def _registered(complaint: Complaint) -> str:
    """Say its number, and the day of the answer of a complaint that gets one."""
    if complaint.is_anonymous:
        return _("Registered: %(number)s.") % {"number": complaint.number}
    text = _("Registered: %(number)s. The answer is due on %(day)s.")
    return text % {"number": complaint.number, "day": f"{complaint.entry.due.on:%d.%m.%Y}"}


@require_POST
def complaint_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a complaint that came by the public page its number, and make its receipt copy."""
    response = _register(request, pk)
    make_missing_receipt(request, response)
    return response


@once
def _register(request: HttpRequest, pk: int) -> HttpResponse:
    user = officer(request)
    complaint = get_complaint_for(user, pk)
    try:
        registered = register(complaint=complaint, by=user)
    except RuleViolation as error:
        messages.error(request, " ".join(error.messages))
        return redirect("complaint_detail", pk)
    say(request, _("Registered: %(number)s.") % {"number": registered.number})
    return redirect("complaint_detail", pk)


@require_POST
def complaint_receipt_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the receipt copy whose making was cut short; a repeat finds the one that was made."""
    complaint = get_complaint_for(officer(request), pk)
    make_receipt(request, complaint)
    return redirect("complaint_detail", pk)


@require_safe
def complaint_arrived(request: HttpRequest) -> HttpResponse:
    """List what came by the public page and waits for its number, the oldest first."""
    rows = visible_to(officer(request)).arrived().prefetch_related("complainants")
    table = screen_page(arrived_table(rows, get_token(request)), request.GET)
    return render(request, "complaints/arrived.html", {"table": table})


def make_receipt(request: HttpRequest, complaint: Complaint) -> None:
    """Make a receipt copy; when that fails, say so; the copy keeps its number."""
    user = officer(request)
    issue_on_page(request, complaint.receipt, lambda: issue_receipt(complaint=complaint, by=user))


def make_missing_receipt(request: HttpRequest, response: HttpResponse) -> None:
    """Make the receipt copy of the complaint that an answer leads to, if one's own registration lacks it.

    Of no other one: what hinders that copy is said, and mended, on its own page.
    """
    if not isinstance(response, HttpResponseRedirect):
        return
    rows = Complaint.objects.filter(registered_by=officer(request), receipt__paper__isnull=True)
    for complaint in rows.exclude(receipt=None).order_by("-id")[:3]:
        if complaint.get_absolute_url() == response.url:
            make_receipt(request, complaint)
