"""The people who sign in: list, add, change, new password; and what everybody sets for themselves."""

from typing import ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import staff as acts
from astana_employment.department.forms.staff import NewStaffForm, PasswordForm, PreferencesForm, StaffForm
from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView, DepartmentAct
from astana_employment.department.pages.tables import staff_table
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the staff in Kazakh order, those who may sign in first."""
    may_edit = may_open(request.user, "staff_edit")
    context = {"table": screen_page(staff_table(may_edit=may_edit), request.GET), "may_edit": may_edit}
    return render(request, "astana_employment/department/staff_list.html", context)


class _OfStaff(DepartmentAct):
    rows, back_to = StaffMember.objects, "staff_list"
    form_class: ClassVar[type[BaseForm]] = NewStaffForm
    row: StaffMember | None


class StaffAdd(_OfStaff):
    """Add a member of staff with a first password."""

    title = _("Add a member of staff")
    said = _("Added: %(name)s")

    def act(self, form: NewStaffForm) -> StaffMember:
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        return acts.create_staff(fields=values, password=form.cleaned_data["password"], by=self.by)


class StaffEdit(_OfStaff):
    """Change a member of staff, or close their account."""

    template_name = "astana_employment/department/staff_edit.html"
    form_class = StaffForm
    title = _("Change a member of staff")
    button = _("Save")
    said = _("Saved: %(name)s")
    row: StaffMember

    @property
    def over(self) -> str:
        return str(self.row)

    def act(self, form: StaffForm) -> StaffMember:
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
        return str(self.row)

    def act(self, form: PasswordForm) -> StaffMember:
        return acts.set_password(member=self.row, password=form.cleaned_data["password"], by=self.by)


class Preferences(ActView):
    """Show and save one's own settings: the language of the screen, the single-key shortcuts.

    They are nobody's business but one's own: no event, and no new version that would make the
    administrator's open form stale.
    """

    template_name = "astana_employment/department/preferences.html"
    title = _("My settings")
    button = _("Save")
    back_to = "home"

    def make_form(self, data: QueryDict | None) -> PreferencesForm:
        return PreferencesForm(data, instance=StaffMember.objects.get(pk=self.by.pk))

    def act(self, form: PreferencesForm) -> None:
        StaffMember.objects.filter(pk=self.by.pk).update(**form.cleaned_data)

    def words(self, form: PreferencesForm, done: None) -> str:
        with translation.override(form.cleaned_data["language"]):
            return gettext("Your settings are saved.")

    def after(self, done: None) -> str:
        return self.request.path
