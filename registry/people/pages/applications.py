"""What becomes of an attempt: registered, originals returned, the list of what is missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import Fact
from astana_employment.department.pages.replies import officer
from astana_employment.department.templatetags.desk import day
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation
from registry.people.acts.intake import return_originals
from registry.people.acts.registration import register_unemployed
from registry.people.forms.late import LateEntryForm
from registry.people.loaders import get_application_for
from registry.people.models import IntakeApplication, UnemploymentRegistration
from registry.people.pages.people import PersonAct, person_url


class ApplicationRegister(PersonAct):
    """Register the person of accepted documents, today or, from paper notes, on an earlier day."""

    form_class = LateEntryForm
    title = _("Register as unemployed")
    said = _("Registered as unemployed: %(name)s, number %(number)s.")
    row: IntakeApplication

    def load(self, by: StaffMember, pk: int) -> IntakeApplication:
        return get_application_for(by, pk)

    def facts(self) -> list[Fact]:
        return [
            Fact(_("Documents handed in on"), day(self.row.applied_on)),
            Fact(_("registration due"), day(self.row.due_on)),
        ]

    def act(self, form: LateEntryForm) -> UnemploymentRegistration:
        return register_unemployed(
            application=self.row, registered_on=form.day, by=self.by, allowed_by=form.officer
        )

    def words(self, form: LateEntryForm, done: UnemploymentRegistration) -> str:
        return str(self.said) % {"name": self.row.person.full_name, "number": done.number}


@require_POST
@once
def application_originals(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the original documents as given back."""
    application = get_application_for(officer(request), pk)
    name = application.person.full_name
    try:
        return_originals(application=application, by=officer(request))
        messages.success(request, _("Original documents returned: %(name)s.") % {"name": name})
    except RuleViolation as error:
        # Nothing was typed that could be lost: the person's page shows who returned them.
        messages.info(request, error.message)
    return redirect(person_url(application.person))


@require_GET
def application_missing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is missing, to be printed and given to the person who was turned back."""
    application = get_application_for(officer(request), pk)
    context = {
        "application": application,
        "person": application.person,
        "standard": application.standard,
        "documents": application.documents.all(),
    }
    return render(request, "registry/people/application_missing.html", context)
