"""Signed papers: the list, printing for the ink signature, the paper's page, handing over, annulling."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import AccessRecord, Paper
from astana_employment.department.models.paper import stored_pdf
from astana_employment.department.pages.replies import (
    attempt,
    number_in,
    officer,
    page_of,
    pdf_answer,
    posted_version,
    say,
    show_form,
)
from astana_employment.department.records import record_access
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.papers.pdf import join_pdfs
from certificates.acts.annulment import annul_paper
from certificates.acts.handing_over import hand_over
from certificates.acts.shared import paper_of
from certificates.forms import AnnulForm, HandOverForm
from certificates.lists import chosen_window, signed_papers
from certificates.loaders import get_paper_for
from certificates.models import Decision, Handover
from certificates.pages.replies import history_of, show_act
from certificates.states import ANNULLERS, PREPARERS
from certificates.status import status_of
from registry.people.forms.late import LateEntryForm

FORM = ["GET", "HEAD", "POST"]
# What the list shows: everything, what was never printed, what nobody came for (clause 18(9)).
SHOWN = ("all", "print", "uncollected")
MOST_AT_ONCE = 200


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """List the signed papers of a window that are not handed over yet, the oldest first."""
    choice = chosen_window(request, officer(request))
    shown = request.GET.get("show", "all")
    rows = signed_papers(choice.window, today(), shown)
    context = {"page": page_of(request, rows), "choice": choice, "shown": shown if shown in SHOWN else "all"}
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
        say(request, _("Choose the papers to print."))
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
    drafts = decision.corrections.filter(state__in=["prepared", "returned", "signing"])
    context = {
        "decision": decision,
        "paper": paper,
        "person": decision.request.registration.person,
        "status": status_of(paper, today()),
        "annulment": getattr(paper, "annulment", None),
        "handover": getattr(decision, "handover", None),
        "replacement": Paper.objects.filter(replaces=paper).first(),
        "draft": drafts.first(),
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


@require_http_methods(FORM)
@once
def paper_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a paper over to the person, or post a notice (clause 16, reading 44)."""
    user = officer(request)
    decision = get_paper_for(user, pk)
    can_be_posted = decision.kind == Decision.Kind.REFUSAL
    form = HandOverForm(request.POST or None, can_be_posted=can_be_posted)
    late = LateEntryForm(request.POST or None)
    person = decision.request.registration.person
    context = {
        "form": form,
        "late": late,
        "decision": decision,
        "paper": paper_of(decision),
        "subject": decision.request,
        "person": person,
    }
    template = "certificates/hand_over.html"
    if request.method != "POST":
        return show_form(request, template, context)

    def act() -> None:
        values = {"how": "in_person", **form.cleaned_data, "handed_on": late.day, "allowed_by": late.officer}
        hand_over(decision=decision, by=user, version=posted_version(request), **values)

    is_late_right = late.is_valid()
    tried = attempt(form, act if is_late_right else lambda: None)
    if not tried.is_done or not is_late_right:
        return show_form(request, template, context, tried)
    how = Handover.How(form.cleaned_data.get("how") or Handover.How.IN_PERSON)
    say(request, f"{decision.number}: {how.label}")
    return redirect("paper_list")


@require_http_methods(FORM)
@once
def paper_annul(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul a paper; the public check shows it at once."""
    user = officer(request)
    decision = get_paper_for(user, pk)
    form = AnnulForm(request.POST or None)
    context = {
        "form": form,
        "title": _("Annul paper %(number)s") % {"number": decision.number},
        "lead": _("From that moment on the public check says “annulled”. This cannot be undone."),
        "button": _("Annul paper %(number)s") % {"number": decision.number},
        "tone": "danger",
        "is_asked": True,
        "back": reverse("paper_detail", args=[pk]),
    }
    if request.method != "POST":
        return show_act(request, decision.request, context)
    tried = attempt(
        form,
        lambda: annul_paper(decision=decision, by=user, version=posted_version(request), **form.cleaned_data),
    )
    if not tried.is_done:
        return show_act(request, decision.request, context, tried)
    say(request, _("Annulled: %(number)s") % {"number": decision.number})
    return redirect("paper_detail", pk)
