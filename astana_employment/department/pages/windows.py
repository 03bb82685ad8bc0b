"""The four windows: who sits there, and which letters each serves."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import windows as actions
from astana_employment.department.forms.windows import LettersForm
from astana_employment.department.models import (
    FALLBACK_WINDOW,
    Event,
    ServiceWindow,
    StaffMember,
    service_windows,
)
from astana_employment.department.pages.replies import (
    attempt,
    merged,
    officer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once


@require_GET
def window_list(request: HttpRequest) -> HttpResponse:
    """Show the windows with their clerks and letters."""
    clerks = Prefetch("clerks", StaffMember.objects.filter(is_active=True))
    windows = service_windows()
    prefetch_related_objects(windows, clerks)
    context = {
        "windows": windows,
        "fallback": FALLBACK_WINDOW,
        "may_edit": may_open(request.user, "window_letters"),
    }
    return render(request, "astana_employment/department/window_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def window_letters(request: HttpRequest) -> HttpResponse:
    """Change which letters each window serves, all at once."""
    tried = None

    def make(data: QueryDict | None) -> LettersForm:
        return LettersForm(service_windows(), data)

    form = make(request.POST or None)
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.change_letters(
                letters=form.cleaned_data["letters"], state=posted_version(request), by=officer(request)
            ),
        )
        if tried.is_done:
            say(request, _("The letters of the windows are saved."))
            return redirect("window_list")
        if tried.is_stale:
            form = merged(form, make, _original_letters(tried.changes), form.typed())
    context = {"form": form, "version": shown_version(request, actions.letters_state(), tried)}
    return show_form(request, "astana_employment/department/window_letters.html", context, tried)


def _original_letters(changes: Iterable[Event]) -> dict[str, str]:
    """Return the letters that windows had before the first of some events, under the form's field names."""
    numbers = dict(ServiceWindow.objects.values_list("pk", "number"))
    return {f"window_{numbers[event.subject_id]}": event.before["letters"] for event in changes}
