"""A person's page, and the acts on the card that it offers."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.pages.replies import number_in, officer
from registry.people.acts import people as acts
from registry.people.duplicates import duplicates_of
from registry.people.forms.person import NameForm, NotSameForm, PersonEditForm, WindowForm
from registry.people.loaders import get_person_for
from registry.people.models import FormerName, Person
from registry.people.panels import person_panels
from registry.people.person_page import load_card
from registry.people.timeline import history_of

PAGE = "registry/people/person.html"


@require_GET
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all about a person on one page; `before` goes further back in the history."""
    viewer = officer(request)
    person = get_person_for(viewer, pk)
    if person.pk != pk:
        messages.info(request, _("This card was merged into another one, which is shown here."))
        return redirect(person_url(person))
    return render(request, PAGE, _about(person, viewer, number_in(request.GET.get("before", ""))))


def _about(person: Person, viewer: StaffMember, before: int | None = None) -> dict[str, Any]:
    """Return what the page shows of a person."""
    card = load_card(person, viewer)
    return {
        "person": person,
        "card": card,
        "apart": NotSameForm(),
        "panels": person_panels(person, viewer),
        "history": history_of(person, [row.pk for row in card.merged], before=before),
        "is_older": before is not None,
    }


def person_url(person: Person) -> str:
    """Return the address of a person's page."""
    return reverse("person_detail", kwargs={"pk": person.pk})


class PersonAct(ActView):
    """An act on a person's card, or on a row that knows its `person`; it goes back to the person's page."""

    row: Any

    def load(self, by: StaffMember, *args: Any, **address: Any) -> Any:
        return get_person_for(by, address["pk"])

    def instead(self) -> HttpResponse | None:
        """Lead to the same page of the card that this one was merged into."""
        is_merged = isinstance(self.row, Person) and self.row.pk != self.kwargs["pk"]
        if not is_merged or self.request.method == "POST":
            return None
        match = self.request.resolver_match
        return redirect(str(match and match.url_name), pk=self.row.pk)

    @property
    def person(self) -> Person:
        """Whose card it is."""
        person: Person = getattr(self.row, "person", self.row)
        return person

    @property
    def over(self) -> str:
        return self.person.full_name if self.row is not None else ""

    @property
    def back(self) -> str:
        return person_url(self.person)


class PersonEdit(PersonAct):
    """Change the data of a card."""

    template_name = "registry/people/person_edit.html"
    button = _("Save")
    is_wide = True
    title = _("Change the data")
    said = _("Saved: %(name)s")

    def make_form(self, data: QueryDict | None) -> PersonEditForm:
        return PersonEditForm(data, person=self.row)

    def act(self, form: PersonEditForm) -> Person:
        return acts.edit_person(person=self.row, version=self.version, changes=form.cleaned_data, by=self.by)


class PersonName(PersonAct):
    """Correct a slip in a name, or enter one changed by law; the former one is kept."""

    is_wide = True
    title = _("Correct or change the name")
    button = _("Save")
    lead = _("The former name is kept, and the search finds the person by it.")
    said = _("The name is changed; the former one is kept for search.")

    def make_form(self, data: QueryDict | None) -> NameForm:
        form = NameForm(data, initial={name: getattr(self.row, name) for name in acts.NAME_FIELDS})
        form.allow_one_name(self.row.category)
        return form

    def act(self, form: NameForm) -> Person:
        is_changed = form.cleaned_data["why"] == FormerName.Why.CHANGED
        rename = acts.change_name if is_changed else acts.correct_name
        return rename(
            person=self.row,
            version=self.version,
            names=form.names(),
            by=self.by,
            reason=form.cleaned_data["reason"],
        )


class PersonWindow(PersonAct):
    """Send a person to another window by a letter chosen by hand."""

    form_class = WindowForm
    title = _("Send to another window")
    button = _("Save")
    lead = _(
        "People are served by the first letter of the surname. Choose another letter where the surname has "
        "none of the 42, or where the rule leads to a wrong window."
    )
    said = _("The letter for the window is set: %(name)s")

    def initial(self) -> dict[str, Any]:
        return {"letter": self.row.routing_letter}

    def originals(self, tried: Any) -> Mapping[str, Any]:
        return {"letter": super().originals(tried).get("routing_letter")}

    def act(self, form: WindowForm) -> Person:
        return acts.set_routing_letter(
            person=self.row, version=self.version, letter=form.cleaned_data["letter"], by=self.by
        )


class PersonNotSame(PersonAct):
    """Record of cards shown on a person's page that they are other people's."""

    http_method_names = ["post"]
    template_name = PAGE
    form_class = NotSameForm
    said = _("Recorded: not the same person.")

    def act(self, form: NotSameForm) -> list[Any]:
        shown = {like.person.pk: like.person for like in duplicates_of(self.row)}
        return [
            acts.tell_apart(
                person=self.row,
                other=shown[number],
                reason=form.cleaned_data["not_same_reason"],
                by=self.by,
            )
            for number in form.cleaned_data["seen"]
            if number in shown
        ]

    def context(self, form: NotSameForm) -> dict[str, Any]:
        return _about(self.row, self.by) | {"apart": form}
