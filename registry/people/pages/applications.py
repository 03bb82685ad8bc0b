"""What becomes of an attempt: registered, originals returned, the list of what is missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.pages.replies import officer
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import add_violation
from registry.people.acts.intake import return_originals
from registry.people.acts.registration import register_unemployed
from registry.people.forms.late import LateEntryForm
from registry.people.loaders import get_application_for


@require_http_methods(["GET", "HEAD", "POST"])
@once
def application_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the person of accepted documents, today or, from paper notes, on an earlier day."""
    application = get_application_for(officer(request), pk)
    form = LateEntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registration = register_unemployed(
                application=application,
                registered_on=form.day,
                by=officer(request),
                allowed_by=form.officer,
            )
        except RuleViolation as error:
            _add(form, error)
        else:
            done = _("Registered as unemployed: %(name)s, number %(number)s.")
            messages.success(
                request, done % {"name": application.person.full_name, "number": registration.number}
            )
            return redirect("person_detail", pk=application.person_id)
    context = {"application": application, "person": application.person, "form": form}
    return render(
        request, "registry/people/application_register.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@once
def application_originals(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the original documents as given back."""
    application = get_application_for(officer(request), pk)
    try:
        return_originals(application=application, by=officer(request))
    except RuleViolation as error:
        # Nothing was typed that could be lost: the person's page shows who returned them.
        messages.info(request, error.message)
    else:
        messages.success(
            request, _("Original documents returned: %(name)s.") % {"name": application.person.full_name}
        )
    return redirect("person_detail", pk=application.person_id)


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


def _add(form: LateEntryForm, error: RuleViolation) -> None:
    if error.field == "registered_on":
        form.add_error("happened_on", error)
    else:
        add_violation(form, error)
