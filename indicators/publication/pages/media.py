"""What appeared in the mass media (resolution, clause 2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once
from astana_employment.toolbox.screens.table_page import screen_page
from indicators.publication.acts import record_publication, void_publication
from indicators.publication.forms import PublicationForm
from indicators.publication.models import MediaPublication
from indicators.publication.tables import publication_table
from indicators.voiding.pages import void_page

FORM = ["GET", "HEAD", "POST"]


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """List what appeared when and where, the latest first."""
    table = publication_table(may_void=may_open(request.user, "publication_void"))
    context = {"table": screen_page(table, request.GET)}
    return render(request, "indicators/publication/publications.html", context)


@require_http_methods(FORM)
@once
def publication_add(request: HttpRequest) -> HttpResponse:
    """Record a publication."""
    form = PublicationForm(request.POST or None)
    if request.method != "POST":
        return show_form(request, "indicators/publication/publication_form.html", {"form": form})
    tried = attempt(form, lambda: record_publication(by=officer(request), **form.cleaned_data))
    if not tried.is_done:
        return show_form(request, "indicators/publication/publication_form.html", {"form": form}, tried)
    say(request, _("The publication is recorded."))
    return redirect("publication_list")


@require_http_methods(FORM)
@once
def publication_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the record of a publication."""
    row = get_object_or_404(MediaPublication.objects.valid(), pk=pk)
    facts = [str(row.get_what_display()), row.medium, row.place, f"{row.published_on:%d.%m.%Y}"]
    back = reverse("publication_list")
    return void_page(request, facts, back, lambda **said: void_publication(publication=row, **said))
