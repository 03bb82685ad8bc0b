"""The grounds found on all record cards; suspending, resuming and ending a registration; the notice of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord, StaffMember
from astana_employment.department.models.paper import stored_pdf
from astana_employment.department.pages.issuing import issue_on_page
from astana_employment.department.pages.replies import asked_part, officer, pdf_answer
from astana_employment.department.records import record_access
from astana_employment.department.states import cannot_now
from astana_employment.department.web.submission import form_page
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.screens.tables import FORMATS, Table, file_response
from registry.law.eligibility import Finding
from registry.people.loaders import VIEW_ROLES
from registry.people.models import UnemploymentRegistration
from registry.people.pages.people import PersonAct
from registry.standing.acts import decide_standing, issue_notice
from registry.standing.facts import findings_of
from registry.standing.findings import FindingRow, finding_table
from registry.standing.forms import FindingFilterForm, StandingForm
from registry.standing.models import StandingDecision
from registry.standing.panels import TITLES, shown_findings
from registry.standing.states import DECIDERS, GROUNDS_FOR, acts_from

Act = StandingDecision.Act
LEADS = {
    Act.SUSPEND: _(
        "While the registration is suspended no certificate is issued. It can be resumed at any time."
    ),
    Act.END: _(
        "Ending is final: what is undecided on the registration is withdrawn with it. "
        "The person may register anew and starts clean."
    ),
}


# --- the grounds found ---------------------------------------------------------------------------
@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """List the grounds found on a day, today unless the address names another one."""
    form = FindingFilterForm(request.GET)
    table = _table(form)
    context: dict[str, Any] = {"form": form}
    if table is None:
        return render(request, "registry/standing/findings.html", context, status=422)
    _log(request, form, AccessRecord.Act.VIEW)
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "table": screen_page(table, request.GET),
        "day": form.day,
        "filters": query.urlencode(),
        "kept": query.items(),
        "parts": range(1, table.parts + 1),
    }
    return render(request, "registry/standing/findings.html", context)


@require_safe
def finding_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return the same list as PDF (of a long one, a part), XLSX or CSV."""
    if form not in FORMATS:
        raise Http404
    filters = FindingFilterForm(request.GET)
    table = _table(filters)
    if table is None:
        return render(request, "registry/standing/findings.html", {"form": filters}, status=422)
    part = asked_part(request, table.parts)
    _log(request, filters, AccessRecord.Act.DOWNLOAD)
    return file_response(
        table,
        form,
        file_name=f"grounds_{filters.day}",
        made_by=officer(request).get_short_name(),
        part=part,
    )


def _table(form: FindingFilterForm) -> Table[FindingRow] | None:
    """Return the table of valid filters; None when they are not, or no edition was in force."""
    if not form.is_valid():
        return None
    try:
        return finding_table(form.day, form.wanted)
    except LookupError:
        form.add_error("on", str(_("No edition of the standard was in force on this day.")))
        return None


def _log(request: HttpRequest, form: FindingFilterForm, act: str) -> None:
    filters = " ".join(f"{name}={value}" for name, value in form.cleaned_data.items() if value)
    record_access(by=officer(request), act=act, subject=UnemploymentRegistration, detail=f"grounds {filters}")


# --- the decision --------------------------------------------------------------------------------
class StandingDecide(PersonAct):
    """Decide on a registration; once that is kept, make the notice, with no transaction open.

    A repeat of the same form is led to the first one's answer and finishes the notice if it is missing.
    """

    template_name = "registry/standing/decide.html"
    said = _("Decided: registration %(number)s.")
    row: UnemploymentRegistration

    def load(self, by: StaffMember, pk: int, act: str) -> UnemploymentRegistration:
        if act not in Act.values:
            raise Http404
        if not by.roles & DECIDERS:
            raise PermissionDenied
        row = get_object_or_404(UnemploymentRegistration.objects.select_related("person"), pk=pk)
        record_access(by=by, act=AccessRecord.Act.VIEW, subject=row.person, detail=row.number)
        self.decides = Act(act)
        self.title = TITLES[self.decides]
        self.lead = LEADS.get(self.decides, "")
        self.tone = "primary" if self.decides == Act.RESUME else "danger"
        self.is_asked = self.decides == Act.END
        return row

    def instead(self) -> HttpResponse | None:
        """Lead back from what the present state does not allow."""
        if self.request.method == "POST" or self.decides in acts_from(self.row.state):
            return None
        messages.error(self.request, " ".join(cannot_now(self.row).messages))
        return redirect(self.back)

    @property
    def question(self) -> str:
        return f"{self.over}, {self.row.number}. " + str(_("This cannot be undone."))

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """The grounds that the record card shows today."""
        return findings_of(self.row, today())

    def make_form(self, data: QueryDict | None) -> StandingForm:
        return StandingForm(data, act=self.decides, found=self.found)

    def act(self, form: StandingForm) -> StandingDecision:
        return decide_standing(registration=self.row, ruling=form.ruling, by=self.by, version=self.version)

    def words(self, form: StandingForm, done: StandingDecision) -> str:
        return str(self.said) % {"number": self.row.number}

    def after(self, done: StandingDecision) -> str:
        return reverse("standing_detail", args=[done.pk])

    def context(self, form: StandingForm) -> dict[str, Any]:
        found = shown_findings(self.found, self.row.person_id, GROUNDS_FOR[self.decides])
        return {"found": found}

    def post(self, request: HttpRequest, /, **address: Any) -> HttpResponse:
        response = super().post(request, **address)
        if isinstance(response, HttpResponseRedirect):
            for decision in StandingDecision.objects.filter(registration=address["pk"], paper__isnull=True):
                _make_notice(request, decision)
        return response


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


@form_page
def standing_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the notice of a decision whose making was cut short; a repeat finds the one that was made."""
    if request.method == "POST":
        decision = _decision_for(officer(request), pk, AccessRecord.Act.VIEW)
        _make_notice(request, decision, str(_("The notice is made: %(number)s")))
    return redirect("standing_detail", pk)


def _make_notice(request: HttpRequest, decision: StandingDecision, done: str = "") -> None:
    user = officer(request)
    issue_on_page(request, decision, lambda: issue_notice(decision=decision, by=user), done)


def _decision_for(user: StaffMember, pk: int, act: str) -> StandingDecision:
    """Return a decision with its person and notice; the look is logged on the notice or the person."""
    if not user.has_role(*VIEW_ROLES):
        raise PermissionDenied
    rows = StandingDecision.objects.select_related("registration__person", "paper", "by")
    row = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=act, subject=row.paper or row.registration.person, detail=row.number)
    return row
