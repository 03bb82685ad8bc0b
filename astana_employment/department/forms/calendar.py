"""Forms about working days: a year's days off, a day that differs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField, PrintableField


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
