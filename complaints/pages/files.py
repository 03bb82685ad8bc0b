"""One complaint's page, the acts on it, and its papers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, StaffMember, working_calendar
from astana_employment.department.models.paper import stored_pdf
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import officer, pdf_answer
from astana_employment.toolbox.clock import today
from complaints.bundle import bundle_of, letter_pdf
from complaints.course_acts import ACTS, Act, offered_acts
from complaints.lists import alike, history_of, left_of, rule_on_screen
from complaints.loaders import decides, get_complaint_for, may_have_whole_file
from complaints.models import Complaint, DeadlineChange, Escalation
from complaints.next_steps import next_step
from complaints.pages.intake import make_missing_receipt
from complaints.states import COMPLAINT, State

_PAPERS = {"receipt": "receipt", "answer": "answer"}


@require_safe
def complaint_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a complaint: what to do next, what it says, how it stands, what happened."""
    user = officer(request)
    complaint = get_complaint_for(user, pk)
    acts = offered_acts(complaint, user)
    context = {
        **_context(complaint, user),
        # Handing the receipt copy over belongs beside the copy, not among the steps of the file.
        "acts": [(slug, act) for slug, act in acts if slug != "deliver-receipt"],
        "may_deliver_receipt": any(slug == "deliver-receipt" for slug, _act in acts),
        "history": history_of(complaint),
        "alike": alike(complaint, user) if complaint.is_open and complaint.earlier is None else [],
        "may_register": COMPLAINT.allow(complaint, State.REGISTERED, by=user),
        "may_decide": decides(complaint, user) and COMPLAINT.allow(complaint, State.DECIDED, by=user),
    }
    return render(request, "complaints/detail.html", context)


def _context(complaint: Complaint, user: StaffMember) -> dict[str, Any]:
    """Return what the page of a complaint and the pages of its acts show of it."""
    return {
        "complaint": complaint,
        "left": left_of(complaint, working_calendar(), today()),
        "rule": rule_on_screen(complaint) if complaint.state != State.ARRIVED else "",
        "receipt": getattr(complaint, "receipt", None),
        "answer": getattr(complaint, "answer", None),
        "escalation": getattr(complaint, "escalation", None),
        "escalated_from": getattr(complaint, "escalated_from", None),
        "changes": list(complaint.deadline_changes.select_related("by")),
        "deliveries": list(complaint.deliveries.select_related("paper", "by")),
        "attachments": list(complaint.attachments.all()),
        "accused": list(complaint.accused.all()),
        "later": list(complaint.later.not_against(user)),
        "step": next_step(complaint, user),
        "may_have_whole_file": may_have_whole_file(complaint, user),
    }


class ComplaintAct(ActView):
    """Do one of the acts on a complaint; an escalation's receipt copy is made afterwards."""

    template_name = "complaints/act.html"
    row: Complaint
    asked: Act

    def load(self, by: StaffMember, pk: int, slug: str) -> Complaint:
        """Load the complaint; Http404 for an act there is not.

        PermissionDenied for doing what is not offered on the complaint as it was shown.
        """
        if slug not in ACTS:
            raise Http404
        complaint = get_complaint_for(by, pk)
        self.asked = ACTS[slug]
        self.is_offered = self.asked.offered(complaint, by)
        if self.request.method == "POST" and not self.is_offered and complaint.version == self.version:
            raise PermissionDenied
        return complaint

    @property
    def title(self) -> str:
        return str(self.asked.title)

    @property
    def lead(self) -> str:
        return str(self.asked.lead)

    @property
    def tone(self) -> str:
        return self.asked.tone

    @property
    def over(self) -> str:
        return str(self.row)

    def get(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().get(request, **address)
        return response if self.is_offered else redirect(self.back)

    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().post(request, **address)
        if address["slug"] == "escalate":
            make_missing_receipt(request, response)
        return response

    def make_form(self, data: QueryDict | None) -> Form:
        return self.asked.form(self.row, data)

    def act(self, form: Any) -> object:
        return self.asked.do(self.row, form, self.by, self.version)

    def words(self, form: Any, done: Any) -> str:
        return str(self.asked.done)

    def after(self, done: Any) -> str:
        successor = done.successor if isinstance(done, Escalation) else None
        return (successor or self.row).get_absolute_url()


@require_safe
def complaint_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give the stored receipt copy or answer for the printer, or with `save` as a file."""
    if kind not in _PAPERS:
        raise Http404
    is_saved = "save" in request.GET
    act = AccessRecord.Act.DOWNLOAD if is_saved else AccessRecord.Act.PRINT
    complaint = get_complaint_for(officer(request), pk, act=act, detail=kind)
    row = getattr(complaint, kind, None)
    if row is None or row.paper is None:
        raise Http404
    return pdf_answer(stored_pdf(row.paper), row.paper.number, is_download=is_saved)


@require_safe
def complaint_letter(request: HttpRequest, pk: int, change_pk: int) -> HttpResponse:
    """Give the letter about a changed term as a page to print and send."""
    complaint = get_complaint_for(officer(request), pk, act=AccessRecord.Act.PRINT, detail="letter")
    change = get_object_or_404(DeadlineChange, pk=change_pk, complaint=complaint)
    return pdf_answer(letter_pdf(complaint, change), f"{complaint.number}-{change.kind}")


@require_safe
def complaint_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the whole file as one PDF, to print or send to the deputy akim.

    It has pages that strangers made in it, so it is only ever saved, never shown from our own address.
    """
    user = officer(request)
    complaint = get_complaint_for(user, pk, act=AccessRecord.Act.DOWNLOAD, detail="file")
    if complaint.state == State.ARRIVED:
        raise Http404
    if not may_have_whole_file(complaint, user):
        raise PermissionDenied
    return pdf_answer(bundle_of(complaint), f"{complaint.number}-file", is_download=True)
