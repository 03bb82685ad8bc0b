"""Documents are handed in: by somebody new, or by somebody who has a card."""

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.pages.replies import Attempt, officer, show_form
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.people.acts.reception import receive_again, receive_new_person
from registry.people.duplicates import LikelyDuplicates
from registry.people.forms.counter import Counter, NewPersonCounter, typed_from_last, typed_of
from registry.people.loaders import get_person_for
from registry.people.models import IntakeApplication
from registry.people.prefill import prefill

# The buttons of the form: which one was pressed says what is meant to happen.
Step = Literal["register", "accept", "turn_back"]
STEPS: tuple[Step, ...] = ("register", "accept", "turn_back")
REFUSED = Attempt(is_done=False)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_register(request: HttpRequest) -> HttpResponse:
    """Open a card for somebody whom the search did not find, with the documents of clause 12."""
    if request.method != "POST":
        sought = request.GET.get("q", "").strip()
        if not sought:
            return redirect("person_search")
        counter = NewPersonCounter(prefill(sought))
        counter.look_for_duplicates()
        return _new(request, counter)
    step = _step(request)
    if step is None:
        counter = NewPersonCounter(typed_of(request.POST))
        counter.look_for_duplicates()
        return _new(request, counter)
    counter = NewPersonCounter(request.POST, check=True)
    counter.look_for_duplicates()
    if not counter.is_valid() or not _agrees(counter, step):
        return _new(request, counter, step=step, status=422)
    try:
        application = receive_new_person(
            fields=counter.fields,
            handed_in=counter.handed_in,
            by=officer(request),
            not_same_as=counter.not_same_as,
            not_same_reason=counter.apart.cleaned_data["not_same_reason"],
            register=step == "register",
        )
    except LikelyDuplicates as error:
        counter.found = error.found
        counter.apart.add_error("not_same_reason", error)
        return _new(request, counter, step=step, status=422)
    except RuleViolation as error:
        counter.add_violation(error)
        return _new(request, counter, step=step, status=422)
    return _done(request, application, counter)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the documents of somebody who has a card: the next attempt, or a new registration."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("person_documents", pk=person.pk)
    context: dict[str, Any] = {"person": person}
    if request.method != "POST":
        return _again(request, Counter(typed_from_last(person), person=person), context)
    step = _step(request)
    if step is None:
        return _again(request, Counter(typed_of(request.POST), person=person), context)
    counter = Counter(request.POST, person=person, check=True)
    if not counter.is_valid() or not _agrees(counter, step):
        return _again(request, counter, context, step=step, tried=REFUSED)
    try:
        application = receive_again(
            person=person, handed_in=counter.handed_in, by=officer(request), register=step == "register"
        )
    except RuleViolation as error:
        counter.add_violation(error)
        return _again(request, counter, context, step=step, tried=REFUSED)
    except StaleRecord as error:
        stale = Attempt(is_done=False, is_stale=True, changes=error.changes)
        return _again(request, counter, context, step=step, tried=stale)
    return _done(request, application, counter)


def _step(request: HttpRequest) -> Step | None:
    """Return the pressed button; None for «show the documents», which saves nothing."""
    return next((step for step in STEPS if request.POST.get("step") == step), None)


def _agrees(counter: Counter, step: Step) -> bool:
    """Ask before somebody is turned back: an empty row may be a slip, and an attempt stays for good."""
    if bool(counter.documents.missing) == (step == "turn_back"):
        return True
    counter.asks_about_missing = True
    return False


def _new(
    request: HttpRequest, counter: NewPersonCounter, *, step: Step = "register", status: int = 200
) -> HttpResponse:
    template = f"registry/people/register.html{_fragment(request)}"
    return render(request, template, {"counter": counter, "step": step}, status=status)


def _again(
    request: HttpRequest,
    counter: Counter,
    context: dict[str, Any],
    *,
    step: Step = "register",
    tried: Attempt | None = None,
) -> HttpResponse:
    template = f"registry/people/documents.html{_fragment(request)}"
    return show_form(request, template, {**context, "counter": counter, "step": step}, tried)


def _fragment(request: HttpRequest) -> str:
    """Return the part of the page that htmx asked for; nothing for a whole page."""
    target = request.headers.get("HX-Target", "")
    return f"#{target}" if target in {"documents", "duplicates"} else ""


def _done(request: HttpRequest, application: IntakeApplication, counter: Counter) -> HttpResponse:
    for text in counter.notices:
        messages.warning(request, text)
    if application.state == IntakeApplication.State.TURNED_BACK:
        return redirect("application_missing", pk=application.pk)
    registration = getattr(application, "registration", None)
    if registration is not None:
        done = _("Registered as unemployed: %(name)s, number %(number)s.")
        text = done % {"name": application.person.full_name, "number": registration.number}
    else:
        done = _("Documents accepted: %(name)s. Register by %(day)s.")
        text = done % {"name": application.person.full_name, "day": f"{application.due_on:%d.%m.%Y}"}
    messages.success(request, text)
    return redirect("person_detail", pk=application.person_id)
