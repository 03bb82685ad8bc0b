"""Forms of the record of what was published."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, PrintableField
from indicators.publication.models import MediaPublication


class PublicationForm(forms.Form):
    """When and where the standard or the year's figures appeared."""

    what = forms.ChoiceField(
        label=_("What was published"), choices=MediaPublication.What.choices, widget=forms.RadioSelect
    )
    year = forms.IntegerField(
        label=_("For the year"), min_value=2008, max_value=2099, widget=forms.TextInput(attrs={"size": 6})
    )
    medium = PrintableField(label=_("Newspaper, broadcaster or site"), max_length=160)
    place = PrintableField(label=_("Issue, page or address"), max_length=300)
    published_on = DayField(past=True, label=_("Published on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"year": today().year}, **kwargs})
