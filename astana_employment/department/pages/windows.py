"""The four windows: who sits there, and which letters each serves."""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import windows as acts
from astana_employment.department.forms.windows import LettersForm
from astana_employment.department.models import ServiceWindow, service_windows
from astana_employment.department.pages.act import DepartmentAct
from astana_employment.department.pages.replies import Attempt
from astana_employment.department.pages.tables import window_table
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.screens.table_page import screen_page


@require_GET
def window_list(request: HttpRequest) -> HttpResponse:
    """Show the windows with their clerks and letters."""
    table = screen_page(window_table(), None)
    context = {"table": table, "may_edit": may_open(request.user, "window_letters")}
    return render(request, "astana_employment/department/window_list.html", context)


class WindowLetters(DepartmentAct):
    """Change which letters each window serves, all at once."""

    back_to = "window_list"
    title = _("Letters of the windows")
    lead = _(
        "Each of the 42 letters belongs to exactly one window. Cut a letter out at one window and type it in"
        " at another; “А–Ғ” means all letters from А to Ғ."
    )
    button = _("Save the letters")
    said = _("The letters of the windows are saved.")

    @property
    def versioned(self) -> SimpleNamespace:
        return SimpleNamespace(version=acts.letters_state())

    def make_form(self, data: QueryDict | None) -> LettersForm:
        return LettersForm(service_windows(), data)

    def act(self, form: LettersForm) -> None:
        acts.change_letters(letters=form.cleaned_data["letters"], state=self.version, by=self.by)

    def typed(self, form: LettersForm) -> dict[str, str]:
        return form.typed()

    def originals(self, tried: Attempt) -> dict[str, str]:
        numbers = dict(ServiceWindow.objects.values_list("pk", "number"))
        return {f"window_{numbers[event.subject_id]}": event.before["letters"] for event in tried.changes}
