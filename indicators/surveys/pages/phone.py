"""The survey: by token for the people, on the tablet at the exit, and the slips typed in by staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.models import SurveyInvitation
from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.web.visitors import address_of, visitor_key
from indicators.surveys.acts import (
    WINDOW,
    TooManyGuesses,
    answer_invitation,
    invitation_of,
    type_in_slips,
)
from indicators.surveys.forms import SlipBatchForm, SlipFormSet, SurveyForm

CLOSED = "indicators/surveys/closed.html"


@require_http_methods(["GET", "HEAD", "POST"])
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


@require_http_methods(["GET", "HEAD", "POST"])
@once
def survey_slips(request: HttpRequest) -> HttpResponse:
    """Type in the visitors' paper slips of a day, many on a page."""
    template = "indicators/surveys/slips.html"
    by = officer(request)
    if request.method != "POST":
        form = SlipBatchForm(initial={"filled_on": request.GET.get("day", "")[:10]})
        return show_form(request, template, {"form": form, "rows": SlipFormSet(prefix="slip")})
    form, rows = SlipBatchForm(request.POST), SlipFormSet(request.POST, prefix="slip")
    if not rows.is_valid():
        form.is_valid()
        return render(request, template, {"form": form, "rows": rows}, status=422)
    slips = [slip for row in rows.forms if (slip := row.slip) is not None]

    def act() -> None:
        given = form.cleaned_data["handed_out"]
        type_in_slips(
            filled_on=form.cleaned_data["filled_on"],
            handed_out=len(slips) if given is None else given,
            slips=slips,
            by=by,
        )

    tried = attempt(form, act)
    if not tried.is_done:
        return show_form(request, template, {"form": form, "rows": rows}, tried)
    count = len(slips)
    say(request, ngettext("%(count)d slip kept.", "%(count)d slips kept.", count) % {"count": count})
    return redirect(f"{request.path}?day={form['filled_on'].value()}")
