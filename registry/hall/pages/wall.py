"""The wall display: a page that asks once a second what to show, and is answered «nothing new» mostly."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, override, pgettext
from django.views.decorators.http import require_GET

from astana_employment.department.web.devices import the_device
from astana_employment.toolbox.clock import now
from registry.hall.lobby import HALL_LANGUAGES, clock_time, etag_of, state_for


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show who is called to which window, the newest call largest; the script keeps it up to date."""
    headings = [_headings(code) for code in HALL_LANGUAGES]
    context = {"headings": headings, "time": clock_time(now())}
    return render(request, "registry/hall/wall.html", context)


def _headings(language: str) -> dict[str, str]:
    with override(language):
        return {"language": language, "number": pgettext("wall", "Number"), "window": gettext("Window")}


@require_GET
def wall_state(request: HttpRequest) -> HttpResponse:
    """Answer what a display shows now; 304 without a body when that is what it shows already.

    `X-Desk-Time` is the time of day in Astana: the display says since when it is not up to date by the
    desk's clock, not by its own.
    """
    state = state_for(the_device(request))
    etag = etag_of(state)
    is_known = request.headers.get("If-None-Match") == etag
    response = HttpResponseNotModified() if is_known else JsonResponse(state)
    response["ETag"] = etag
    response["X-Desk-Time"] = clock_time(now())
    response["Cache-Control"] = "no-store"
    return response
