"""What professions are called: the list, and adding, correcting and closing one (clause 1)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.pages.act import DepartmentAct, Fact
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import kazakh_order, screen_page
from registry.vacancies import acts
from registry.vacancies.forms import ProfessionFilterForm, ProfessionForm
from registry.vacancies.models import Profession
from registry.vacancies.tables import profession_table


@require_GET
def profession_list(request: HttpRequest) -> HttpResponse:
    """List the professions in use in Kazakh order, or those that were closed."""
    form = ProfessionFilterForm(request.GET)
    form.is_valid()
    sought = form.cleaned_data.get("q", "").strip()
    is_closed = form.cleaned_data.get("show") == "closed"
    rows = Profession.objects.filter(closed_on__isnull=not is_closed)
    if sought:
        rows = rows.named_like(sought)
    rows = rows.order_by(kazakh_order("names_kk__0"), "pk")
    table = profession_table(rows, sought=sought, is_closed=is_closed)
    context = {"form": form, "table": screen_page(table, request.GET)}
    return render(request, "registry/vacancies/profession_list.html", context)


class _Names(DepartmentAct):
    form_class = ProfessionForm
    back_to = "profession_list"
    over = _("Professions")
    button = _("Save")
    lead = _(
        "A search for one of these names finds vacancies announced under any of them. A name stands in one"
        " profession only."
    )


class ProfessionAdd(_Names):
    """Add a profession with its names."""

    title = _("Add a profession")
    said = _("The profession is added: %(name)s")

    def act(self, form: ProfessionForm) -> Profession:
        return acts.add_profession(**form.cleaned_data, by=self.by)


class ProfessionEdit(_Names):
    """Correct the names of a profession."""

    rows = Profession.objects.in_use()
    title = _("Correct the names of a profession")
    said = _("Saved: %(name)s")
    row: Profession

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in acts.NAMES}

    def act(self, form: ProfessionForm) -> Profession:
        return acts.edit_profession(
            profession=self.row, version=self.version, **form.cleaned_data, by=self.by
        )


class ProfessionClose(DepartmentAct):
    """Close a profession, with the reason."""

    form_class = ReasonForm
    rows, back_to = Profession.objects.in_use(), "profession_list"
    title = _("Close a profession")
    lead = _(
        "From now on a search for one of these names no longer finds the others. Searches made before keep"
        " what they compared."
    )
    button = _("Close the profession")
    tone = "danger"
    said = _("The profession is closed: %(name)s")
    row: Profession

    @property
    def over(self) -> str:
        return str(self.row)

    def facts(self) -> list[Fact]:
        return [
            Fact(_("Names in Kazakh"), ", ".join(self.row.names_kk)),
            Fact(_("Names in Russian"), ", ".join(self.row.names_ru)),
        ]

    def act(self, form: ReasonForm) -> Profession:
        reason = form.cleaned_data["reason"]
        return acts.close_profession(profession=self.row, version=self.version, reason=reason, by=self.by)
