"""Two cards of one person compared side by side, and made one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    number_in,
    officer,
    say,
    show_form,
)
from astana_employment.department.templatetags.desk import day
from astana_employment.department.web.submission import once
from registry.people.acts.merging import merge_people
from registry.people.forms.person import MergeForm
from registry.people.loaders import get_person_for
from registry.people.models import Person
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


@require_http_methods(["GET", "HEAD", "POST"])
@once
def person_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare a card with another one and merge them; without `other`, ask which one."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("person_detail", pk=person.pk)
    other = _other(request, person)
    if other is None:
        sought = request.GET.get("q", "").strip()
        context = {"person": person, "sought": sought}
        return render(request, "registry/people/merge_with.html", context, status=422 if sought else 200)
    cards = sorted((person, other), key=lambda card: card.pk)
    form = MergeForm(
        request.POST or None,
        cards=[(card.pk, _titled(number, card)) for number, card in enumerate(cards, 1)],
        initial={"kept": cards[0].pk},
    )
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(form, lambda: _merge(request, cards, form))
        if tried.is_done:
            kept = form.cleaned_data["kept"]
            say(request, _("The two cards are one now; the numbers of both lead here."))
            return redirect("person_detail", pk=kept)
    rows = [_compare(cards[0], cards[1], name) for name in COMPARED]
    context = {"person": person, "other": other, "cards": cards, "rows": rows, "form": form}
    return show_form(request, "registry/people/merge.html", context, tried)


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


def _merge(request: HttpRequest, cards: list[Person], form: MergeForm) -> None:
    kept, merged = sorted(cards, key=lambda card: card.pk != form.cleaned_data["kept"])
    merge_people(kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=officer(request))


def _titled(number: int, card: Person) -> str:
    return _("Card %(number)s: %(name)s") % {"number": number, "name": card.full_name}


def _compare(one: Person, two: Person, name: str) -> Comparison:
    field = Person._meta.get_field(name)
    label = capfirst(field.verbose_name) if isinstance(field, models.Field) else name
    return Comparison(label, _shown(one, name), _shown(two, name))


def _shown(card: Person, name: str) -> str:
    if name == "birth_date":
        return day(card.birth_date)
    if name == "is_oralman":
        return _("yes") if card.is_oralman else _("no")
    choice = getattr(card, f"get_{name}_display", None)
    return str(choice() if choice else getattr(card, name))
