"""What is typed at the console and by the head of division about the hall."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceStandard, ServiceWindow
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.fields import DayField, offer
from registry.hall.acts.late_tickets import PaperTimes
from registry.hall.models import Purpose

_CLOCK = re.compile(r"(\d{1,2})[.:, ]?(\d{2})")


class HourField(forms.CharField):
    """A time of the day in one text field: takes 9.05, 9:05 or 0905, shows it as 09:05."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes for typing digits."""
        return {
            **super().widget_attrs(widget),
            "inputmode": "numeric",
            "autocomplete": "off",
            "size": "6",
            "placeholder": _("hh:mm"),
        }

    def prepare_value(self, value: Any) -> Any:
        """Return a time as it is typed here."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        """Return the time, None for an empty optional field; ValidationError for what is none."""
        text = super().clean(self.prepare_value(value))
        if not text:
            return None
        found = _CLOCK.fullmatch(text.strip())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(_("Write the time as hours and minutes: 09:05."), code="invalid")
        return time(int(found[1]), int(found[2]))


def at(day: date, moment: time) -> datetime:
    """Return the instant of a time of the day in Asia/Almaty."""
    return datetime.combine(day, moment, tzinfo=timezone.get_default_timezone())


class TakeForm(forms.Form):
    """A person stands at the window without a ticket: what for, and the surname's first letter."""

    purpose = forms.ChoiceField(label=_("Purpose of the visit"), widget=forms.RadioSelect)
    letter = forms.CharField(
        label=_("Surname or its first letter"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": 24}),
        help_text=_("The queue is chosen by it. It may stay empty for who is served here at once."),
    )

    past_intake_because = forms.CharField(
        label=_("Why documents are taken past the hour"),
        max_length=200,
        required=False,
        help_text=_("Only when documents for registration are handed in past the hour, for this ticket."),
    )

    def __init__(self, *args: Any, may_override: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "purpose", Purpose.choices)
        if not may_override:
            del self.fields["past_intake_because"]


class PaperTimesForm(forms.Form):
    """When a visit was called and finished, from paper notes."""

    day = DayField(label=_("Day on the paper note"), past=True, initial=today)
    taken_at = HourField(label=_("Came at"), required=False, help_text=_("Leave empty when nobody noted it."))
    called_at = HourField(label=_("Called at"))
    finished_at = HourField(label=_("Finished at"))

    @property
    def times(self) -> PaperTimes:
        """What a valid form says."""
        values = self.cleaned_data
        taken = values.get("taken_at")
        return PaperTimes(
            called_at=at(values["day"], values["called_at"]),
            finished_at=at(values["day"], values["finished_at"]),
            taken_at=at(values["day"], taken) if taken else None,
        )


class PaperVisitForm(PaperTimesForm, TakeForm):
    """A whole visit from paper notes."""

    field_order = ("purpose", "letter", "day", "taken_at", "called_at", "finished_at")


class TicketTimesForm(PaperTimesForm):
    """The times of a ticket that exists; its day and its beginning are known."""

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["taken_at"], self.fields["day"]
        self._day = day

    def clean(self) -> dict[str, Any]:
        """The day is the ticket's."""
        values: dict[str, Any] = super().clean() or {}
        return {**values, "day": self._day}


def _closing() -> time:
    return ServiceStandard.objects.on(today()).closes_at


class DiversionForm(forms.Form):
    """Which window's letters go where, until when, and why."""

    window = forms.ModelChoiceField(label=_("Letters of window"), queryset=ServiceWindow.objects.none())
    to_window = forms.ModelChoiceField(label=_("Go to window"), queryset=ServiceWindow.objects.none())
    until = HourField(label=_("Until (today)"), initial=_closing)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("window", "to_window"):
            offer(self, name, ServiceWindow.objects.order_by("number"))

    @property
    def ends_at(self) -> datetime:
        """The instant at which the letters are back."""
        return at(timezone.localtime(now()).date(), self.cleaned_data["until"])


class DayForm(forms.Form):
    """The day a page is about; today when nothing, or no day, is asked for."""

    day = DayField(label=_("Day"), past=True, required=False, initial=today)

    @property
    def shown(self) -> date:
        """The day asked for, or today."""
        return (self.is_valid() and self.cleaned_data.get("day")) or today()
