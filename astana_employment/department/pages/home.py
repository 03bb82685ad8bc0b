"""The front door: the public front page, each role's first page, the language, the health check."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from astana_employment.department.acts.standards import documents_of
from astana_employment.department.models import (
    DocumentKind,
    RequiredDocument,
    ServiceStandard,
    StaffMember,
)
from astana_employment.department.navigation import links_for
from astana_employment.toolbox.clock import today


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead a member of staff to the first page of their work; show visitors the front page."""
    if isinstance(request.user, StaffMember):
        links = links_for(request)
        return redirect(links[0].url if links else "preferences")
    return render(
        request, "astana_employment/department/front.html", _front(ServiceStandard.objects.on(today()))
    )


def _front(standard: ServiceStandard) -> dict[str, Any]:
    """Return what the front page tells visitors, all of it from the edition in force."""
    asked = documents_of(standard)
    documents = [
        (group.label, [DocumentKind(kind).label for kind in asked[group]]) for group in RequiredDocument.Group
    ]
    return {"standard": standard, "documents": documents}


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Set the screen's language: for staff on their record, for visitors in a cookie."""
    wished = request.POST.get("language", "")
    code = wished if wished in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    wanted = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(wanted if is_ours else "/")
    if isinstance(request.user, StaffMember):
        StaffMember.objects.filter(pk=request.user.pk).update(language=code)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """Answer «ok» when the server and its database work; for whoever watches the desk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
