"""All that is typed while a person stands at the counter; what is asked depends on what is typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import DocumentKind, PersonCategory
from astana_employment.department.terms import edition_on
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import parse_day
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import add_violation
from registry.law.identifiers import iin_notices
from registry.people.acts.reception import HandedIn
from registry.people.duplicates import (
    CODES,
    LikelyDuplicate,
    LikelyDuplicates,
    likely_duplicates,
    taken_numbers,
)
from registry.people.forms.documents import DocumentSet, prefix_of
from registry.people.forms.late import LateEntryForm
from registry.people.forms.person import NotSameForm, PersonForm
from registry.people.models import Person


class Counter:
    """The documents of somebody who has a card already.

    With the pressed button (`step`), `typed` is a posted form to be checked; without, it is shown as typed
    and nothing is said against it: a form that is still being filled in. To an act page it is one form.
    """

    # What the acts may refuse beside a field of one of the forms.
    fields: Mapping[str, Any] = dict.fromkeys((*CODES, *LateEntryForm.beside))

    def __init__(self, typed: Mapping[str, Any], *, person: Person | None = None, step: str = "") -> None:
        self.data, self.card, self.step = typed, person, step
        data = typed if step else None
        self.late = LateEntryForm(data=data, initial=None if step else _without_prefix(typed, "late-"))
        self.documents = DocumentSet(self._kinds(), data=data, initial=typed)
        self.taken: dict[str, Person] = {}
        self.asks_about_missing = False

    @cached_property
    def day(self) -> date:
        """The day that decides which edition asks: the typed one if it is a day, else today."""
        try:
            return parse_day(str(self.data.get("late-happened_on", "")), past=True)
        except ValueError:
            return today()

    def _kinds(self) -> list[DocumentKind]:
        category, is_oralman = self._category()
        try:
            standard = edition_on(self.day)
        except RuleViolation:
            standard = edition_on(today())
        return standard.required_kinds(category, is_oralman=is_oralman)

    def _category(self) -> tuple[str, bool]:
        if self.card is None:
            raise ValueError("A counter without a card asks for the category itself.")
        return self.card.category, self.card.is_oralman

    @property
    def forms(self) -> list[Any]:
        """The forms whose errors stand above the page."""
        return [self.documents, self.late]

    def is_valid(self) -> bool:
        """Check everything at once, and that the pressed button fits what was presented."""
        return self._is_right() and self._agrees()

    def _is_right(self) -> bool:
        """A number of another card is an error that leads to that card."""
        is_valid = self.documents.is_valid() and self.late.is_valid()
        if self.documents.is_valid():
            self.taken = taken_numbers(self.documents.codes, of=self.card)
            for kind in self.taken:
                self._add_to_number(kind, RuleViolation(_("Another card has this number.")))
        return is_valid and not self.taken

    def _agrees(self) -> bool:
        """Ask before somebody is turned back: an empty row may be a slip, and an attempt stays for good."""
        self.asks_about_missing = bool(self.documents.missing) != (self.step == "turn_back")
        return not self.asks_about_missing

    def add_error(self, field: str | None, error: RuleViolation) -> None:
        """Show what an act refused beside the field it concerns, or above the form."""
        if field in CODES:
            self.taken = taken_numbers(self.documents.codes, of=self.card)
            self._add_to_number(field, error)
        else:
            add_violation(self.late, error)

    def _add_to_number(self, kind: str, error: RuleViolation) -> None:
        form = self.documents.by_kind(kind)
        if form is not None:
            form.add_error("number", error)

    @property
    def is_prefilled(self) -> bool:
        """Tell whether the rows show what was presented the last time."""
        return self.card is not None and not self.step

    @property
    def handed_in(self) -> HandedIn:
        """What the action needs of the documents; after `is_valid`."""
        return HandedIn(
            documents=self.documents.documents,
            codes=self.documents.codes,
            identity_number=self.documents.identity_number,
            day=self.late.day,
            allowed_by=self.late.officer,
        )

    @property
    def taken_cards(self) -> list[Person]:
        """The cards that have one of the typed numbers, each once."""
        return list(dict.fromkeys(self.taken.values()))

    @property
    def warnings(self) -> list[str]:
        """What was mended or is unusual; after `is_valid`."""
        return self.documents.notices(self.late.day)


class NewPersonCounter(Counter):
    """The documents and the data of somebody who has no card yet."""

    def __init__(self, typed: Mapping[str, Any], *, step: str = "") -> None:
        data, initial = (typed, None) if step else (None, typed)
        self.person, self.apart = PersonForm(data, initial=initial), NotSameForm(data, initial=initial)
        super().__init__(typed, step=step)
        self.found: list[LikelyDuplicate] = []
        # The panel stands beside the form, not inside it.
        self.apart.fields["not_same_reason"].widget.attrs["form"] = "act"
        self._look_for_duplicates()

    @property
    def forms(self) -> list[Any]:
        """The person's data first."""
        return [self.person, *super().forms, self.apart]

    def _category(self) -> tuple[str, bool]:
        wished = str(self.person["category"].value())
        category = wished if wished in PersonCategory.values else PersonCategory.CITIZEN.value
        return category, bool(self.person["is_oralman"].value())

    def _is_right(self) -> bool:
        """The person's data are checked along with the documents."""
        own = [self.person.is_valid(), self.apart.is_valid()]
        return super()._is_right() and all(own)

    def add_error(self, field: str | None, error: RuleViolation) -> None:
        """Show the like cards that an act found beside the question why it is none of them."""
        if isinstance(error, LikelyDuplicates):
            self.found = error.found
            self.apart.add_error("not_same_reason", error)
        else:
            super().add_error(field, error)

    def _look_for_duplicates(self) -> None:
        """Find the likely duplicates of what is typed so far: nothing until name and date of birth stand.

        Where there are some, the reason why it is another person must be given.
        """
        probe, documents = PersonForm(self.data), DocumentSet(self.documents.kinds, data=self.data)
        probe.is_valid()
        documents.is_valid()
        known = probe.cleaned_data
        if known.get("surname") and known.get("birth_date"):
            fields = {**known, **documents.codes}
            self.found = likely_duplicates(fields, identity_number=documents.identity_number)
        self.apart.fields["not_same_reason"].required = bool(self.found)

    @property
    def person_fields(self) -> dict[str, Any]:
        """The person's data for the action."""
        return dict(self.person.cleaned_data)

    @property
    def not_same_as(self) -> list[Person]:
        """The shown cards of which the officer says, with a reason, that they are other people's."""
        if not self.apart.cleaned_data["not_same_reason"]:
            return []
        return list(Person.objects.filter(pk__in=self.apart.cleaned_data["seen"]))

    @property
    def warnings(self) -> list[str]:
        """Mended letters, an IIN that says something else, unusual documents."""
        known = self.person.cleaned_data
        unlike = iin_notices(
            self.documents.codes.get("iin", ""), known.get("birth_date"), known.get("sex", "")
        )
        return [*self.person.notices, *unlike, *super().warnings]


def typed_from_last(person: Person) -> dict[str, Any]:
    """Return what the next attempt can show: the card's numbers and the documents of the last attempt."""
    typed: dict[str, Any] = {f"{prefix_of(kind)}-number": getattr(person, kind) for kind in CODES}
    last = person.applications.order_by("-applied_on", "-id").first()
    for row in last.documents.all() if last is not None else ():
        names = ("form", "number", "issuer", "issued_on", "expires_on", "has_police_mark")
        typed |= {f"{prefix_of(row.kind)}-{name}": getattr(row, name) for name in names}
    return typed


def _without_prefix(typed: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in typed.items() if name.startswith(prefix)}
