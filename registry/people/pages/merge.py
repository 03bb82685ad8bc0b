"""Two cards of one person compared side by side, and made one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.pages.replies import number_in, officer
from astana_employment.department.templatetags.desk import day
from registry.people.acts.merging import merge_people
from registry.people.forms.person import MergeForm
from registry.people.loaders import get_person_for
from registry.people.models import Person
from registry.people.pages.people import PersonAct, person_url
from registry.people.search import people_with_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COMPARED = (
    *("surname", "given_name", "patronymic", "latin_name", "birth_date", "sex", "category", "is_oralman"),
    *("iin", "sik", "rnn", "address", "phone", "email"),
)


@dataclass(frozen=True)
class Comparison:
    """A line of the comparison: what it is, its value on the two cards."""

    label: "StrOrPromise"
    one: str
    two: str

    @property
    def differs(self) -> bool:
        """Tell whether the cards say different things."""
        return self.one != self.two


class PersonMerge(PersonAct):
    """Compare a card with another one and merge them; without `other`, ask which one."""

    template_name = "registry/people/merge.html"
    title = _("Compare and merge two cards")
    lead = _(
        "Documents, registrations and papers of both cards will stand on the card that stays; it takes the "
        "numbers it lacks. The numbers of both are found afterwards. A merge cannot be undone."
    )
    button = _("Merge the two cards")
    said = _("The two cards are one now; the numbers of both lead here.")
    tone = "danger"
    is_asked = True
    other: Person
    cards: list[Person]

    def instead(self) -> HttpResponse | None:
        """Lead to the kept card of one that was merged; ask for the other card until one is found."""
        if self.row.pk != self.kwargs["pk"]:
            return redirect(self.back)
        other = _other(self.request, self.row)
        if other is None:
            sought = self.request.GET.get("q", "").strip()
            context = {"person": self.row, "sought": sought}
            status = 422 if sought else 200
            return render(self.request, "registry/people/merge_with.html", context, status=status)
        self.other, self.cards = other, sorted((self.row, other), key=lambda card: card.pk)
        return None

    @property
    def question(self) -> str:
        return " + ".join(card.full_name for card in self.cards)

    def make_form(self, data: QueryDict | None) -> MergeForm:
        titles = [(card.pk, _titled(number, card)) for number, card in enumerate(self.cards, 1)]
        return MergeForm(data, cards=titles, initial={"kept": self.cards[0].pk, "other": self.other.pk})

    def act(self, form: MergeForm) -> Person:
        kept, merged = sorted(self.cards, key=lambda card: card.pk != form.cleaned_data["kept"])
        merge_people(kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=self.by)
        return kept

    def after(self, done: Person) -> str:
        return person_url(done)

    def context(self, form: MergeForm) -> dict[str, Any]:
        rows = [_compare(self.cards, name) for name in COMPARED]
        return {"other": self.other, "cards": self.cards, "rows": rows}


def _other(request: HttpRequest, person: Person) -> Person | None:
    """Return the card to compare with: by its key, or by a number that was typed."""
    number = number_in(request.POST.get("other") or request.GET.get("other") or "")
    if number is not None:
        other = Person.objects.select_related("merged_into").filter(pk=number).first()
        found = [other] if other else []
    else:
        found = people_with_number(request.GET.get("q", "").strip())
    kept = {card.pk: card for card in (row.merged_into or row for row in found)}
    kept.pop(person.pk, None)
    return get_person_for(officer(request), next(iter(kept))) if len(kept) == 1 else None


def _titled(number: int, card: Person) -> str:
    return gettext("Card %(number)s: %(name)s") % {"number": number, "name": card.full_name}


def _compare(cards: list[Person], name: str) -> Comparison:
    field = Person._meta.get_field(name)
    label = capfirst(field.verbose_name) if isinstance(field, models.Field) else name
    return Comparison(label, *(_shown(card, name) for card in cards))


def _shown(card: Person, name: str) -> str:
    if name == "birth_date":
        return day(card.birth_date)
    if name == "is_oralman":
        return gettext("yes") if card.is_oralman else gettext("no")
    choice = getattr(card, f"get_{name}_display", None)
    return str(choice() if choice else getattr(card, name))
