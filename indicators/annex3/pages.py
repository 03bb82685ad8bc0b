"""The values of Annex 3 by year: shown with their history, entered and corrected by the head of division."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from astana_employment.department.changes import changes_of
from astana_employment.department.models import Event
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import Attempt, number_in
from astana_employment.department.records import as_json, subject_type
from astana_employment.toolbox.screens.table_page import screen_page
from indicators.annex3.acts import add_target_year, change_target_year
from indicators.annex3.forms import NewTargetYearForm, TargetYearForm
from indicators.annex3.models import TargetYear
from indicators.annex3.tables import annex_table


@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    """Show the values of the latest year, or of `year`, and what was changed in them by whom."""
    years = list(TargetYear.objects.prefetch_related("targets"))
    wanted = number_in(request.GET.get("year", ""))
    chosen = next((row for row in years if row.year == wanted), years[0] if years else None)
    events = (
        Event.objects.filter(subject_type=subject_type(TargetYear), subject_id=chosen.pk).select_related("by")
        if chosen
        else Event.objects.none()
    )
    context = {
        "years": years,
        "chosen": chosen,
        "table": screen_page(annex_table(chosen, mark="*"), None) if chosen else None,
        "has_reconstructed": chosen and any(row.is_reconstructed for row in chosen.targets.all()),
        "history": [(event, changes_of(event)) for event in events],
    }
    return render(request, "indicators/annex3/targets.html", context)


class _Targets(ActView):
    template_name = "indicators/annex3/target_form.html"
    frame = "indicators/base.html"
    back_to = "target_list"
    lead = _("As the working group decided (clause 20). Values in per cent, such as 95 or 0,5.")
    button = _("Save the values")
    is_wide = True


class TargetAdd(_Targets):
    """Enter the values of a year that has none; the latest ones are offered to start from."""

    title = _("Values of a new year")
    said = _("The values of %(year)s are entered.")

    def make_form(self, data: QueryDict | None) -> NewTargetYearForm:
        latest = TargetYear.objects.prefetch_related("targets").first()
        return NewTargetYearForm(data, former=latest.values() if latest else None)

    def act(self, form: NewTargetYearForm) -> TargetYear:
        return add_target_year(**form.decision, values=form.values, by=self.by)


class TargetEdit(_Targets):
    """Correct the values of a year; the old ones stay in the history."""

    rows = TargetYear.objects.prefetch_related("targets")
    said = _("The values of %(year)s are changed.")
    row: TargetYear

    @property
    def title(self) -> str:
        return _("Values of %(year)s") % {"year": self.row.year}

    def make_form(self, data: QueryDict | None) -> TargetYearForm:
        initial = {"decision_number": self.row.decision_number, "decision_date": self.row.decision_date}
        return TargetYearForm(data, former=self.row.values(), asks_reason=True, initial=initial)

    def act(self, form: TargetYearForm) -> TargetYear:
        asked = {**form.decision, "values": form.values}
        return change_target_year(target_year=self.row, version=self.version, **asked, by=self.by)

    def typed(self, form: TargetYearForm) -> dict[str, Any]:
        return {
            name: f"{value:.2f}" if isinstance(value, Decimal) else as_json(value)
            for name, value in form.cleaned_data.items()
        }

    def originals(self, tried: Attempt) -> dict[str, Any]:
        logged = super().originals(tried)
        return {name.replace(" ", "-").replace(".", "-"): value for name, value in logged.items()}
