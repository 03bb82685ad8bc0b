"""The form of the values of Annex 3: twelve rows of three figures, and the working group's decision."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField, Group, PrintableField
from indicators.annex3.figures import decimal_text
from indicators.annex3.texts import CODES, COLUMNS, GROUPS, Indicator, Values, text_in

FIGURES = ("normative", "target", "current")
DECISION = ("year", "decision_number", "decision_date", "reason")


class ShareField(forms.DecimalField):
    """A share in per cent: 95, 0,5 or 0.5; from 0 to 100 with two decimals at most."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        message = _("A value is a share: from 0 to 100 per cent.")
        super().__init__(
            max_digits=5,
            decimal_places=2,
            error_messages={
                "required": _("Enter the value."),
                "invalid": _("Enter a number such as 95 or 0,5."),
            },
            **kwargs,
        )
        self.validators += [
            MinValueValidator(0, message=str(message)),
            MaxValueValidator(100, message=str(message)),
        ]

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read a number with a decimal comma or point."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Show a number with a comma; what somebody typed stays as it was typed."""
        return decimal_text(value, "kk") if isinstance(value, Decimal) else value


class TargetYearForm(forms.Form):
    """The values of a year; `reason` is asked for when values that stand already are changed."""

    decision_number = PrintableField(label=_("Number of the decision"), max_length=40)
    decision_date = DayField(past=True, label=_("Date of the decision"))
    groups = (Group(_("Decision of the working group"), DECISION),)

    def __init__(
        self, *args: Any, former: Mapping[str, Values] | None = None, asks_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for code in CODES:
            for name, column in zip(FIGURES, COLUMNS[1:], strict=True):
                label = f"{code}: {text_in(column)}"
                # The heading of the column is its label for the eye; a screen reader hears it with the field.
                attrs = {"size": 6, "inputmode": "decimal", "autocomplete": "off", "aria-label": label}
                initial = getattr(former[code], name) if former else None
                field = ShareField(label=label, initial=initial, widget=forms.TextInput(attrs=attrs))
                self.fields[_name(code, name)] = field
        if asks_reason:
            self.fields["reason"] = PrintableField(label=_("Why the values are changed"), max_length=400)

    @property
    def values(self) -> dict[str, Values]:
        """The twelve rows as they were typed."""
        data = self.cleaned_data
        return {code: Values(*(data[_name(code, name)] for name in FIGURES)) for code in CODES}

    @property
    def decision(self) -> dict[str, Any]:
        """What was typed besides the values."""
        return {name: self.cleaned_data[name] for name in DECISION if name in self.fields}

    @property
    def table(self) -> list[tuple[Any, list[tuple[Indicator, list[Any]]]]]:
        """The groups with their rows of three fields."""
        return [
            (group, [(row, [self[_name(row.code, name)] for name in FIGURES]) for row in group.indicators])
            for group in GROUPS
        ]


class NewTargetYearForm(TargetYearForm):
    """The values of a year that has none yet."""

    year = forms.IntegerField(
        label=_("Year"), min_value=2009, max_value=2099, widget=forms.TextInput(attrs={"size": 6})
    )


def _name(code: str, figure: str) -> str:
    return f"{figure}-{code.replace('.', '-')}"
