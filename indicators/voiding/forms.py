"""The form of every voiding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import PrintableField


class VoidForm(forms.Form):
    """Why something was recorded wrongly."""

    reason = PrintableField(label=_("Why the entry is void"), max_length=200)
