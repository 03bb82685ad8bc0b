"""Acting officers: list, appoint, revoke."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import delegations as acts
from astana_employment.department.forms.delegations import DelegationForm
from astana_employment.department.models import Delegation, StaffMember
from astana_employment.department.pages.act import DepartmentAct, Fact
from astana_employment.department.pages.tables import delegation_table
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import screen_page


def _state(delegation: Delegation, day: date) -> tuple[str, str]:
    """Return the state of a delegation on a day in words, and the tone it is said in."""
    if delegation.revoked_at is not None:
        return gettext("revoked"), "done"
    if delegation.ends_on < day:
        return pgettext("delegation", "ended"), "done"
    if delegation.starts_on > day:
        return gettext("coming"), "wait"
    return gettext("in force"), "act"


@require_GET
def delegation_list(request: HttpRequest) -> HttpResponse:
    """List the delegations, the latest first, each with its state."""
    rows = Delegation.objects.select_related("person")
    table = screen_page(delegation_table(rows, lambda row: _state(row, today())), request.GET)
    return render(request, "astana_employment/department/delegation_list.html", {"table": table})


class DelegationAdd(DepartmentAct):
    """Appoint an acting officer by order."""

    form_class = DelegationForm
    back_to = "delegation_list"
    title = _("Appoint an acting officer")
    button = _("Appoint")
    said = _("Appointed: %(name)s")

    def act(self, form: DelegationForm) -> StaffMember:
        return acts.grant_delegation(**form.cleaned_data, by=self.by).person


class DelegationRevoke(DepartmentAct):
    """Revoke a delegation with the reason."""

    form_class = ReasonForm
    rows, back_to = Delegation.objects.select_related("person"), "delegation_list"
    title = _("Revoke a delegation")
    lead = _("From now on this person no longer acts for the officer. What was signed stays signed.")
    button = _("Revoke the delegation")
    tone = "danger"
    said = _("Revoked: %(name)s")
    row: Delegation

    @property
    def over(self) -> str:
        return f"{self.row.person}: {self.row.get_acts_as_display()}"

    def facts(self) -> list[Fact]:
        row = self.row
        return [
            Fact(_("Order number"), row.order_number),
            Fact(_("From"), numeric_date(row.starts_on)),
            Fact(_("Until"), numeric_date(row.ends_on)),
        ]

    def act(self, form: ReasonForm) -> StaffMember:
        reason = form.cleaned_data["reason"]
        return acts.revoke_delegation(delegation=self.row, reason=reason, by=self.by).person
