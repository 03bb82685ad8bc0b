"""What everybody sets for themselves: the language of the screen and the single-key shortcuts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.forms.staff import PreferencesForm
from astana_employment.department.models import StaffMember
from astana_employment.department.pages.replies import Attempt, officer, say, show_form
from astana_employment.department.web.submission import once


@require_http_methods(["GET", "HEAD", "POST"])
@once
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and save one's own settings.

    They are nobody's business but one's own: no event, and no new version that would make the
    administrator's open form stale.
    """
    user = officer(request)
    form = PreferencesForm(request.POST or None, instance=StaffMember.objects.get(pk=user.pk))
    if request.method != "POST":
        return show_form(request, "astana_employment/department/preferences.html", {"form": form})
    if not form.is_valid():
        return show_form(
            request, "astana_employment/department/preferences.html", {"form": form}, Attempt(is_done=False)
        )
    StaffMember.objects.filter(pk=user.pk).update(**form.cleaned_data)
    with translation.override(form.cleaned_data["language"]):
        say(request, _("Your settings are saved."))
    return redirect("preferences")
