"""The forms beside a single complaint: the filter of the list, a telephone call, a setting of the terms."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.fields import DayField, PrintableField
from complaints.cells import FOUR, Cell
from complaints.forms import OPENS
from complaints.models import ComplaintRegime

CELL_LABELS = {
    Cell.ANSWERED_IN_TIME: _("answered in time"),
    Cell.ANSWERED_LATE: _("answered late"),
    Cell.OPEN_IN_TIME: _("open, in time"),
    Cell.OPEN_LATE: _("open, late"),
    Cell.WITHDRAWN: pgettext_lazy("complaint", "withdrawn"),
}


class ListFilter(forms.Form):
    """Which complaints to show; nothing chosen shows the open ones."""

    q = forms.CharField(label=_("Number or name"), max_length=100, required=False)
    cell = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("all open ones")),
            *((cell.value, CELL_LABELS[cell]) for cell in (*FOUR, Cell.WITHDRAWN)),
            ("all", _("all")),
        ],
    )
    whose = forms.ChoiceField(
        label=_("With whom"), required=False, choices=[("", _("with everybody")), ("mine", _("with me"))]
    )


class CallForm(forms.Form):
    """A telephone call."""

    called_on = DayField(label=_("Day"), past=True)
    called_time = forms.TimeField(
        label=_("at"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}),
    )
    name = PrintableField(label=_("Who called"), max_length=160, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    matter = PrintableField(label=_("About what"), max_length=2000, rows=3)
    told = PrintableField(label=_("What the caller was told"), max_length=2000, rows=3)

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says."""
        data = dict(self.cleaned_data)
        day, hour = data.pop("called_on"), data.pop("called_time")
        is_now = hour is None and day == today()
        return {**data, "called_at": now() if is_now else make_aware(datetime.combine(day, hour or OPENS))}


class RegimeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The setting of a regime that the law leaves open (reading 56)."""

    class Meta:
        model = ComplaintRegime
        fields = ("rolls",)
