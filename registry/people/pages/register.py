"""Documents are handed in: by somebody new, or by somebody who has a card."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from registry.people.acts.reception import receive_again, receive_new_person
from registry.people.forms.counter import Counter, NewPersonCounter, typed_from_last
from registry.people.loaders import get_person_for
from registry.people.models import IntakeApplication, Person
from registry.people.pages.people import PersonAct, person_url
from registry.people.prefill import prefill

# The buttons of the form: which one was pressed says what is meant to happen.
STEPS = ("register", "accept", "turn_back")


class _Reception(PersonAct):
    """Without a pressed button («show the documents», htmx) the form is shown as typed and saves nothing."""

    page: ClassVar[str]
    is_wide = True

    def load(self, by: StaffMember, pk: int = 0) -> Person | None:
        target = self.request.headers.get("HX-Target", "")
        part = f"#{target}" if target in {"documents", "duplicates"} else ""
        self.template_name = f"registry/people/{self.page}.html{part}"
        step = self.request.POST.get("step", "")
        self.step = step if step in STEPS else ""
        return get_person_for(by, pk) if pk else None

    def instead(self) -> HttpResponse | None:
        if self.request.method == "POST" and not self.step:
            return self._shown(self.make_form(self.request.POST), {})
        return super().instead()

    def originals(self, tried: Any) -> dict[str, Any]:
        return {}

    def words(self, form: Counter, done: IntakeApplication) -> str:
        for text in form.warnings:
            messages.warning(self.request, text)
        if done.state == IntakeApplication.State.TURNED_BACK:
            return ""
        name, registration = done.person.full_name, getattr(done, "registration", None)
        if registration is not None:
            said = _("Registered as unemployed: %(name)s, number %(number)s.")
            return str(said) % {"name": name, "number": registration.number}
        said = _("Documents accepted: %(name)s. Register by %(day)s.")
        return str(said) % {"name": name, "day": f"{done.due_on:%d.%m.%Y}"}

    def after(self, done: IntakeApplication) -> str:
        if done.state == IntakeApplication.State.TURNED_BACK:
            return reverse("application_missing", args=[done.pk])
        return person_url(done.person)

    def context(self, form: Counter) -> dict[str, Any]:
        step = self.step or "register"
        return {"counter": form, "forms": form.forms, "person": self.row, "step": step}


class PersonRegister(_Reception):
    """Open a card for somebody whom the search did not find, with the documents of clause 12."""

    page = "register"
    title = _("Register a person")
    lead = _("Ask for the documents, enter what stands in them, give the originals back.")
    row: None

    def instead(self) -> HttpResponse | None:
        """Lead to the search first: most people have a card."""
        if self.request.method != "POST" and not self.request.GET.get("q", "").strip():
            return redirect("person_search")
        return super().instead()

    def make_form(self, data: QueryDict | None) -> NewPersonCounter:
        typed = prefill(self.request.GET["q"].strip()) if data is None else data
        return NewPersonCounter(typed, step=self.step)

    def act(self, form: NewPersonCounter) -> IntakeApplication:
        return receive_new_person(
            fields=form.person_fields,
            handed_in=form.handed_in,
            by=self.by,
            not_same_as=form.not_same_as,
            not_same_reason=form.apart.cleaned_data["not_same_reason"],
            register=self.step == "register",
        )


class PersonDocuments(_Reception):
    """Take the documents of somebody who has a card: the next attempt, or a new registration."""

    page = "documents"
    title = _("Hand in documents")
    row: Person

    def make_form(self, data: QueryDict | None) -> Counter:
        typed = typed_from_last(self.row) if data is None else data
        return Counter(typed, person=self.row, step=self.step)

    def act(self, form: Counter) -> IntakeApplication:
        return receive_again(
            person=self.row, handed_in=form.handed_in, by=self.by, register=self.step == "register"
        )
