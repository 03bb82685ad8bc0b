"""Taking complaints in at the chancellery, and registering what came by the public page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import officer, say
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


@method_decorator(takes_files(ATTACHMENT_LIMITS), name="dispatch")
class ComplaintNew(ActView):
    """Take a complaint in; once it is kept, make the receipt copy, with no transaction open.

    A repeat of the same form is led to the first one's answer and finishes the copy if it is missing.
    """

    template_name = "complaints/intake.html"
    is_wide = True
    title = _("Take a complaint in")
    lead = _("Acceptance cannot be refused (clause 23). The receipt copy is made at once.")
    button = _("Register and make the receipt copy")
    over = _("Complaints")
    back_to = "complaint_list"

    def make_form(self, data: QueryDict | None) -> IntakeForm:
        if data is None:
            return IntakeForm()
        return IntakeForm(data, self.request.FILES, refused=refused_uploads(self.request))

    def act(self, form: IntakeForm) -> Complaint:
        return take_in(arrival=form.arrival, files=form.cleaned_data["attachments"], by=self.by)

    def words(self, form: IntakeForm, done: Complaint) -> str:
        return _registered(done)

    def after(self, done: Complaint) -> str:
        return done.get_absolute_url()

    def context(self, form: IntakeForm) -> dict[str, Any]:
        return {"had_files": bool(self.request.FILES or refused_uploads(self.request))}

    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().post(request, **address)
        make_missing_receipt(request, response)
        return response


def _registered(complaint: Complaint) -> str:
    """Say its number, and the day of the answer of a complaint that gets one."""
    if complaint.is_anonymous:
        return gettext("Registered: %(number)s.") % {"number": complaint.number}
    text = gettext("Registered: %(number)s. The answer is due on %(day)s.")
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
    say(request, gettext("Registered: %(number)s.") % {"number": registered.number})
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
