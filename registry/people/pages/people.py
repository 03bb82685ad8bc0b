"""A person's page, and the acts on the card that it offers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    number_in,
    officer,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.web.submission import once
from astana_employment.toolbox.errors import RuleViolation
from registry.people.acts import people as actions
from registry.people.duplicates import duplicates_of, taken_numbers
from registry.people.forms.person import NameForm, NotSameForm, PersonEditForm, WindowForm
from registry.people.loaders import get_person_for
from registry.people.models import FormerName, Person
from registry.people.panels import person_panels
from registry.people.person_page import load_card
from registry.people.timeline import history_of


@require_GET
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all about a person on one page; `before` goes further back in the history."""
    viewer = officer(request)
    person = get_person_for(viewer, pk)
    if person.pk != pk:
        messages.info(request, _("This card was merged into another one, which is shown here."))
        return redirect(person_url(person))
    return _person_page(request, person)


def _person_page(
    request: HttpRequest, person: Person, *, apart: NotSameForm | None = None, status: int = 200
) -> HttpResponse:
    viewer = officer(request)
    before = number_in(request.GET.get("before", ""))
    card = load_card(person, viewer)
    context = {
        "person": person,
        "card": card,
        "apart": apart or NotSameForm(),
        "window_form": WindowForm(initial={"letter": person.routing_letter}),
        "panels": person_panels(person, viewer),
        "history": history_of(person, [row.pk for row in card.merged], before=before),
        "is_older": before is not None,
    }
    return render(request, "registry/people/person.html", context, status=status)


def person_url(person: Person) -> str:
    """Return the address of a person's page."""
    return reverse("person_detail", kwargs={"pk": person.pk})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the data of a card."""
    person = get_person_for(officer(request), pk)
    initial = {name: getattr(person, name) for name in actions.DATA_FIELDS}
    form = PersonEditForm(request.POST or None, initial=initial)
    tried: Attempt | None = None
    taken: dict[str, Person] = {}
    if request.method == "POST":
        form.is_valid()
        # Asked before the act: a field that is refused loses its cleaned value.
        taken = taken_numbers(form.cleaned_data, of=person)
        tried = attempt(
            form,
            lambda: actions.edit_person(
                person=person, version=posted_version(request), changes=form.changes(), by=officer(request)
            ),
        )
        if tried.is_done:
            say(request, _("Saved: %(name)s") % {"name": person.full_name})
            return redirect(person_url(person))
    context = {
        "form": form,
        "person": person,
        "version": shown_version(request, person.version, tried),
        "taken_cards": list({card.pk: card for card in taken.values()}.values()),
    }
    return show_form(request, "registry/people/person_edit.html", context, tried)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a slip in a name, or enter one changed by law; the former one is kept."""
    person = get_person_for(officer(request), pk)
    form = NameForm(
        request.POST or None, initial={name: getattr(person, name) for name in actions.NAME_FIELDS}
    )
    form.allow_one_name(person.category)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(form, lambda: _rename(request, person, form))
        if tried.is_done:
            say(request, _("The name is changed; the former one is kept for search."), form)
            return redirect(person_url(person))
    context = {"form": form, "person": person, "version": shown_version(request, person.version, tried)}
    return show_form(request, "registry/people/person_name.html", context, tried)


def _rename(request: HttpRequest, person: Person, form: NameForm) -> Person:
    values: dict[str, Any] = {
        "person": person,
        "version": posted_version(request),
        "names": form.names(),
        "by": officer(request),
        "reason": form.cleaned_data["reason"],
    }
    is_changed = form.cleaned_data["why"] == FormerName.Why.CHANGED
    return actions.change_name(**values) if is_changed else actions.correct_name(**values)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_window(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a person to another window by a letter chosen by hand."""
    person = get_person_for(officer(request), pk)
    form = WindowForm(request.POST or None, initial={"letter": person.routing_letter})
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.set_routing_letter(
                person=person,
                version=posted_version(request),
                letter=form.cleaned_data["letter"],
                by=officer(request),
            ),
        )
        if tried.is_done:
            say(request, _("The letter for the window is set: %(name)s") % {"name": person.full_name})
            return redirect(person_url(person))
    context = {"form": form, "person": person, "version": shown_version(request, person.version, tried)}
    return show_form(request, "registry/people/person_window.html", context, tried)


@require_POST
@once
def person_not_same(request: HttpRequest, pk: int) -> HttpResponse:
    """Record of cards shown on a person's page that they are other people's."""
    person = get_person_for(officer(request), pk)
    form = NotSameForm(request.POST)
    shown = {like.person.pk: like.person for like in duplicates_of(person)}
    if form.is_valid():
        others = [shown[number] for number in form.cleaned_data["seen"] if number in shown]
        try:
            for other in others:
                actions.tell_apart(
                    person=person,
                    other=other,
                    reason=form.cleaned_data["not_same_reason"],
                    by=officer(request),
                )
        except RuleViolation as error:
            form.add_error("not_same_reason", error)
        else:
            say(request, _("Recorded: not the same person."))
            return redirect(person_url(person))
    return _person_page(request, person, apart=form, status=422)
