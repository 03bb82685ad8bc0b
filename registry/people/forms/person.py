"""A person's data, names, window; two cards told apart or merged."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import PersonCategory
from astana_employment.toolbox.fields import (
    DayField,
    FormWithNotices,
    Group,
    NameField,
    PatronymicField,
    PrintableField,
    offer,
)
from astana_employment.toolbox.kazakh import ALPHABET, mend_latin
from astana_employment.toolbox.names import tidy_name
from registry.law.identifiers import (
    clean_iin,
    clean_rnn,
    clean_sik,
    iin_notices,
    number_notices,
    replaced_notice,
)
from registry.people.acts.people import DATA_FIELDS, NAME_FIELDS
from registry.people.duplicates import CODES, taken_numbers
from registry.people.models import FormerName, Person, Sex

_PHONE = re.compile(r"[0-9+() .,;/-]*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' .’-]*")
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


def _latin_only(text: str) -> None:
    if not _LATIN.fullmatch(text):
        raise ValidationError(_("Write this name in Latin letters, as in the passport."), code="letters")


def _telephone(text: str) -> None:
    if not _PHONE.fullmatch(text):
        raise ValidationError(_("A telephone number has digits, blanks and + ( ) - only."), code="characters")


class LatinNameField(PrintableField):
    """A name in Latin letters; Cyrillic ones that look like them are mended, and `notice` says which."""

    def __init__(self, **kwargs: Any) -> None:
        self.notice = ""
        super().__init__(**{"max_length": 160, "validators": [_latin_only], **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the name with look-alikes mended in words that have Latin letters besides."""
        text, replaced = mend_latin(tidy_name(super().to_python(value)))
        self.notice = replaced_notice(replaced)
        return text


class _Names(FormWithNotices, forms.Form):
    """The three parts of a name; a foreigner may have one name only."""

    surname = NameField(label=_("Surname"))
    given_name = NameField(label=_("Given name"))
    patronymic = PatronymicField(label=_("Patronymic"), required=False)
    latin_name = LatinNameField(
        label=_("Name in Latin letters"), required=False, widget=forms.TextInput(attrs=_QUIET)
    )

    def allow_one_name(self, category: str) -> None:
        """Ask for no given name of those whose documents may have a single name."""
        self.fields["given_name"].required = category == PersonCategory.CITIZEN


class _Data(forms.Form):
    """Everything but names and numbers."""

    category = forms.ChoiceField(
        label=_("Category"),
        choices=PersonCategory.choices,
        widget=forms.RadioSelect,
        initial=PersonCategory.CITIZEN,
    )
    is_oralman = forms.BooleanField(label=_("Oralman"), required=False)
    birth_date = DayField(label=_("Date of birth"), past=True)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    address = PrintableField(label=_("Address"), max_length=200, widget=forms.TextInput(attrs=_QUIET))
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[_telephone],
        widget=forms.TextInput(attrs={**_QUIET, "inputmode": "tel", "size": 20}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={**_QUIET, "size": 30})
    )


class PersonForm(_Data, _Names):
    """A new card; the numbers are typed with the documents they stand on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self["category"].value()
        self.allow_one_name(str(category))


class CodeField(forms.CharField):
    """An IIN, SIK or RNN, checked as `identifiers` checks it; `notice` says what was mended in a SIK."""

    cleaners = {"iin": clean_iin, "sik": clean_sik, "rnn": clean_rnn}
    sizes = {"iin": 14, "sik": 20, "rnn": 14}

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind, self.notice = kind, ""
        digits = {} if kind == "sik" else {"inputmode": "numeric"}
        widget = forms.TextInput(attrs={**_QUIET, "size": self.sizes[kind], **digits})
        super().__init__(**{"max_length": 40, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        """Return the number as it is stored; an empty one stays empty unless it is required."""
        text = super().clean(value)
        number = self.cleaners[self.kind](text)
        self.notice = " ".join(number_notices(self.kind, text, number))
        return number


class PersonEditForm(FormWithNotices, _Data):
    """Data of a card that exists; its names have a form of their own. `taken`: who has a typed number."""

    groups = (
        Group(_("Person"), ("category", "is_oralman", "birth_date", "sex", *CODES)),
        Group(_("Address and contacts"), ("address", "phone", "email")),
    )

    iin = CodeField("iin", label=_("IIN"), required=False)
    sik = CodeField("sik", label=_("SIK"), required=False)
    rnn = CodeField("rnn", label=_("RNN"), required=False)

    def __init__(self, data: QueryDict | None, *, person: Person) -> None:
        self.person, self.taken = person, list[Person]()
        super().__init__(data, initial={name: getattr(person, name) for name in DATA_FIELDS})

    def clean(self) -> dict[str, Any]:
        """Look whose numbers they are before the act: a field that is refused loses its value."""
        values: dict[str, Any] = super().clean() or {}
        self.taken = list(dict.fromkeys(taken_numbers(values, of=self.person).values()))
        return values

    @property
    def notices(self) -> list[str]:
        """What was mended, and an IIN that says something else than the card."""
        known = self.cleaned_data
        return [
            *super().notices,
            *iin_notices(known.get("iin", ""), known.get("birth_date"), known.get("sex", "")),
        ]


class NameForm(_Names):
    """A name corrected (a slip of ours) or changed (by law)."""

    groups = (Group(_("Name"), (*NAME_FIELDS, "why", "reason")),)

    why = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (FormerName.Why.CORRECTED, _("a slip is corrected")),
            (FormerName.Why.CHANGED, _("the name was changed by law")),
        ],
        widget=forms.RadioSelect,
    )
    reason = PrintableField(
        label=_("Ground"),
        max_length=200,
        required=False,
        help_text=_("The document that changed the name: what it is, its number and date."),
    )

    def names(self) -> dict[str, str]:
        """Return the fields for `correct_name` and `change_name`."""
        return {name: self.cleaned_data[name] for name in NAME_FIELDS}


class WindowForm(forms.Form):
    """Another letter than the surname's; empty: the surname's again."""

    letter = forms.ChoiceField(
        label=_("Letter for the window"),
        required=False,
        choices=[("", _("by the surname")), *((letter, letter) for letter in ALPHABET)],
    )


class NotSameForm(forms.Form):
    """Why a like card is another person's; `seen` are the cards that were shown."""

    not_same_reason = PrintableField(
        label=_("Why it is not the same person"),
        max_length=200,
        widget=forms.TextInput(attrs=_QUIET),
        error_messages={"required": _("Say why it is not the same person, or open that card.")},
    )
    seen = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.data.getlist("seen") if self.is_bound and hasattr(self.data, "getlist") else []
        offer(self, "seen", [(number, number) for number in shown if number.isdecimal()])


class MergeForm(forms.Form):
    """Which of two cards stays, and why both are one person's; `other` is the card found to compare with."""

    other = forms.CharField(widget=forms.HiddenInput)
    kept = forms.TypedChoiceField(label=_("Which card stays"), coerce=int, widget=forms.RadioSelect)
    reason = PrintableField(label=_("Why both cards are one person's"), max_length=200)

    def __init__(self, *args: Any, cards: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kept", cards)
