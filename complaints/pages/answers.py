"""Deciding on a complaint, looking at the answer before it is signed, signing it."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import StaffMember, working_calendar
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import officer, pdf_answer
from astana_employment.department.records import field_values
from astana_employment.toolbox.clock import today
from complaints.acts.answers import answer_snapshot, decide, issue_answer, sign_answer
from complaints.answers import render_answer
from complaints.forms import DecisionForm
from complaints.lists import left_of
from complaints.loaders import get_complaint_for, require_decides
from complaints.models import Answer, Complaint


class _OnComplaint(ActView):
    row: Complaint

    def load(self, by: StaffMember, pk: int) -> Complaint:
        complaint = get_complaint_for(by, pk)
        require_decides(complaint, by)
        return complaint

    @property
    def over(self) -> str:
        return str(self.row)


class ComplaintDecide(_OnComplaint):
    """Decide, and write the answer; it is signed on the complaint's page, after a look at it."""

    template_name = "complaints/decide.html"
    form_class = DecisionForm
    is_wide = True
    title = _("Decide and answer")
    button = _("Keep the decision and look at the answer")
    said = _("Decided. Look through the answer and sign it.")

    def initial(self) -> dict[str, Any]:
        """Return what a decision that was taken back had, so that it is corrected, not typed again."""
        answer = getattr(self.row, "answer", None)
        if answer is None:
            return {}
        justified = "yes" if answer.is_justified else "no"
        return {**field_values(answer, ["outcome", "text", "measures"]), "is_justified": justified}

    def act(self, form: DecisionForm) -> Answer:
        return decide(complaint=self.row, ruling=form.ruling, by=self.by, version=self.version)

    def context(self, form: DecisionForm) -> dict[str, Any]:
        return {"complaint": self.row, "left": left_of(self.row, working_calendar(), today())}


@require_safe
def complaint_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the answer as it will be printed, with «ЖОБА» across it and no number."""
    complaint = get_complaint_for(officer(request), pk, detail="preview")
    answer = getattr(complaint, "answer", None)
    if answer is None:
        raise Http404
    return pdf_answer(render_answer(answer_snapshot(complaint, answer).to_json(), None), "draft")


class ComplaintSign(_OnComplaint):
    """Sign the answer; once it has its number, make the paper, with no transaction open."""

    title = button = _("Sign the answer")

    def act(self, form: BaseForm) -> Answer:
        return sign_answer(complaint=self.row, by=self.by, version=self.version)

    def get(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        return redirect("complaint_detail", address["pk"])

    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().post(request, **address)
        user, pk = officer(request), address["pk"]
        waiting = Answer.objects.filter(complaint=pk, decided_by=user, issue_block__isnull=False, paper=None)
        if isinstance(response, HttpResponseRedirect) and (answer := waiting.first()):
            complaint, said = get_complaint_for(user, pk), gettext("Signed: %(number)s")
            issue_on_page(request, answer, lambda: issue_answer(complaint=complaint, by=user), said)
        return response
