"""Requests: the list, a new one, its page, waiting and withdrawing."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import officer
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import screen_page
from certificates.acts.requests import begin_pause, end_pause, request_certificate, withdraw_request
from certificates.forms import PauseForm, RequestForm, ResumeForm
from certificates.lists import chosen_window, undecided_requests
from certificates.loaders import get_registration_for, get_request_for
from certificates.models import CertificateRequest
from certificates.pages.replies import history_of
from certificates.states import PREPARERS
from certificates.tables import request_table
from registry.models import UnemploymentRegistration
from registry.people.forms.late import LateEntryForm


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """List the undecided requests of a window or of all, the most urgent first."""
    choice = chosen_window(request, officer(request))
    rows = undecided_requests(choice.window).prefetch_related("decisions")
    context = {"table": screen_page(request_table(rows), request.GET), "choice": choice}
    return render(request, "certificates/request_list.html", context)


class RequestNew(ActView):
    """Take a request of a person who is at the window (clauses 15, 16)."""

    template_name = "certificates/request_new.html"
    form_class = RequestForm
    title = _("Certificate requested in person")
    button = _("Take the request")
    row: UnemploymentRegistration

    def load(self, by: StaffMember, pk: int) -> UnemploymentRegistration:
        return get_registration_for(by, pk)

    @property
    def over(self) -> str:
        return self.row.person.full_name

    @property
    def back(self) -> str:
        return reverse("person_detail", args=[self.row.person_id])

    def make_form(self, data: QueryDict | None) -> RequestForm:
        return RequestForm(data, category=self.row.person.category)

    def more_forms(self, data: QueryDict | None) -> dict[str, BaseForm]:
        return {"late": LateEntryForm(data)}

    def act(self, form: RequestForm, late: LateEntryForm) -> CertificateRequest:
        values = {**form.cleaned_data, "requested_on": late.day, "allowed_by": late.officer}
        return request_certificate(registration=self.row, by=self.by, **values)

    def words(self, form: RequestForm, done: CertificateRequest) -> str:
        return str(_("The request is taken. Decide by %(day)s.")) % {"day": numeric_date(done.due_on)}

    def after(self, done: CertificateRequest) -> str:
        return done.get_absolute_url()

    def context(self, form: RequestForm) -> dict[str, Any]:
        return {"registration": self.row, "person": self.row.person}


@require_safe
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request: what is prepared, the exact paper as a preview, and what can be done next."""
    user = officer(request)
    subject = get_request_for(user, pk)
    rows = subject.decisions.with_person()
    decisions = list(rows.select_related("returned_by", "signed_by", "corrects", "override_by"))
    live = next((row for row in decisions if row.is_live), None)
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


class _OnRequest(ActView):
    """A small act on a request: it is given the form's values under their names."""

    does: ClassVar[Callable[..., object]]
    row: CertificateRequest

    def load(self, by: StaffMember, pk: int) -> CertificateRequest:
        return get_request_for(by, pk)

    @property
    def over(self) -> str:
        return self.row.registration.person.full_name

    def act(self, form: Any) -> CertificateRequest:
        type(self).does(request=self.row, by=self.by, version=self.version, **form.cleaned_data)
        self.row.refresh_from_db()
        return self.row


class RequestPause(_OnRequest):
    """Let a request wait for a vacancy or a referral (reading 40)."""

    form_class, does = PauseForm, begin_pause
    title = _("Let the request wait")
    lead = _(
        "While a suitable vacancy or a referral is open, neither the certificate nor a refusal can be "
        "issued. What is prepared is withdrawn."
    )
    button = _("Let it wait")
    said = _("The request waits.")


class RequestResume(_OnRequest):
    """Say what came of the waiting; the due date is counted anew."""

    form_class, does = ResumeForm, end_pause
    title = button = _("End the waiting")
    lead = _(
        "After the employer's reasoned refusal the term runs anew from that day (clause 7). "
        "If the person was hired, the request is closed."
    )

    def words(self, form: ResumeForm, done: CertificateRequest) -> str:
        if done.state == CertificateRequest.State.WITHDRAWN:
            return str(_("The person was hired: the request is closed."))
        return str(_("The request is open again. Decide by %(day)s.")) % {"day": numeric_date(done.due_on)}


class RequestWithdraw(_OnRequest):
    """Close a request without a decision."""

    form_class, does = ReasonForm, withdraw_request
    title = button = _("Withdraw the request")
    lead = _("The request is closed without a certificate and without a refusal.")
    tone = "danger"
    said = _("The request is withdrawn.")
