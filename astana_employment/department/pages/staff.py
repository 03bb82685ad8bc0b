"""The people who sign in: list, add, change, new password."""

from typing import ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import staff as acts
from astana_employment.department.forms.staff import NewStaffForm, PasswordForm, StaffForm
from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.tables import staff_table
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the staff in Kazakh order, those who may sign in first."""
    may_edit = may_open(request.user, "staff_edit")
    context = {"table": screen_page(staff_table(may_edit=may_edit), request.GET), "may_edit": may_edit}
    return render(request, "astana_employment/department/staff_list.html", context)


class _OfStaff(ActView):
    frame = "astana_employment/department/department_base.html"
    form_class: ClassVar[type[BaseForm]] = NewStaffForm
    row: StaffMember | None

    def load(self, by: StaffMember, pk: int | None = None) -> StaffMember | None:
        return get_object_or_404(StaffMember, pk=pk) if pk else None

    @property
    def back(self) -> str:
        return reverse("staff_list")


class StaffAdd(_OfStaff):
    """Add a member of staff with a first password."""

    title = _("Add a member of staff")
    said = _("Added: %(name)s")

    def act(self, form: NewStaffForm) -> StaffMember:
        """Create the account."""
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        return acts.create_staff(fields=values, password=form.cleaned_data["password"], by=self.by)


class StaffEdit(_OfStaff):
    """Change a member of staff, or close their account."""

    template_name = "astana_employment/department/staff_edit.html"
    title = _("Change a member of staff")
    button = _("Save")
    said = _("Saved: %(name)s")
    row: StaffMember

    @property
    def over(self) -> str:
        """Name the person."""
        return str(self.row)

    def make_form(self, data: QueryDict | None) -> StaffForm:
        """Return the form over a row of its own: it fills its instance with what was typed."""
        return StaffForm(data, instance=StaffMember.objects.get(pk=self.row.pk))

    def act(self, form: StaffForm) -> StaffMember:
        """Change the account."""
        return acts.change_staff(member=self.row, version=self.version, changes=form.changes(), by=self.by)


class StaffPassword(_OfStaff):
    """Give a member of staff a new password."""

    form_class = PasswordForm
    title = _("Set a new password")
    lead = _("Tell it to the person yourself. Wherever they are signed in, they are signed out.")
    button = _("Set this password")
    said = _("New password set: %(name)s")
    row: StaffMember

    @property
    def over(self) -> str:
        """Name the person."""
        return str(self.row)

    def act(self, form: PasswordForm) -> StaffMember:
        """Set the password."""
        return acts.set_password(member=self.row, password=form.cleaned_data["password"], by=self.by)
