"""The forms for what may be done with an entry of every kind."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import PrintableField
from registry.card.forms.base import MOST_VACANCIES, EntryForm, ReferralField, VacancyField
from registry.card.models import CardEntry, Judged
from registry.vacancies.models import Vacancy


class CorrectionForm(EntryForm):
    """All that can be corrected in an entry."""

    def __init__(self, data: QueryDict | None, *, entry: CardEntry) -> None:
        self.model, self.names = type(entry), entry.fields  # type: ignore[misc]
        initial = {name: getattr(entry, f"{name}_id", None) or getattr(entry, name) for name in self.names}
        super().__init__(data, initial)
        field = self.fields.get("vacancy")
        if isinstance(field, VacancyField):
            then = Vacancy.objects.open_on(getattr(entry, entry.begins)).order_by("-pk")[:MOST_VACANCIES]
            keys = [initial["vacancy"], *then.values_list("pk", flat=True)]
            field.queryset = Vacancy.objects.filter(pk__in=keys).order_by("profession", "employer", "pk")
        field = self.fields.get("referral")
        if isinstance(field, ReferralField):
            field.offer_those_of(entry.registration)
        if "destination" in self.fields:
            self.fields["destination"].required = False


class _OfEntry(forms.Form):
    """A small form on the page of an entry, which shows what the entry says already."""

    # The entry's field that each field shows; the beginning of their ids, which differ on the page.
    shows: ClassVar[dict[str, str]] = {}
    name: ClassVar[str]

    def __init__(self, data: QueryDict | None, *, entry: CardEntry) -> None:
        shown = {name: getattr(entry, of_entry, "") for name, of_entry in self.shows.items()}
        super().__init__(data, initial=shown, auto_id=f"{self.name}_%s")


class SaidForm(_OfEntry):
    """What the person says of a breach."""

    name = "reason"
    shows = {"reason": "reason"}

    reason = PrintableField(label=_("What the person says"), max_length=400, rows=2)


class JudgementForm(_OfEntry):
    """Whether the reason is valid, and why."""

    name = "judge"
    shows = {"judgement": "judgement", "note": "judgement_note"}

    judgement = forms.ChoiceField(
        label=_("Reason"),
        choices=[choice for choice in Judged.Judgement.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
    )
    note = PrintableField(label=_("Why it is judged so"), max_length=400, rows=2)


class VoidForm(_OfEntry):
    """Why an entry is void."""

    name = "void"

    reason = PrintableField(label=_("Why the entry is void"), max_length=200)


class UndoForm(_OfEntry):
    """Nothing is asked before a visit is taken back."""

    name = "undo"
