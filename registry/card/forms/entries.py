"""The forms of the record card: what happened, on which day, what the person says.

Their fields are made from the fields of the entries, so that a label or a length is said once; a form
checks how things are written, the acts check the rules.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.fields import DayField, PrintableField
from registry.card.acts.visits import OtherDate
from registry.card.models import (
    CardEntry,
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    VacancyChoice = forms.ModelChoiceField[Vacancy]
    ReferralChoice = forms.ModelChoiceField[Referral]
else:
    VacancyChoice = ReferralChoice = forms.ModelChoiceField

# A longer list is shortened by typing a profession or an employer.
MOST_VACANCIES = 100


def field_of(model: type[models.Model], name: str, *, without: Collection[str] = ()) -> forms.Field:
    """Return the form field for a field of an entry; `without` are choices that are not offered."""
    field = model._meta.get_field(name)
    label = capfirst(getattr(field, "verbose_name", name))
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


class VacancyField(VacancyChoice):
    """A choice among vacancies, by profession, employer and address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Vacancy.objects.all(), empty_label=_("not from the bank"), **kwargs)

    def label_from_instance(self, obj: Vacancy) -> str:
        """Return what the list shows of a vacancy."""
        return f"{obj.profession} · {obj.employer} · {obj.address}"[:160]


class EntryForm(forms.Form):
    """Fields of an entry, in an order; `without` are choices that are not offered.

    The focus goes to the first field that is still to be filled in: the day usually is today's already.
    """

    model: type[CardEntry]
    names: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        added = {name: field_of(self.model, name, without=self.without) for name in self.names}
        self.fields = {**added, **self.fields}
        self.order_fields([*self.first])
        to_fill = (
            field
            for name, field in self.fields.items()
            if not (isinstance(field, DayField) and self.initial.get(name))
        )
        next(to_fill).widget.attrs["autofocus"] = True

    def label(self, name: str, text: "_StrOrPromise", help_text: "_StrOrPromise" = "") -> None:
        """Call a field otherwise than the model does."""
        self.fields[name].label = text
        self.fields[name].help_text = help_text


class VisitForm(EntryForm):
    """The person came, or a missed visit is agreed anew; the next date may be agreed freely.

    `latest` is the last day that the edition allows for it, told to the clerk; None when there is no next.
    """

    model = VisitAppointment
    names = ("came_on", "information", "reason", "note")
    first = ("came_on", "information", "reason", "next_on", "next_why")

    next_on = DayField(label=_("Another date for the next visit"), required=False)
    next_why = PrintableField(label=_("Why another date"), max_length=200, required=False)

    def __init__(self, *args: Any, is_late: bool, latest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"came_on": today()}, **kwargs})
        self.fields["came_on"].required = True
        self.label("came_on", _("Day"))
        if not is_late:
            del self.fields["reason"]
        if latest is None:
            del self.fields["next_on"], self.fields["next_why"]
        else:
            text = _("Leave empty for the last day that the standard allows: %(day)s.")
            self.fields["next_on"].help_text = text % {"day": numeric_date(latest)}

    def clean(self) -> dict[str, Any]:
        """A reason for another date says nothing without that date."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("next_why") and not values.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Enter the other date, or leave both fields empty."))
        return values

    @property
    def other(self) -> OtherDate | None:
        """The freely agreed next date of a valid form; None for the edition's."""
        on = self.cleaned_data.get("next_on")
        return OtherDate(on, self.cleaned_data.get("next_why", "")) if on else None


class SummonsForm(EntryForm):
    """A summons to receive a referral."""

    model = Summons
    names = ("summoned_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"summoned_on": today()}, **kwargs})


class _WithVacancy(EntryForm):
    """A form with a choice among the vacancies that are open, narrowed by what is typed."""

    find = PrintableField(label=_("Profession or employer"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label(
            "find",
            _("Search in the bank of vacancies"),
            _("Profession or employer; narrows the list, and the arrow down chooses from it."),
        )
        self.fields["find"].widget.attrs["data-chooses"] = "#vacancy-choice select"
        self.shown = self._vacancies()
        field = self.fields["vacancy"]
        if isinstance(field, VacancyField):
            choices = [(row.pk, field.label_from_instance(row)) for row in self.shown]
            # Nothing is chosen for anybody, unless only one is left of the search.
            is_only = field.required and len(choices) == 1
            label = _("choose a vacancy") if field.required else field.empty_label
            empty = [] if is_only else [("", str(label))]
            field.widget.choices = [*empty, *choices]

    def _vacancies(self) -> list[Vacancy]:
        words = str(self["find"].value() or "").strip()
        rows = Vacancy.objects.open_on(today())
        if words:
            like = models.Q(profession__icontains=words) | models.Q(employer__icontains=words)
            rows = rows.filter(like)
        shown = list(rows.order_by("profession", "employer", "pk")[:MOST_VACANCIES])
        chosen = self["vacancy"].value()
        if chosen and str(chosen).isdecimal() and int(chosen) not in {row.pk for row in shown}:
            shown = [*Vacancy.objects.filter(pk=int(chosen)), *shown]
        return shown


class OfferForm(_WithVacancy):
    """A job offered, with the answer if it was given at once."""

    model = JobOffer
    names = ("vacancy", "offered_on", "is_suitable", "answer", "answered_on", "refusal_document", "note")

    first = ("find", "vacancy")

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        start = {"offered_on": today(), "is_suitable": True, "answer": "open", **(initial or {})}
        super().__init__(*args, initial=start, **kwargs)

    def clean(self) -> dict[str, Any]:
        """An answer without a day was given when the job was offered."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") not in (None, "open") and "answered_on" not in self.errors:
            values["answered_on"] = values.get("answered_on") or values.get("offered_on")
        return values


class ReferralForm(_WithVacancy):
    """A referral to a job, to training or to public works."""

    model = Referral
    names = ("kind", "vacancy", "destination", "issued_on", "note")

    first = ("kind", "find", "vacancy", "destination")

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"kind": "job", "issued_on": today(), **(initial or {})}, **kwargs)
        self.fields["destination"].required = False
        self.label(
            "destination", _("Where to"), _("Leave empty for a vacancy of the bank: its employer is written.")
        )


class ParticipationForm(EntryForm):
    """Training or public works began."""

    model = Participation
    names = ("kind", "place", "started_on", "note")

    def __init__(
        self,
        *args: Any,
        registration: UnemploymentRegistration,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        start = {"kind": "public_works", "started_on": today(), **(initial or {})}
        super().__init__(*args, initial=start, **kwargs)
        led = Referral.objects.valid().filter(registration=registration).exclude(kind="job")
        self.fields["referral"] = ReferralField(queryset=led.order_by("-issued_on"))
        self.fields["place"].required = False
        self.label("place", _("Where"), _("Leave empty to take it from the referral."))

    def clean(self) -> dict[str, Any]:
        """A place is needed where no referral names it."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("place") and not values.get("referral") and "place" not in self.errors:
            self.add_error("place", _("Enter where."))
        return values


class ReferralField(ReferralChoice):
    """The referral that led to a participation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Referral"), required=False, empty_label=_("none"), **kwargs)

    def label_from_instance(self, obj: Referral) -> str:
        """Return what the list shows of a referral."""
        return f"{obj.issued_on:%d.%m.%Y} · {obj.destination}"[:160]


class LifeEventForm(EntryForm):
    """An event of life."""

    model = LifeEvent
    names = ("kind", "happened_on", "new_address", "document", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"kind": "moved_within", "happened_on": today()}, **kwargs})
        self.label("new_address", _("New address"), _("For a move only."))
