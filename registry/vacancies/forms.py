"""Forms of the bank of vacancies, of the names of professions and of the search for suitable vacancies."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, Group, PrintableField
from registry.vacancies.acts import LONGEST_REASON
from registry.vacancies.models import LONGEST_NAME, SHORTEST_WORD, District
from registry.vacancies.professions import tidy
from registry.vacancies.search import LONGEST_EXPERIENCE, Match, Wanted

ANY_DISTRICT = [("", _("any district")), *District.choices]
_BETWEEN_NAMES = re.compile(r"[,;\n]")
# The first word is what the search asks for, so that a sign or one letter would begin half of all words.
_NAME = re.compile(rf"(?=.{{3}})[^\W\d_]{{{SHORTEST_WORD},}}\w*([ -][\w .()-]*)?")
PROFESSIONS_SHOWN = [
    ("", pgettext_lazy("professions", "in use")),
    ("closed", pgettext_lazy("professions", "closed")),
]
NO_DISTRICT = [("", _("not named")), *District.choices]


class WholeNumberField(forms.IntegerField):
    """A whole number, with or without blanks between thousands; left empty or nought it gives `empty`."""

    def __init__(self, *, size: int, empty: int | None = None, **kwargs: Any) -> None:
        self.empty = empty
        widget = forms.TextInput(attrs={"size": size, "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"min_value": 0, "required": False, "widget": widget, **kwargs})

    def clean(self, value: Any) -> int | None:
        """Return the number."""
        return super().clean("".join(str(value or "").split())) or self.empty


def _years(label: Any) -> WholeNumberField:
    return WholeNumberField(label=label, size=4, empty=0, max_value=LONGEST_EXPERIENCE)


class VacancyForm(forms.Form):
    """A vacancy as an employer announces it; its fields are `acts.FIELDS`."""

    groups = (
        Group(
            _("The work"),
            ("profession", "employer", "address", "district", "pay", "experience_years", "needs"),
        ),
        Group(_("When it is open"), ("open_from", "open_until", "source")),
    )

    employer = PrintableField(label=_("Employer"), max_length=200)
    profession = PrintableField(label=_("Profession"), max_length=160)
    address = PrintableField(label=_("Address"), max_length=200)
    district = forms.ChoiceField(label=_("District"), choices=NO_DISTRICT, required=False)
    pay = WholeNumberField(label=_("Pay a month (tenge)"), size=12, max_value=100_000_000)
    experience_years = _years(_("Experience asked (years)"))
    needs = PrintableField(label=_("What is asked"), rows=2, max_length=400, required=False)
    open_from = DayField(label=_("Open from"), initial=today)
    open_until = DayField(label=_("Open until"), required=False, help_text=_("Empty: until it is closed."))
    source = PrintableField(
        label=_("Source"),
        max_length=80,
        required=False,
        help_text=_("Who announced it: a letter, a call, a list."),
    )


class CloseForm(forms.Form):
    """The last day of a vacancy, and why it is closed."""

    closed_on = DayField(label=_("Last day"), past=True, initial=today)
    reason = PrintableField(label=_("Reason"), max_length=200, required=False)


class FilterForm(forms.Form):
    """What the list of vacancies shows; a wrong value shows everything that is open."""

    q = forms.CharField(label=_("Profession or employer"), max_length=80, required=False)
    district = forms.ChoiceField(label=_("District"), choices=ANY_DISTRICT, required=False)
    show = forms.ChoiceField(
        label=_("Show"), choices=[("", _("open today")), ("all", _("all"))], required=False
    )


class NamesField(PrintableField):
    """Names of a profession, parted by commas or on lines of their own: gives each once, in their order."""

    def prepare_value(self, value: Any) -> Any:
        """Return names as they are typed here; what somebody typed stays as it was typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the names; ValidationError for what would be no name to search by."""
        text = super().clean(self.prepare_value(value))
        written = [" ".join(name.split()) for name in _BETWEEN_NAMES.split(text)]
        names = list({tidy(name): name for name in reversed(written) if name}.values())[::-1]
        if not names and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        for name in names:
            if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
                raise ValidationError(
                    _(
                        "A name begins with a word of two letters or more"
                        " and has from 3 to %(most)d letters: %(name)s"
                    ),
                    params={"name": name[:LONGEST_NAME], "most": LONGEST_NAME},
                )
        return names


class ProfessionForm(forms.Form):
    """What a profession is called in both languages."""

    names_kk = NamesField(
        label=_("Names in Kazakh"),
        rows=3,
        max_length=1000,
        help_text=_(
            "The usual name first; part the names by commas."
            " Add the form for a woman and what employers write."
        ),
    )
    names_ru = NamesField(label=_("Names in Russian"), rows=3, max_length=1000)


class ProfessionFilterForm(forms.Form):
    """What the list of professions shows; a wrong value shows all that are in use."""

    q = forms.CharField(label=_("Profession"), max_length=LONGEST_NAME, required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("", pgettext_lazy("professions", "in use")),
            ("closed", pgettext_lazy("professions", "closed")),
        ],
        required=False,
    )


class SearchForm(forms.Form):
    """What is sought for a person."""

    groups = (
        Group(
            _("What is sought"),
            ("profession", "experience_years", "district"),
            _("Every search is kept as evidence, with what it found."),
        ),
    )

    profession = PrintableField(
        label=_("Profession"),
        max_length=160,
        widget=forms.TextInput(attrs={"size": 40, "autocomplete": "off", "autofocus": True}),
        help_text=_("In Kazakh or in Russian; both are searched."),
    )
    experience_years = _years(_("Experience (years)"))
    district = forms.ChoiceField(label=_("District"), choices=ANY_DISTRICT, required=False)

    @property
    def wanted(self) -> Wanted:
        """What is sought."""
        return Wanted(**self.cleaned_data)


class ExplainForm(forms.Form):
    """Why each vacancy found does not suit the person; one reason may serve for all the others."""

    for_the_rest = PrintableField(
        label=_("For all the others found"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Goes to every vacancy found that has no reason of its own."),
    )

    def __init__(self, *args: Any, matches: Iterable[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {f"why_{match.vacancy.pk}": match.vacancy.pk for match in matches}
        for match in matches:
            self.fields[f"why_{match.vacancy.pk}"] = PrintableField(
                label=_("Why it does not suit"),
                max_length=LONGEST_REASON,
                required=False,
                initial=match.why_not,
            )

    def why(self, match: Match) -> Any:
        """Return the field of a vacancy, for the template's row."""
        return self[f"why_{match.vacancy.pk}"]

    @property
    def reasons(self) -> dict[int, str]:
        """The reasons typed, by vacancy."""
        return {
            key: self.cleaned_data[name] for name, key in self.keys.items() if self.cleaned_data.get(name)
        }
