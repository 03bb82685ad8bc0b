"""The survey: by token, on the tablet at the exit, as slips typed in by staff; and its results."""

from typing import Any

from django.conf import settings
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from astana_employment.department.acts.surveys import Source, invite
from astana_employment.department.models import Role, SurveyInvitation
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import attempt, officer, page_of, show_form
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import form_page, once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.web.visitors import address_of, visitor_key
from complaints.models import Complaint
from indicators.annex3.periods import Period, PeriodError
from indicators.surveys.acts import (
    WINDOW,
    TooManyGuesses,
    answer_invitation,
    answer_on_tablet,
    invitation_of,
    type_in_complainants_slip,
    type_in_slips,
    void_slips,
)
from indicators.surveys.forms import ComplainantSlipForm, SlipBatchForm, SlipForm, SlipFormSet, SurveyForm
from indicators.surveys.models import Audience, SlipBatch, SurveyRemark
from indicators.surveys.results import counts_in
from indicators.surveys.tables import answer_table, batch_table
from indicators.voiding.forms import VoidForm
from indicators.voiding.pages import VoidView

CLOSED = "indicators/surveys/closed.html"
# What people wrote may name somebody: it stays in the department, with those who can act on it.
REMARK_READERS = (Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


# --- what people open: nobody signs in, no row is theirs, and the answers are pages of their own ----
@form_page
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever was given a token, once; 404 for an invented one, 410 for a used one, 429 for guessing.

    The answer leads to a page without the token, so that nothing on the way keeps the two together.
    """
    try:
        invitation = invitation_of(token=token, visitor=visitor_key(address_of(request)))
    except TooManyGuesses:
        response = render(request, CLOSED, {"why": "stopped"}, status=429)
        response["Retry-After"] = str(int(WINDOW.total_seconds()))
        return _private(response)
    if invitation is None:
        return _private(render(request, CLOSED, {"why": "unknown"}, status=404))
    return _private(_ask(request, invitation))


@once
def _ask(request: HttpRequest, invitation: SurveyInvitation) -> HttpResponse:
    template = "indicators/surveys/survey.html"
    if request.method != "POST":
        if invitation.is_answered:
            return _answered(request)
        return show_form(request, template, {"form": SurveyForm(audience=invitation.audience)})
    form = SurveyForm(request.POST, audience=invitation.audience)
    tried = attempt(
        form,
        lambda: answer_invitation(invitation=invitation, answers=form.slip.answers, remark=form.slip.remark),
    )
    if tried.is_done:
        return redirect("survey_thanks")
    invitation.refresh_from_db()
    return (
        _answered(request) if invitation.is_answered else show_form(request, template, {"form": form}, tried)
    )


def _answered(request: HttpRequest) -> HttpResponse:
    return render(request, CLOSED, {"why": "answered"}, status=410)


@require_safe
def survey_thanks(request: HttpRequest) -> HttpResponse:
    """Thank whoever answered; the page knows nothing of the answer."""
    return _private(render(request, CLOSED, {"why": "thanks"}))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep surveys out of search engines and caches."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


@form_page
@once
def survey_tablet(request: HttpRequest) -> HttpResponse:
    """Ask the visitor who stands before the tablet."""
    template = "indicators/surveys/tablet.html"
    form = SurveyForm(request.POST or None, audience=Audience.VISITOR)
    if request.method != "POST":
        return show_form(request, template, {"form": form})
    tried = attempt(form, lambda: answer_on_tablet(answers=form.slip.answers, remark=form.slip.remark))
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    return redirect("survey_tablet_thanks")


@require_safe
def survey_tablet_thanks(request: HttpRequest) -> HttpResponse:
    """Thank the visitor; the next one finds the start."""
    return render(request, "indicators/surveys/tablet_thanks.html")


@require_safe
def survey_tablet_again(_request: HttpRequest) -> HttpResponse:
    """Begin anew, in Kazakh whatever language the visitor before had chosen."""
    response = redirect("survey_tablet")
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    return response


# --- what the staff see and type in ------------------------------------------------------------------
@require_safe
def survey_results(request: HttpRequest) -> HttpResponse:
    """Show satisfied, answered and asked of each question in a quarter or year, the running one at first."""
    period = _period(request.GET.get("period", ""))
    counts, may_type = counts_in(period.first, period.last), may_open(request.user, "survey_slips")
    batches = SlipBatch.objects.filter(filled_on__range=(period.first, period.last))
    last = list(batches.select_related("typed_by", "voided_by")[:20])
    remarks = SurveyRemark.objects.filter(month__range=(period.first, period.last))
    context = {
        "period": period,
        "quarters": _last_quarters(),
        "answers": screen_page(answer_table(counts), None),
        "page": page_of(request, remarks) if officer(request).has_role(*REMARK_READERS) else None,
        "batches": screen_page(batch_table(last, may_type=may_type), None),
        "may_type": may_type,
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


class _Slips(ActView):
    frame = "indicators/base.html"
    over = _("Surveys")
    back_to = "survey_results"


class SurveySlips(_Slips):
    """Type in the visitors' paper slips of a day, many on a page."""

    template_name = "indicators/surveys/slips.html"
    form_class = SlipBatchForm
    title = _("Paper slips of the survey")
    lead = _("The answers count on the day of the slips and are marked as typed in, with your name.")
    button = _("Keep the slips")
    is_wide = True

    def initial(self) -> dict[str, Any]:
        return {"filled_on": self.request.GET.get("day", "")[:10]}

    def more_forms(self, data: QueryDict | None) -> dict[str, Any]:
        return {"rows": SlipFormSet(data, prefix="slip")}

    def act(self, form: SlipBatchForm, rows: "BaseFormSet[SlipForm]") -> tuple[SlipBatch, int]:
        day, given = form.cleaned_data["filled_on"], form.cleaned_data["handed_out"]
        slips = [slip for row in rows.forms if (slip := row.slip) is not None]
        handed_out = len(slips) if given is None else given
        return type_in_slips(filled_on=day, handed_out=handed_out, slips=slips, by=self.by), len(slips)

    def words(self, form: SlipBatchForm, done: tuple[SlipBatch, int]) -> str:
        count = done[1]
        return ngettext("%(count)d slip kept.", "%(count)d slips kept.", count) % {"count": count}

    def after(self, done: tuple[SlipBatch, int]) -> str:
        return f"{self.request.path}?day={numeric_date(done[0].filled_on)}"


class SurveyComplainant(_Slips):
    """Type in the paper answer of a complainant, one a complaint."""

    template_name = "indicators/surveys/complainant.html"
    form_class = ComplainantSlipForm
    title = _("Slip of a complainant")
    lead = _(
        "One answer a complaint. It is marked as typed in; which complaint it belongs to is not kept with it."
    )
    button = _("Keep the answer")
    said = _("The answer is kept, marked as typed in.")

    def act(self, form: ComplainantSlipForm) -> SlipBatch:
        complaint = Complaint.objects.filter(number=form.cleaned_data["number"]).first()
        if complaint is None:
            raise RuleViolation(_("There is no complaint of this number."), field="number")
        invitation = invite(subject=complaint, source=Source.COMPLAINT)
        day = form.cleaned_data["filled_on"]
        return type_in_complainants_slip(invitation=invitation, filled_on=day, slip=form.slip, by=self.by)

    def after(self, done: SlipBatch) -> str:
        return self.request.path


class SlipsVoid(VoidView):
    """Void a batch of visitors' slips."""

    rows = SlipBatch.objects.valid().filter(audience=Audience.VISITOR)
    row: SlipBatch

    @property
    def over(self) -> str:
        handed_out = _("slips given out: %(count)d") % {"count": self.row.handed_out}
        return " · ".join([numeric_date(self.row.filled_on), handed_out, self.row.typed_by.get_short_name()])

    @property
    def back(self) -> str:
        return f"{reverse('survey_results')}?period={Period.quarter_of(self.row.filled_on).code}"

    def act(self, form: VoidForm) -> SlipBatch:
        return void_slips(batch=self.row, reason=form.cleaned_data["reason"], by=self.by)
