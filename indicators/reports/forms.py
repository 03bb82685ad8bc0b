"""Forms of the reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.fields import DayField, PrintableField
from indicators.annex3.periods import Period, PeriodError
from indicators.reports.models import ReportDispatch


class NewReportForm(forms.Form):
    """Which report is begun: a quarter, a year, or a year as of a day."""

    period = forms.CharField(
        label=_("Period"),
        max_length=7,
        help_text=_("A quarter as 2026Q3, a year as 2026."),
        widget=forms.TextInput(attrs={"size": 9, "autocomplete": "off"}),
    )
    as_of = DayField(
        label=_("As of"),
        required=False,
        help_text=_("For a preliminary annual report: the last day that is counted."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the period; what cannot be reported is told beside its field."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            period = Period.parse(data["period"])
            if data["as_of"] and period.quarter:
                self.add_error("as_of", _("A quarterly report has no day “as of”."))
            elif data["as_of"]:
                period = Period(period.year, as_of=data["as_of"])
        except PeriodError as error:
            self.add_error("as_of" if data["as_of"] else "period", str(error))
            return data
        return {"period": period}


class AsOfForm(forms.Form):
    """The last day that a preliminary annual report counts."""

    as_of = DayField(label=_("As of"))


class RevisionForm(forms.Form):
    """Why an issued report is computed anew."""

    reason = PrintableField(label=_("Why it is revised"), max_length=400, rows=3)


class DispatchForm(forms.Form):
    """When, how and under which number a report went to the akim's office."""

    sent_on = DayField(past=True, label=_("Sent on"))
    how = forms.ChoiceField(label=_("How"), choices=ReportDispatch.How.choices, widget=forms.RadioSelect)
    outgoing_number = PrintableField(label=_("Outgoing number"), max_length=40)
    note = PrintableField(label=_("Note"), max_length=200, required=False)
