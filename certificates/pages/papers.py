"""Signed papers: the list, printing for the ink signature, the paper's page, handing over, annulling."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, Paper, StaffMember
from astana_employment.department.models.paper import stored_pdf
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import number_in, officer, pdf_answer, say
from astana_employment.department.records import record_access
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.papers.pdf import join_pdfs
from astana_employment.toolbox.screens.table_page import screen_page
from certificates.acts.annulment import annul_paper
from certificates.acts.handing_over import hand_over
from certificates.acts.shared import paper_of
from certificates.forms import AnnulForm, HandOverForm
from certificates.lists import chosen_window, signed_papers
from certificates.loaders import get_paper_for
from certificates.models import CertificateRequest, Decision, Handover
from certificates.pages.replies import history_of
from certificates.states import ANNULLERS, PREPARERS
from certificates.status import status_of
from certificates.tables import paper_table
from registry.people.forms.late import LateEntryForm

# What the list shows: everything, what was never printed, what nobody came for (clause 18(9)).
SHOWN = ("all", "print", "uncollected")
MOST_AT_ONCE = 200


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """List the signed papers of a window that are not handed over yet, the oldest first."""
    choice = chosen_window(request, officer(request))
    shown = request.GET.get("show", "all")
    rows = signed_papers(choice.window, today(), shown)
    table = screen_page(paper_table(rows), request.GET)
    context = {"table": table, "choice": choice, "shown": shown if shown in SHOWN else "all"}
    return render(request, "certificates/paper_list.html", context)


@require_safe
def paper_print(request: HttpRequest) -> HttpResponse:
    """Give the chosen papers as one PDF for the printer, byte for byte as signed; each look is logged.

    A paper that holds no more is left out: it must not get an ink signature.
    """
    user = officer(request)
    named = map(number_in, request.GET.getlist("paper"))
    keys = [key for key in named if key is not None][:MOST_AT_ONCE]
    papers = Paper.objects.filter(
        pk__in=keys, decision__state__in=[Decision.State.SIGNED, Decision.State.HANDED_OVER]
    )
    chosen = list(papers.order_by("series", "year", "sequence"))
    if not chosen:
        say(request, gettext("Choose the papers to print."))
        return redirect("paper_list")
    for paper in chosen:
        record_access(by=user, act=AccessRecord.Act.PRINT, subject=paper, detail=paper.number)
    pdfs = [stored_pdf(paper) for paper in chosen]
    if len(pdfs) == 1:
        return pdf_answer(pdfs[0], chosen[0].number)
    return pdf_answer(join_pdfs(pdfs), f"{chosen[0].number}+{len(pdfs) - 1}")


@require_safe
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a paper: what it is worth, its hash, its history, what replaced it, what can be done with it."""
    user = officer(request)
    decision = get_paper_for(user, pk)
    paper = paper_of(decision)
    holds = decision.state in (Decision.State.SIGNED, Decision.State.HANDED_OVER)
    context = {
        "decision": decision,
        "paper": paper,
        "person": decision.request.registration.person,
        "status": status_of(paper, today()),
        "annulment": getattr(paper, "annulment", None),
        "handover": getattr(decision, "handover", None),
        "replacement": Paper.objects.filter(replaces=paper).first(),
        "draft": decision.corrections.live().first(),
        "history": [row for row in history_of(decision.request, [decision]) if row.subject_id == decision.pk],
        "may_work": holds and bool(user.roles & PREPARERS),
        "may_annul": holds and bool(user.roles & ANNULLERS),
        "check_url": reverse("check_paper", args=[paper.public_id]),
    }
    return render(request, "certificates/paper_detail.html", context)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the stored PDF to be saved; the look is logged as a download."""
    decision = get_paper_for(officer(request), pk, act=AccessRecord.Act.DOWNLOAD)
    paper = paper_of(decision)
    is_shown = "show" in request.GET
    return pdf_answer(stored_pdf(paper), paper.number, is_download=not is_shown)


class _OnPaper(ActView):
    """An act on a signed paper; its request carries the version."""

    row: Decision

    def load(self, by: StaffMember, pk: int) -> Decision:
        return get_paper_for(by, pk)

    @property
    def versioned(self) -> CertificateRequest:
        return self.row.request

    @property
    def back(self) -> str:
        return reverse("paper_detail", args=[paper_of(self.row).pk])


class PaperHandOver(_OnPaper):
    """Hand a paper over to the person, or post a notice (clause 16, reading 44)."""

    template_name = "certificates/hand_over.html"
    button = _("Record the handing over")

    @property
    def title(self) -> str:
        return ": ".join([gettext("Hand over"), self.row.request.registration.person.full_name])

    @property
    def over(self) -> str:
        return self.row.number

    def make_form(self, data: QueryDict | None) -> HandOverForm:
        return HandOverForm(data, can_be_posted=self.row.kind == Decision.Kind.REFUSAL)

    def more_forms(self, data: QueryDict | None) -> dict[str, BaseForm]:
        return {"late": LateEntryForm(data)}

    def act(self, form: HandOverForm, late: LateEntryForm) -> Handover.How:
        values = {"how": "in_person", **form.cleaned_data, "handed_on": late.day, "allowed_by": late.officer}
        hand_over(decision=self.row, by=self.by, version=self.version, **values)
        return Handover.How(values["how"])

    def words(self, form: HandOverForm, done: Handover.How) -> str:
        return f"{self.row.number}: {done.label}"

    def after(self, done: Handover.How) -> str:
        return reverse("paper_list")

    def context(self, form: HandOverForm) -> dict[str, Any]:
        return {"subject": self.row.request, "person": self.row.request.registration.person}


class PaperAnnul(_OnPaper):
    """Annul a paper; the public check shows it at once."""

    form_class = AnnulForm
    lead = _("From that moment on the public check says “annulled”. This cannot be undone.")
    tone = "danger"
    is_asked = True

    @property
    def title(self) -> str:
        return gettext("Annul paper %(number)s") % {"number": self.row.number}

    button = title

    @property
    def over(self) -> str:
        return self.row.request.registration.person.full_name

    def act(self, form: AnnulForm) -> object:
        return annul_paper(decision=self.row, by=self.by, version=self.version, **form.cleaned_data)

    def words(self, form: AnnulForm, done: object) -> str:
        return gettext("Annulled: %(number)s") % {"number": self.row.number}
