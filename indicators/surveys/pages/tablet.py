"""The tablet at the exit: one visitor after the other answers, and it comes back to the start by itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.pages.replies import attempt, show_form
from astana_employment.department.web.submission import once
from indicators.surveys.acts import answer_on_tablet
from indicators.surveys.forms import SurveyForm
from indicators.surveys.models import Audience

TEMPLATE = "indicators/surveys/tablet.html"


@require_http_methods(["GET", "HEAD", "POST"])
@once
def survey_tablet(request: HttpRequest) -> HttpResponse:
    """Ask the visitor who stands before the tablet."""
    if request.method != "POST":
        return show_form(request, TEMPLATE, {"form": SurveyForm(audience=Audience.VISITOR)})
    form = SurveyForm(request.POST, audience=Audience.VISITOR)
    tried = attempt(form, lambda: answer_on_tablet(answers=form.slip.answers, remark=form.slip.remark))
    if not tried.is_done:
        return show_form(request, TEMPLATE, {"form": form}, tried)
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
