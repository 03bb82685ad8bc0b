"""Acting officers: list, appoint, revoke."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import delegations as actions
from astana_employment.department.forms.delegations import DelegationForm
from astana_employment.department.models import Delegation
from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.pages.tables import delegation_table
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import screen_page


def _state(delegation: Delegation, day: date) -> tuple[str, str]:
    """Return the state of a delegation on a day in words, and the tone it is said in."""
    if delegation.revoked_at is not None:
        return _("revoked"), "done"
    if delegation.ends_on < day:
        return pgettext("delegation", "ended"), "done"
    if delegation.starts_on > day:
        return _("coming"), "wait"
    return _("in force"), "act"


@require_GET
def delegation_list(request: HttpRequest) -> HttpResponse:
    """List the delegations, the latest first, each with its state."""
    rows = Delegation.objects.select_related("person")
    table = screen_page(delegation_table(rows, lambda row: _state(row, today())), request.GET)
    return render(request, "astana_employment/department/delegation_list.html", {"table": table})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def delegation_add(request: HttpRequest) -> HttpResponse:
    """Appoint an acting officer by order."""
    template = "astana_employment/department/delegation_form.html"
    if request.method != "POST":
        return show_form(request, template, {"form": DelegationForm()})
    form = DelegationForm(request.POST)
    tried = attempt(form, lambda: actions.grant_delegation(**form.cleaned_data, by=officer(request)))
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    say(request, _("Appointed: %(name)s") % {"name": form.cleaned_data["person"]})
    return redirect("delegation_list")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def delegation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a delegation with the reason."""
    delegation = get_object_or_404(Delegation.objects.select_related("person"), pk=pk)
    template = "astana_employment/department/delegation_revoke.html"
    if request.method != "POST":
        return show_form(request, template, {"form": ReasonForm(), "delegation": delegation})
    form = ReasonForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.revoke_delegation(
            delegation=delegation, reason=form.cleaned_data["reason"], by=officer(request)
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form, "delegation": delegation}, tried)
    say(request, _("Revoked: %(name)s") % {"name": delegation.person})
    return redirect("delegation_list")
