"""What the forms of the record card are made of: fields of an entry, and the act that enters what was typed.

Fields are made from the fields of the entries, so that a label or a length is said once; a form checks how
things are written, the acts check the rules.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.fields import DayField, PrintableField
from registry.card.models import CardEntry, Referral
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    VacancyChoice = forms.ModelChoiceField[Vacancy]
    ReferralChoice = forms.ModelChoiceField[Referral]
else:
    VacancyChoice = ReferralChoice = forms.ModelChoiceField

# A longer list is shortened by typing a profession or an employer.
MOST_VACANCIES = 100


class VacancyField(VacancyChoice):
    """A choice among vacancies, by profession, employer and address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Vacancy.objects.all(), empty_label=_("not from the bank"), **kwargs)

    def label_from_instance(self, obj: Vacancy) -> str:
        """Return what the list shows of a vacancy."""
        return f"{obj.profession} · {obj.employer} · {obj.address}"[:160]


class ReferralField(ReferralChoice):
    """The referral that led to a participation, of those of one registration (clause 17(4))."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Referral.objects.none(), empty_label=_("none"), **kwargs)

    def offer_those_of(self, registration: UnemploymentRegistration) -> None:
        """Offer the referrals of a registration that were no referrals to a job."""
        led = Referral.objects.valid().filter(registration=registration).exclude(kind=Referral.Kind.JOB)
        self.queryset = led.order_by("-issued_on")


def field_of(model: type[models.Model], name: str, *, without: Collection[str] = ()) -> forms.Field:
    """Return the form field for a field of an entry; `without` are choices that are not offered."""
    field = model._meta.get_field(name)
    label = capfirst(getattr(field, "verbose_name", name))
    if name == "referral":
        return ReferralField(label=label, required=False)
    if name == "vacancy":
        return VacancyField(label=label, required=not getattr(field, "null", False))
    if isinstance(field, models.DateField):
        return DayField(label=label, past=True, required=not field.null)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    if isinstance(field, models.CharField) and field.choices:
        choices = [(value, text) for value, text in field.flatchoices if value not in without]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    # One line each, so that Enter saves.
    length = getattr(field, "max_length", 0)
    return PrintableField(label=label, max_length=length, required=not getattr(field, "blank", False))


class EntryForm(forms.Form):
    """Fields of an entry, in an order; `without` are choices that are not offered.

    The focus goes to the first field that is still to be filled in: the day usually is today's already.
    """

    model: ClassVar[type[CardEntry]]
    names: ClassVar[tuple[str, ...]] = ()
    first: ClassVar[tuple[str, ...]] = ()
    without: tuple[str, ...] = ()
    # What is shown before anything is typed; what is needed, or is not, otherwise than in the table.
    start: ClassVar[dict[str, Any]] = {}
    needs: ClassVar[dict[str, bool]] = {}
    # What fields are called otherwise than in the table, with a help.
    called: ClassVar[dict[str, tuple["_StrPromise", "_StrPromise | str"]]] = {}
    # The act, what is said when it is done, and what stands above the fields.
    act: ClassVar[Callable[..., CardEntry]]
    said: ClassVar["_StrPromise"] = _("Entered on the card.")
    hint: str = ""
    # Further buttons (value, label) beside «Save».
    steps: tuple[tuple[str, str], ...] = ()

    def __init__(self, data: QueryDict | None, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={**self.start, **initial})
        added = {name: field_of(self.model, name, without=self.without) for name in self.names}
        self.fields = {**added, **self.fields}
        self.order_fields([*self.first])
        for name, is_needed in self.needs.items():
            self.fields[name].required = is_needed
        for name, (label, help_text) in self.called.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        to_fill = (
            field
            for name, field in self.fields.items()
            if not (isinstance(field, DayField) and self.initial.get(name))
        )
        next(to_fill).widget.attrs["autofocus"] = True

    def words(self, entry: CardEntry) -> str:
        """Return what is said when it is done."""
        return str(self.said) % {"day": numeric_date(entry.due or today()), "name": entry.where}


class NewForm(EntryForm):
    """A form for a new entry of a registration."""

    # What an address may bring along, as a list of vacancies or another entry links it.
    brought: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: QueryDict | None,
        *,
        registration: UnemploymentRegistration,
        entry: Any = None,
        asked: Mapping[str, str],
    ) -> None:
        self.registration = registration
        # What it answers as well as making a new one, of a kind that is answered anew.
        self.entry = entry
        super().__init__(data, {name: asked[name] for name in self.brought if asked.get(name)})

    @property
    def heading(self) -> "_StrPromise":
        """The kind."""
        return self.model.label

    def save(self, *, by: StaffMember, version: int) -> CardEntry:  # noqa: ARG002  (only a visit has one)
        """Enter what was typed."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "find"}
        return type(self).act(registration=self.registration, by=by, **values)


class OutcomeForm(EntryForm):
    """A form for what came of an entry."""

    heading: ClassVar["_StrPromise"]
    # What it shows of the entry as it is.
    shows: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict | None, *, entry: Any) -> None:
        self.entry = entry
        super().__init__(data, {name: getattr(entry, name) for name in self.shows})
        due = gettext("To come by %(day)s.") % {"day": numeric_date(entry.due)} if entry.due else ""
        self.hint = ". ".join(filter(None, (entry.where, due)))

    def save(self, *, by: StaffMember, version: int) -> CardEntry:
        """Enter what was typed; the act calls the entry by its kind."""
        return type(self).act(**{self.model.slug: self.entry}, version=version, by=by, **self.cleaned_data)
