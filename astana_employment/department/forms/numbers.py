"""The form of a journal's first number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Series
from astana_employment.toolbox.clock import today


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
