"""Form fields for what people type at a desk: days, names, and texts that will be printed."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.dates import numeric_date, parse_day
from astana_employment.toolbox.kazakh import mend_lookalikes
from astana_employment.toolbox.names import LOST, has_no_patronymic, not_in_names, tidy_name
from astana_employment.toolbox.papers.font import validate_printable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


Field = TypeVar("Field", bound=forms.Field)


def typed_field(form: forms.BaseForm, name: str, kind: type[Field]) -> Field:
    """Return a field of a form as what it is, so that its choices can be set; TypeError for another."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{type(form).__name__}.{name} is no {kind.__name__}")
    return field


class Group(NamedTuple):
    """Fields of a form that belong together, under a legend; a form names its own in `groups`."""

    legend: "StrOrPromise"
    names: tuple[str, ...]
    help: "StrOrPromise" = ""


def offer(form: forms.BaseForm, name: str, choices: Any) -> None:
    """Set what a field of a form offers: pairs of value and words, or a query whose rows are the choices."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = choices
    elif isinstance(field, forms.ChoiceField):
        field.choices = choices
    else:
        raise TypeError(f"the field {name} offers no choice")


class DayField(forms.CharField):
    """A day in one text field: takes 1.2.26, 01022026 or 2026-02-01, gives a date, shows it as dd.mm.yyyy.

    With `past`, a day in the future is refused; without `two_digit_years`, a year of two digits. An optional
    field left empty gives None.
    """

    widget = forms.TextInput

    def __init__(self, *, past: bool = False, two_digit_years: bool = True, **kwargs: Any) -> None:
        self.past, self.two_digit_years = past, two_digit_years
        super().__init__(**{"max_length": 40, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes for typing digits: no list of former entries, digits by key position."""
        return {
            **super().widget_attrs(widget),
            "inputmode": "numeric",
            "autocomplete": "off",
            "size": "12",
            "placeholder": _("dd.mm.yyyy"),
        }

    def prepare_value(self, value: Any) -> Any:
        """Return a date as it is typed here; what somebody typed stays as it was typed."""
        return numeric_date(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        """Return the date, None for an empty optional field; ValidationError says what is wrong with it."""
        text = super().clean(self.prepare_value(value))
        if not text:
            return None
        try:
            return parse_day(text, past=self.past, two_digit_years=self.two_digit_years)
        except ValueError as error:
            raise ValidationError(error.args[0], code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another day was typed, however it was written."""
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


class PrintableField(forms.CharField):
    """A text that may come to stand on a paper: a character the papers' font lacks is refused when typed.

    With `rows`, a text of several lines; else runs of blanks become one.
    """

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        self.rows = rows
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": str(rows)}))
        super().__init__(**kwargs)
        # First, since of a cell that is read in only the first fault is told.
        self.validators = [validate_printable, *self.validators]

    def to_python(self, value: Any) -> str:
        """Return the text without blanks at its ends and, on one line, with single blanks inside."""
        text = str(super().to_python(value) or "")
        return text.replace("\r\n", "\n") if self.rows else " ".join(text.split())


class NameField(PrintableField):
    """A person's name: letters that only look Kazakh are mended, and `notice` says which.

    It takes letters, hyphen, apostrophe, dot and blank; with `any_signs`, others as well: a complaint is not
    refused for what its author is called (clause 23). A `FormWithNotices` says all its notices.
    """

    def __init__(self, *, any_signs: bool = False, **kwargs: Any) -> None:
        self.notice = ""
        super().__init__(**{"max_length": 80, **kwargs})
        if not any_signs:
            self.validators = [_no_lost_letters, *self.validators, _only_signs_of_names]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes that keep the browser from correcting or remembering people's names."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        """Return the name with look-alike letters mended, one kind of hyphen, and nothing unseen."""
        text, replaced = mend_lookalikes(tidy_name(super().to_python(value)))
        said = gettext(
            "these letters came from another alphabet and were replaced: %(letters)s. "
            "Check the result: %(text)s"
        )
        self.notice = said % {"letters": ", ".join(replaced), "text": text} if replaced else ""
        return text

    def run_validators(self, value: str) -> None:
        """Tell the first fault alone: a sign would be told twice, and an import tells one of a cell."""
        if value:
            for validator in self.validators:
                validator(value)

    def validate(self, value: str) -> None:
        """Refuse what cannot be a name: digits, or no letter at all."""
        super().validate(value)
        if not value or LOST & {*value}:
            return
        if _DIGIT.search(value):
            raise ValidationError(_("A name has no digits."), code="digits")
        if not _LETTER.search(value):
            raise ValidationError(_("Write the name in letters."), code="letters")


class PatronymicField(NameField):
    """A patronymic; whoever says in words that there is none (нет, жоқ, б/о, -) has none."""

    def to_python(self, value: Any) -> str:
        """Return the patronymic, nothing for a word that says so."""
        text = super().to_python(value)
        return "" if has_no_patronymic(text) else text


def _no_lost_letters(text: str) -> None:
    if lost := [sign for sign in not_in_names(text) if sign in LOST]:
        raise ValidationError(
            _(
                "A name has letters, hyphen, apostrophe, dot and blank only. Check: %(signs)s. Such a sign"
                " stands where a letter was lost: the file was probably saved in a one-byte encoding. Save it"
                " as Unicode (UTF-8) or as a spreadsheet, and look whether the letters are there."
            ),
            code="lost_letters",
            params={"signs": " ".join(lost)},
        )


def _only_signs_of_names(text: str) -> None:
    if strange := not_in_names(text):
        raise ValidationError(
            _("A name has letters, hyphen, apostrophe, dot and blank only. Check: %(signs)s"),
            code="signs",
            params={"signs": " ".join(strange)},
        )


class FormWithNotices(forms.BaseForm):
    """Mixed into a form: gathers what its fields mended in what was typed."""

    @property
    def notices(self) -> list[str]:
        """The notices of the cleaned fields, in the order of the form; show each as a message."""
        said = ((field.label, getattr(field, "notice", "")) for field in self.fields.values())
        return [f"{label}: {notice}" for label, notice in said if notice]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = PrintableField(label=_("Reason"), max_length=200)
