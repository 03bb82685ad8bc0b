"""Forms of the department's own pages: they read what was typed; the rules are in the actions."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from astana_employment.actions.standards import LIMITS, TITLES, documents_of
from astana_employment.clock import today
from astana_employment.fields import DayField, FormWithNotices, NameField, PrintableField
from astana_employment.kazakh import ALPHABET, mend_lookalikes
from astana_employment.mailing.rules import State
from astana_employment.models import (
    Delegation,
    DocumentKind,
    RequiredDocument,
    Role,
    Series,
    ServiceStandard,
    ServiceWindow,
    StaffMember,
)
from astana_employment.posts import usual_posts
from astana_employment.verbs import all_labels

NAMES = ("surname", "given_name", "patronymic")
_ROLE = ("role", "home_window")
POSTS = ("post_kk", "post_ru", "post_en")


class UserNameField(forms.CharField):
    """A name to sign in with: small Latin letters, digits, dot, hyphen, underscore."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": 40, "min_length": 3})
        message = _("Use Latin letters, digits, dot, hyphen and underscore only.")
        self.validators.append(RegexValidator(r"^[a-z0-9._-]+$", message))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep the browser from offering the administrator's own name."""
        return {
            **super().widget_attrs(widget),
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def to_python(self, value: Any) -> str:
        """Return the user name in small letters."""
        return str(super().to_python(value) or "").lower()


class PasswordField(forms.CharField):
    """A new password; what it must be like is told by the validators themselves."""

    widget = forms.PasswordInput

    def __init__(self, **kwargs: Any) -> None:
        help_text = password_validation.password_validators_help_text_html()
        super().__init__(
            **{"label": _("Password"), "strip": False, "max_length": 128, "help_text": help_text, **kwargs}
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell password managers that this is a new one."""
        return {**super().widget_attrs(widget), "autocomplete": "new-password"}


class PersonForm(FormWithNotices, forms.ModelForm):  # type: ignore[type-arg]
    """The names under which somebody works and signs in."""

    class Meta:
        model = StaffMember
        fields: Sequence[str] = ("username", *NAMES)
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "username": UserNameField,
            **dict.fromkeys(NAMES, NameField),
            **dict.fromkeys(POSTS, PrintableField),
        }


class StaffForm(PersonForm):
    """Everything about a member of staff but the password."""

    class Meta(PersonForm.Meta):
        fields: Sequence[str] = ("username", *NAMES, *_ROLE, *POSTS, "email", "language", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in POSTS:
            self.fields[name].required = False
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=[("", _("choose")), *Role.choices])
        self.fields["home_window"].help_text = _("Only clerks have one.")
        self.fields["email"].help_text = _("Reminders go there, such as of a report that is due.")
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = _("Without the tick the person is signed out at once.")

    def clean(self) -> dict[str, Any]:
        """Fill in the usual post of the role where none was typed; ask a clerk for a window."""
        data = super().clean() or self.cleaned_data
        role = data.get("role")
        if role:
            usual = usual_posts(role)
            data.update({name: data.get(name) or usual[name] for name in POSTS})
        if role != Role.CLERK:
            data["home_window"] = None
        elif not data.get("home_window") and "home_window" not in self.errors:
            self.add_error("home_window", _("A clerk needs a home window."))
        return data

    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed in the form, and those alone, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class NewStaffForm(StaffForm):
    """A new member of staff, with the first password."""

    password = PasswordField()

    class Meta(StaffForm.Meta):
        fields = tuple(name for name in StaffForm.Meta.fields if name != "is_active")


class WelcomeForm(PersonForm):
    """The first administrator, who names and introduces themselves."""

    password = PasswordField()


class PasswordForm(forms.Form):
    """A new password for somebody else."""

    password = PasswordField()


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """What everybody sets for themselves."""

    class Meta:
        model = StaffMember
        fields = ("language", "has_shortcuts")
        help_texts: ClassVar[dict[str, Any]] = {
            "has_shortcuts": _("Single keys such as N; those with Ctrl or Alt always work.")
        }


class DelegationForm(forms.ModelForm):  # type: ignore[type-arg]
    """An order by which somebody acts for an absent officer."""

    class Meta:
        model = Delegation
        fields = ("person", "acts_as", "order_number", "order_date", "starts_on", "ends_on")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "order_number": PrintableField,
            **dict.fromkeys(("order_date", "starts_on", "ends_on"), DayField),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            StaffMember.objects.filter(is_active=True), label=_("Person"), empty_label=_("choose")
        )
        self.fields["acts_as"] = forms.ChoiceField(
            label=_("Acts as"), choices=Delegation.ActsAs.choices, widget=forms.RadioSelect
        )
        self.fields["order_date"] = DayField(past=True, label=_("Date of the order"))

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which says beside which field they belong."""


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = PrintableField(label=_("Reason"), max_length=200)


class LettersForm(forms.Form):
    """The letters of each window, typed in a row: «А Ә Б», «АӘБ» and «А–Ғ» all serve."""

    def __init__(self, windows: Iterable[ServiceWindow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = {window.number: window.letter_list for window in windows}
        for number, letters in self.former.items():
            self.fields[f"window_{number}"] = forms.CharField(
                label=_("Window %(number)d") % {"number": number},
                initial=letters,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
            # A window may be closed and have none, but «optional» would mislead: every letter counts.
            template = "astana_employment/letters_field.html"
            self.fields[f"window_{number}"].template_name = template  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the letters, and say beside each window which ones are foreign, double or left out."""
        letters: dict[int, list[str]] = {}
        for number in self.former:
            known, unknown = read_letters(self.cleaned_data.get(f"window_{number}", ""))
            letters[number] = known
            if unknown:
                self._say(number, _("Not one of the 42 letters: %(letters)s"), unknown)
        if not self.errors:
            self._check_doubles(letters)
            self._check_missing(letters)
        return {"letters": letters}

    def typed(self) -> dict[str, str]:
        """Return the typed letters of each field in the order of the alphabet, as the log writes them."""
        letters: dict[int, list[str]] = self.cleaned_data["letters"]
        return {
            f"window_{number}": " ".join(sorted(row, key=ALPHABET.index)) for number, row in letters.items()
        }

    def _check_doubles(self, letters: dict[int, list[str]]) -> None:
        counts = [letter for row in letters.values() for letter in row]
        for number, row in letters.items():
            doubled = [letter for letter in dict.fromkeys(row) if counts.count(letter) > 1]
            if doubled:
                self._say(number, _("Twice, here and at another window: %(letters)s"), doubled)

    def _check_missing(self, letters: dict[int, list[str]]) -> None:
        """Say which letters have no window, beside the window that has them now."""
        missing = set(ALPHABET).difference(*letters.values())
        for number, former in self.former.items():
            lost = [letter for letter in former.split() if letter in missing]
            if lost:
                self._say(number, _("Left out: no window has %(letters)s"), lost)

    def _say(self, number: int, message: Any, letters: list[str]) -> None:
        self.add_error(f"window_{number}", ValidationError(message, params={"letters": ", ".join(letters)}))


def read_letters(text: str) -> tuple[list[str], list[str]]:
    """Read letters as people type them: gives those of the 42, doubles kept, and the signs that are none.

    A dash between two letters means all between them; a Latin letter that looks like one of the 42 is it.
    """
    known: list[str] = []
    unknown: list[str] = []
    is_range = False
    for sign in text.upper():
        letter = mend_lookalikes(f"Ж{sign}")[0][1:]
        if sign in " ,;.\t":
            continue
        if sign in "-–—":
            is_range = bool(known)
        elif letter not in ALPHABET:
            unknown.append(sign)
        else:
            first = ALPHABET.index(known[-1]) + 1 if is_range else ALPHABET.index(letter)
            known += ALPHABET[first : ALPHABET.index(letter)] + letter
            is_range = False
    return known, list(dict.fromkeys(unknown))


class YearForm(forms.Form):
    """What a year's days off were compared with."""

    note = PrintableField(
        label=_("Source"),
        max_length=200,
        help_text=_("For example the number and date of the Government's resolution on transferred days."),
    )


class CalendarDayForm(forms.Form):
    """A day that differs here from the published calendar."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("This day is"),
        choices=[("off", _("a day off")), ("working", _("a working day"))],
        widget=forms.RadioSelect,
    )
    note = PrintableField(label=_("Why"), max_length=200)


class LimitField(forms.IntegerField):
    """A limit of the standard: a whole number from 1 to 999."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "min_value": 1, "max_value": 999})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes for typing digits."""
        own = super().widget_attrs(widget)
        return {**own, "inputmode": "numeric", "size": "6", "autocomplete": "off"}


class NewStandardForm(forms.Form):
    """A new edition; its limits begin as those of the latest one."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Short, for example the year: 2027. It cannot be changed."),
    )
    valid_from = DayField(label=_("In force from"))
    title_kk = PrintableField(label=_("Title in Kazakh"), max_length=300, rows=2)
    title_ru = PrintableField(label=_("Title in Russian"), max_length=300, rows=2)
    title_en = PrintableField(label=_("Title in English"), max_length=300, rows=2)
    reason = PrintableField(
        label=_("Reason"), max_length=200, help_text=_("The resolution that brings the new edition.")
    )

    def titles(self) -> dict[str, str]:
        """Return the titles under the names of their fields."""
        return {name: self.cleaned_data[name] for name in TITLES}


class StandardForm(forms.ModelForm):  # type: ignore[type-arg]
    """The limits, hours, contacts and required documents of an edition."""

    reason = PrintableField(label=_("Reason for the change"), max_length=200)

    class Meta:
        model = ServiceStandard
        fields = LIMITS
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            **{name: LimitField for name in LIMITS if name.endswith(("_days", "_minutes", "_months"))},
            "offers_to_refuse": LimitField,
            **dict.fromkeys(("address_kk", "address_ru", "address_en"), PrintableField),
            **dict.fromkeys(("division_phone", "chancellery_phone"), PrintableField),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = documents_of(self.instance)
        for group, label in RequiredDocument.Group.choices:
            self.fields[f"documents_{group}"] = forms.MultipleChoiceField(
                label=label, choices=DocumentKind.choices, initial=asked[group], required=False
            )

    def changes(self) -> dict[str, Any]:
        """Return the limits that were changed in the form, and those alone."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in LIMITS}

    def documents(self) -> dict[str, list[str]]:
        """Return the ticked documents of each group."""
        return {group: self.cleaned_data[f"documents_{group}"] for group in RequiredDocument.Group.values}


class SeriesForm(forms.Form):
    """The first number of a journal, for an office that starts in the middle of a year."""

    series = forms.ChoiceField(label=_("Journal"), choices=Series.choices)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    first_number = forms.IntegerField(
        label=_("First number"),
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "8", "autocomplete": "off"}),
        help_text=_("The number after the last one given on paper."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = today().year
        self.fields["year"].choices = [(number, str(number)) for number in (year, year + 1)]  # type: ignore[attr-defined]


class MailFilter(forms.Form):
    """Which mails to show; what nobody chose otherwise is what waits for somebody."""

    CHOICES: ClassVar = [
        ("", _("could not be sent")),
        ("again", _("put off, is tried again")),
        *((state.value, state.label) for state in (State.WAITING, State.SENT, State.GIVEN_UP)),
        ("all", _("all mail")),
    ]

    state = forms.ChoiceField(label=_("State"), choices=CHOICES, required=False)
    text = PrintableField(label=_("Address or subject"), max_length=100, required=False)


class EventFilter(forms.Form):
    """Which part of the log to show; nothing chosen shows all of it."""

    by = forms.ModelChoiceField(
        StaffMember.objects.all(), label=_("Who"), required=False, empty_label=_("everybody")
    )
    verb = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((verb, str(label)) for verb, label in all_labels().items()), key=lambda row: row[1])
        self.fields["verb"].choices = [("", _("everything")), *named]  # type: ignore[attr-defined]
