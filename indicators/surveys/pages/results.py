"""What the surveys say in a period, with responses and remarks; and the slip of a complainant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.acts.surveys import Source, invite
from astana_employment.department.models import Role, StaffMember
from astana_employment.department.pages.replies import attempt, officer, page_of, say, show_form
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from complaints.models import Complaint
from indicators.annex3.figures import share_of
from indicators.annex3.periods import Period, PeriodError
from indicators.surveys.acts import type_in_complainants_slip
from indicators.surveys.forms import ComplainantSlipForm
from indicators.surveys.models import SlipBatch, SurveyQuestion, SurveyRemark
from indicators.surveys.results import counts_in

# What people wrote may name somebody: it stays in the department, with those who can act on it.
REMARK_READERS = (Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


@require_safe
def survey_results(request: HttpRequest) -> HttpResponse:
    """Show satisfied, answered and asked of each question in a quarter or year, the running one at first."""
    period = _period(request.GET.get("period", ""))
    rows = [
        (
            SurveyQuestion(name).label,
            count,
            share_of(count.satisfied, count.answered),
            share_of(count.answered, count.asked),
        )
        for name, count in counts_in(period.first, period.last).items()
    ]
    remarks = SurveyRemark.objects.filter(month__range=(period.first, period.last))
    context = {
        "period": period,
        "quarters": _last_quarters(),
        "rows": rows,
        "page": page_of(request, remarks) if officer(request).has_role(*REMARK_READERS) else None,
        "batches": SlipBatch.objects.filter(filled_on__range=(period.first, period.last)).select_related(
            "typed_by", "voided_by"
        )[:20],
        "may_type": may_open(request.user, "survey_slips"),
    }
    return render(request, "indicators/surveys/results.html", context)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError:
        return Period.quarter_of(today())


def _last_quarters() -> list[Period]:
    """Return the running quarter and the seven before it."""
    running = Period.quarter_of(today())
    return [*running.quarters_before(7), running]


@require_http_methods(["GET", "HEAD", "POST"])
@once
def survey_complainant(request: HttpRequest) -> HttpResponse:
    """Type in the paper answer of a complainant, one a complaint."""
    template, by = "indicators/surveys/complainant.html", officer(request)
    if request.method != "POST":
        return show_form(request, template, {"form": ComplainantSlipForm()})
    form = ComplainantSlipForm(request.POST)
    tried = attempt(form, lambda: _type_in(form, by))
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    say(request, _("The answer is kept, marked as typed in."))
    return redirect("survey_complainant")


def _type_in(form: ComplainantSlipForm, by: StaffMember) -> None:
    number = form.cleaned_data["number"]
    complaint = Complaint.objects.filter(number=number).first()
    if complaint is None:
        raise RuleViolation(_("There is no complaint of this number."), field="number")
    type_in_complainants_slip(
        invitation=invite(subject=complaint, source=Source.COMPLAINT),
        filled_on=form.cleaned_data["filled_on"],
        slip=form.slip,
        by=by,
    )
