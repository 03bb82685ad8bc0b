"""The public page: anybody sends a complaint, and reads at once when and as what it arrived."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from astana_employment.department.pages.replies import attempt, show_form
from astana_employment.department.web.submission import form_page, once
from astana_employment.toolbox.web.uploads import refused_uploads, takes_files
from astana_employment.toolbox.web.visitors import address_of, visitor_key
from complaints.acts.public import TooManyComplaints, arrive_by_page, count_attempt
from complaints.models import Complaint, PageArrival
from complaints.public_form import PublicComplaintForm
from complaints.upload import ATTACHMENT_LIMITS

TEMPLATE = "complaints/public/complaint.html"
View = Callable[[HttpRequest], HttpResponse]


def _not_in_a_flood(view: View) -> View:
    """Count what a visitor sends, outside of the act's transaction; 429 when it is too often."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return view(request)
        try:
            count_attempt(visitor=visitor_key(address_of(request)))
        except TooManyComplaints as error:
            form = PublicComplaintForm(request.POST)
            form.errors.clear()  # nothing is wrong with what was typed
            context = {"form": form, "wait_minutes": int(error.wait.total_seconds() // 60)}
            response = render(request, TEMPLATE, context, status=429)
            response["Retry-After"] = str(int(error.wait.total_seconds()))
            return response
        return view(request)

    return wrapper


@takes_files(ATTACHMENT_LIMITS)
@form_page
@_not_in_a_flood
@once
def public_complaint(request: HttpRequest) -> HttpResponse:
    """Show the form, or store what was sent and lead to its arrival."""
    if request.method != "POST":
        language = "ru" if get_language() == "ru" else "kk"
        initial = {"language": language, "reply_by": Complaint.ReplyBy.POST}
        return show_form(request, TEMPLATE, {"form": PublicComplaintForm(initial=initial)})
    form = PublicComplaintForm(request.POST, request.FILES, refused=refused_uploads(request))
    arrivals: list[PageArrival] = []

    def act() -> None:
        files = form.cleaned_data["attachments"]
        visitor = visitor_key(address_of(request))
        arrivals.append(arrive_by_page(arrival=form.arrival(), files=files, visitor=visitor))

    tried = attempt(form, act)
    if not tried.is_done:
        had_files = bool(request.FILES or refused_uploads(request))
        return show_form(request, TEMPLATE, {"form": form, "had_files": had_files}, tried)
    return redirect("public_complaint_arrived", token=arrivals[0].token)


@require_safe
def public_complaint_arrived(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Say as what and when a complaint arrived, and what follows; nothing of what it says."""
    rows = PageArrival.objects.select_related("complaint")
    arrival = get_object_or_404(rows.prefetch_related("complaint__attachments"), token=token)
    response = render(request, "complaints/public/complaint_arrived.html", {"complaint": arrival.complaint})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
