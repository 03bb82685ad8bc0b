"""Where information is published, and indicator 3.3 set by hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField
from indicators.annex3.periods import Period, PeriodError


class PublishForm(forms.Form):
    """The address of an item and the day since which it stands there."""

    address = forms.URLField(
        label=_("Public address"),
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    since = DayField(label=_("Published since"), past=True)


class WithdrawForm(forms.Form):
    """The last day on which an item stood under its address."""

    until = DayField(label=_("Last day"), past=True)


class PublishAllForm(forms.Form):
    """The day since which the desk's own pages are on the Internet."""

    since = DayField(label=_("Published since"), past=True)


class OverrideForm(forms.Form):
    """The figures of indicator 3.3 for a period by hand; both left empty, the computed value holds again."""

    period = forms.CharField(
        label=_("Period"),
        help_text=_("For example 2026Q3 or 2026."),
        widget=forms.TextInput(attrs={"size": "8"}),
    )
    published = forms.IntegerField(label=_("Items published"), required=False, min_value=0, max_value=999)
    asked = forms.IntegerField(label=_("All items"), required=False, min_value=1, max_value=999)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": "3"}))

    def clean_period(self) -> Period:
        """Return the period; ValidationError for what is none."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except PeriodError as error:
            raise ValidationError(str(error), code="period") from error

    def clean(self) -> dict[str, Any]:
        """Both figures or none."""
        values: dict[str, Any] = super().clean() or {}
        if (values.get("published") is None) != (values.get("asked") is None):
            self.add_error("asked", _("Enter both figures, or none to take the value back."))
        return values
