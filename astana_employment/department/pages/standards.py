"""The editions of the standard: all their limits, a new edition, corrections."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import standards as acts
from astana_employment.department.forms.standards import CONTACTS, HOURS, TERMS, NewStandardForm, StandardForm
from astana_employment.department.models import ServiceStandard, StaffMember
from astana_employment.department.pages.act import DepartmentAct
from astana_employment.department.pages.tables import required_table, standard_table
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def standard_list(request: HttpRequest) -> HttpResponse:
    """List the editions, the latest first."""
    table = screen_page(standard_table(today()), request.GET)
    context = {"table": table, "may_add": may_open(request.user, "standard_add")}
    return render(request, "astana_employment/department/standard_list.html", context)


@require_GET
def standard_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every limit, hour, contact and required document of an edition."""
    edition = get_object_or_404(ServiceStandard, pk=pk)
    context = {
        "edition": edition,
        "terms": _facts(edition, TERMS),
        "hours": _facts(edition, HOURS),
        "contacts": _facts(edition, CONTACTS),
        "table": screen_page(required_table(acts.documents_of(edition)), None),
        "may_edit": may_open(request.user, "standard_edit"),
    }
    return render(request, "astana_employment/department/standard_detail.html", context)


def _facts(edition: ServiceStandard, names: tuple[str, ...]) -> list[tuple[Any, Any]]:
    """Return the named fields with their labels, ready to be shown."""
    fields = [(edition._meta.get_field(name), getattr(edition, name)) for name in names]
    return [(getattr(field, "verbose_name", ""), _in_words(value)) for field, value in fields]


def _in_words(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


class StandardAdd(DepartmentAct):
    """Add an edition that copies the latest one and follows it."""

    form_class = NewStandardForm
    back_to = "standard_list"
    title = _("Add an edition")
    button = _("Add the edition")
    said = _("Added: edition %(code)s")
    row: ServiceStandard

    def load(self, by: StaffMember) -> ServiceStandard:
        return ServiceStandard.objects.latest("valid_from")

    @property
    def lead(self) -> str:
        return _(
            "The new edition begins as a copy of edition %(code)s, which ends on the day before. Its limits"
            " can be changed on the next page."
        ) % {"code": self.row.code}

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in acts.TITLES}

    def act(self, form: NewStandardForm) -> ServiceStandard:
        asked = {name: form.cleaned_data[name] for name in ("code", "valid_from", "reason")}
        return acts.add_standard(**asked, titles=form.titles(), by=self.by)

    def after(self, done: ServiceStandard) -> str:
        return reverse("standard_edit", args=[done.pk])


class StandardEdit(DepartmentAct):
    """Correct the limits of an edition, with the reason."""

    template_name = "astana_employment/department/standard_edit.html"
    form_class = StandardForm
    title = _("Correct an edition")
    lead = _(
        "A correction holds for cases that begin from now on; due dates and papers that exist keep the"
        " values they were made with."
    )
    button = _("Save the correction")
    said = _("Saved: edition %(code)s")
    is_wide = True
    rows = ServiceStandard.objects
    row: ServiceStandard

    @property
    def over(self) -> str:
        return self.row.code

    @property
    def back(self) -> str:
        return reverse("standard_detail", args=[self.row.pk])

    def act(self, form: StandardForm) -> ServiceStandard:
        return acts.change_standard(
            standard=self.row,
            version=self.version,
            changes=form.changes(),
            documents=form.documents(),
            reason=form.cleaned_data["reason"],
            by=self.by,
        )
