"""The survey as people answer it, and paper slips as staff type them in."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField
from indicators.surveys.acts import Slip
from indicators.surveys.models import QUESTIONS, Audience, SurveyQuestion

REMARK_LENGTH: Final = 1000
CHOICES: Final = [("yes", _("Satisfied")), ("no", _("Not satisfied"))]
# What a slip's box is typed as: digits, which one hand finds without looking.
MARKS: Final = {"1": True, "2": False, "0": None, "": None}
ROWS: Final = 20


class SurveyForm(forms.Form):
    """The questions of one audience, none of them required, and a free remark."""

    remark = forms.CharField(
        label=_("What would you like to tell us?"),
        help_text=_("Please write no names and no numbers of documents."),
        required=False,
        max_length=REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": "3", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        for question in QUESTIONS[audience]:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, choices=CHOICES, required=False, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        """At least one question wants an answer."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in QUESTIONS[self.audience]):
            raise ValidationError(_("Answer at least one question."), code="empty")
        return values

    @property
    def questions(self) -> list[BoundField]:
        """The questions in their order."""
        return [self[question.value] for question in QUESTIONS[self.audience]]

    @property
    def slip(self) -> Slip:
        """What was chosen and written."""
        chosen = {"yes": True, "no": False}
        answers = {name: chosen.get(self.cleaned_data[name]) for name in QUESTIONS[self.audience]}
        return Slip(answers, self.cleaned_data["remark"])


class ComplainantSlipForm(SurveyForm):
    """The paper answer of a complainant, with the number of the complaint and the day of the slip."""

    number = forms.CharField(
        label=_("Number of the complaint"),
        max_length=20,
        help_text=_("As it stands on the receipt copy."),
        widget=forms.TextInput(attrs={"size": "16", "autocomplete": "off"}),
    )
    filled_on = DayField(label=_("Day of the slip"), past=True)
    field_order = ("number", "filled_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, audience=Audience.COMPLAINANT, **kwargs)

    def clean_number(self) -> str:
        """Return the number as it is printed: capitals, the letter in Cyrillic or Latin alike."""
        return str(self.cleaned_data["number"]).strip().upper().replace("С", "C")


class MarkField(forms.CharField):
    """One box of a slip: 1 satisfied, 2 not satisfied, 0 or empty not answered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 1, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits by key position; the focus hops on when one is typed."""
        return {
            **super().widget_attrs(widget),
            "size": "1",
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-hop": True,
        }

    def validate(self, value: str) -> None:
        """Refuse any other sign."""
        if value not in MARKS:
            raise ValidationError(_("Type 1, 2 or 0."), code="mark")


class SlipForm(forms.Form):
    """One slip of a visitor; a row left empty is no slip, a row of noughts is a slip without an answer."""

    process = MarkField(label=_("Service"))
    information = MarkField(label=_("Information"))
    politeness = MarkField(label=_("Politeness"))
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=REMARK_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every box is named by its column and the number of its row, which no label beside it says.
        for name, field in self.fields.items():
            field.widget.attrs["aria-labelledby"] = f"{self.prefix}-row column-{name}"

    @property
    def title(self) -> str:
        """What the row is called in the list of errors."""
        return str(_("slip %(number)d") % {"number": int(str(self.prefix).rpartition("-")[2]) + 1})

    @property
    def slip(self) -> Slip | None:
        """The slip of a filled row; None for an empty one."""
        typed = {name: self.cleaned_data.get(name, "") for name in QUESTIONS[Audience.VISITOR]}
        remark = self.cleaned_data.get("remark", "")
        if not any(typed.values()) and not remark:
            return None
        return Slip({SurveyQuestion(name): MARKS[mark] for name, mark in typed.items()}, remark)


SlipFormSet = forms.formset_factory(SlipForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


class SlipBatchForm(forms.Form):
    """The day the slips are from, and how many were given out."""

    filled_on = DayField(label=_("Day of the slips"), past=True)
    handed_out = forms.IntegerField(
        label=_("Slips given out that day"),
        required=False,
        min_value=0,
        max_value=9999,
        help_text=_("Leave empty when only those typed in below are known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6", "autocomplete": "off"}),
    )
